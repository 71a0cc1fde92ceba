import { Fragment } from 'react';
import { type Message, msg, t } from '../../shared/language/t.ts';
import type { Simulation } from '../../shared/verification.ts';
import { formatExact } from '../ui/format.ts';
import { IconMatches, IconMatchesNot, IconRefused, IconUnknown } from '../ui/icons.ts';
import { reasonParts } from './reason-parts.ts';
import classes from './Simulator.module.css';

type Step = Simulation['steps'][number];

const RESULTS: Readonly<
  Record<Step['result'], { readonly name: Message; readonly icon: typeof IconMatches }>
> = {
  passed: { name: msg('Passed'), icon: IconMatches },
  refused: { name: msg('Refused'), icon: IconRefused },
  'not reached': { name: msg('Not reached'), icon: IconMatchesNot },
  'not simulated': { name: msg('Not simulated'), icon: IconUnknown },
};

/** Every step of a verification in its order: what came out, and why. */
export function Steps({ steps }: Pick<Simulation, 'steps'>) {
  return (
    <ol className={classes.steps} aria-label={t('Verification steps')}>
      {steps.map(({ code, result, reason }) => {
        const { name, icon: Icon } = RESULTS[result];
        return (
          <li key={code} data-result={result}>
            <Icon size={17} stroke={1.75} aria-hidden="true" />
            <span className={classes.result}>{t(name)}</span>
            <span className={classes.reason}>
              <Reason>{reason}</Reason>
            </span>
            <span className={classes.code}>{code}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** A reason of the core, its times in the time zone here. */
export function Reason({ children }: { readonly children: string }) {
  return reasonParts(children).map((part, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence have no other name
    <Fragment key={place}>
      {typeof part === 'string' ? (
        part
      ) : (
        <time dateTime={new Date(part).toISOString()}>{formatExact(part)}</time>
      )}
    </Fragment>
  ));
}
