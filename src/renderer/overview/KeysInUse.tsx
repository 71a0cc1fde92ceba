import { Skeleton, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import type { UseSpan } from '../../shared/overview-choices.ts';
import type { UseFigures } from '../../shared/overview.ts';
import { ScreenLink } from '../access/ScreenLink.tsx';
import { detailsPath } from '../keys/paths.ts';
import { counted } from '../ui/counted.ts';
import { ExactTimes } from '../ui/ExactTimes.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatExact, formatRelative } from '../ui/format.ts';
import { useMostUsed } from './figures.ts';
import classes from './Overview.module.css';
import { Panel } from './Panel.tsx';

interface Props {
  readonly lastUsed: UseFigures['lastUsed'];
  readonly span: UseSpan;
  readonly now: number;
}

/** The keys that were used last, and those that were used most. */
export function KeysInUse({ lastUsed, span, now }: Props) {
  const { value: most, failure } = useMostUsed(span);
  return (
    <Panel title={t('Keys in use')}>
      <ExactTimes>
        <div className={classes.inUse}>
          <Named title={t('Used last')}>
            {lastUsed.map(({ id, name, lastUsedAt }) => (
              <NamedKey key={id} id={id} name={name}>
                <time
                  dateTime={new Date(lastUsedAt).toISOString()}
                  data-exact={formatExact(lastUsedAt)}
                  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to the exact time
                  tabIndex={0}
                >
                  {formatRelative(lastUsedAt, now)}
                </time>
              </NamedKey>
            ))}
          </Named>
          {most === null ? (
            <div aria-busy={failure === null}>
              <Title order={3}>{t('Used most')}</Title>
              {failure === null ? <Skeleton height={90} mt={8} /> : <FailureAlert failure={failure} />}
            </div>
          ) : (
            <Named title={t('Used most in {span} days', { span })}>
              {most.keys.map(({ id, name, uses }) => (
                <NamedKey key={id} id={id} name={name}>
                  <span>{counted(uses, 'use')}</span>
                </NamedKey>
              ))}
            </Named>
          )}
        </div>
      </ExactTimes>
    </Panel>
  );
}

function Named({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  return (
    <div>
      <Title order={3}>{title}</Title>
      {children.length === 0 ? (
        <Text size="sm" c="dimmed" mt={6}>
          {t('No use has been recorded.')}
        </Text>
      ) : (
        <ol className={classes.named} aria-label={title}>
          {children}
        </ol>
      )}
    </div>
  );
}

interface NamedKeyProps {
  readonly id: number;
  readonly name: string;
  readonly children: ReactNode;
}

function NamedKey({ id, name, children }: NamedKeyProps) {
  return (
    <li>
      <span className={classes.name}>
        <ScreenLink to={detailsPath(id)}>{name}</ScreenLink>
      </span>
      {children}
    </li>
  );
}
