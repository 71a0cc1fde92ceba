import { Text, Title } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import type { Simulation } from '../../shared/verification.ts';
import { ScreenLink } from '../access/ScreenLink.tsx';
import { detailsPath } from '../keys/paths.ts';
import { formatExact } from '../ui/format.ts';
import { IconAlert, IconInfo } from '../ui/icons.ts';
import classes from './Simulator.module.css';
import { Reason, Steps } from './Steps.tsx';

/** What was asked, and what came out. */
export interface Answered {
  readonly simulation: Simulation;
  /** The request in one line. */
  readonly asked: string;
  /** A time was named, so that it is not the one at which it was asked. */
  readonly timeNamed: boolean;
}

interface Props {
  readonly answered: Answered;
  /** Why it is no answer to what the form says now; `null`: it is one. */
  readonly outdated: string | null;
}

/** The verdict, every step, and what a valid key hands on. */
export function Result({ answered: { simulation, asked, timeNamed }, outdated }: Props) {
  const { code, status, message, time, key, grants, steps } = simulation;
  const refused = steps.find(({ result }) => result === 'refused')?.reason;
  return (
    <section className={classes.panel} aria-label={t('Result')}>
      {outdated !== null && (
        <div className={classes.note} data-outdated="true">
          <IconAlert size={17} aria-hidden="true" />
          <span>{outdated}</span>
        </div>
      )}
      <div className={classes.verdict} data-valid={code === 'VALID'} data-outdated={outdated !== null}>
        <div className={classes.head}>
          <Title order={2}>{code}</Title>
          <Text size="sm">{t('HTTP {status}', { status })}</Text>
        </div>
        <Text size="sm">{message}</Text>
        {refused !== undefined && !message.startsWith(refused) && (
          <Text size="sm">
            <Reason>{refused}</Reason>
          </Text>
        )}
      </div>
      <div className={classes.asked}>
        {key !== null && (
          <span>
            {key.removed ? key.name : <ScreenLink to={detailsPath(key.id)}>{key.name}</ScreenLink>}{' '}
            <span className={classes.mono}>{key.hint}</span> ·{' '}
            {key.owner === null ? t('owned by the tenant') : t('owned by {owner}', { owner: key.owner })}
          </span>
        )}
        <span>{asked}</span>
        <time dateTime={new Date(time).toISOString()}>{formatExact(time)}</time>
      </div>
      {timeNamed && (
        <div className={classes.note}>
          <IconInfo size={17} aria-hidden="true" />
          <span>
            {t(
              'Expiry and rotation are judged at that time, everything else as it is today: whatever is revoked, removed or disabled counts as it is now.',
            )}
          </span>
        </div>
      )}
      <Steps steps={steps} />
      {grants !== null && (
        <>
          <Title order={3}>{t('What the key hands on')}</Title>
          <dl className={classes.grants}>
            <dt>{t('Roles')}</dt>
            <dd>{listed(grants.roles)}</dd>
            <dt>{t('Permissions')}</dt>
            <dd>{listed(grants.permissions)}</dd>
            <dt>{t('Data scopes')}</dt>
            <dd>
              {grants.dataScopes === null ? t('Not limited: a key of the tenant') : listed(grants.dataScopes)}
            </dd>
            <dt>{t('Expires')}</dt>
            <dd>{key === null || key.expiresAt === null ? t('Never') : formatExact(key.expiresAt)}</dd>
          </dl>
        </>
      )}
    </section>
  );
}

const listed = (names: readonly string[]): string => (names.length === 0 ? t('None') : names.join(', '));
