import { Button, Group, Skeleton } from '@mantine/core';
import { useCallback } from 'react';
import type { LogEntry } from '../../shared/activity-log.ts';
import { t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import classes from './ActivityLog.module.css';
import type { Choice } from './filters.ts';
import { changesOf, type Fact, restOf } from './values.ts';

interface Props {
  readonly entry: LogEntry;
  readonly choose: (change: Partial<Choice>) => void;
}

/** What an entry changed, and its raw facts. */
export function EntryDetails({ entry, choose }: Props) {
  const { seq, time, action, actorId, actor, about } = entry;
  const { value, failure } = useReading(
    useCallback(() => api.activityLog.get({ seq }), [seq]),
    false,
  );
  const changes = changesOf(entry);
  const facts: readonly Fact[] = [
    ...restOf(entry),
    { name: t('Entry'), value: formatNumber(seq) },
    { name: t('Time'), value: new Date(time).toISOString() },
    { name: t('Action'), value: action },
    ...(about
      ? [
          {
            name: t('{where, select, entry {About} other {About}}', { where: 'entry' }),
            value: `${about.type} ${about.id}`,
          },
        ]
      : []),
    ...(actorId === null ? [] : [{ name: t('Account'), value: String(actorId) }]),
  ];
  return (
    <>
      {changes.length > 0 && (
        <table className={classes.changes}>
          <thead>
            <tr>
              <th scope="col">{t('Changed')}</th>
              <th scope="col">{t('Before')}</th>
              <th scope="col">{t('After')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className={classes.facts}>
        {facts.map(({ name, value: fact }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
        {value === null ? (
          failure === null && <Skeleton height={12} width="60%" />
        ) : (
          <>
            <div>
              <dt>{t('Origin')}</dt>
              <dd>{value.origin}</dd>
            </div>
            <div className={classes.wide}>
              <dt>{t('Session')}</dt>
              <dd className={classes.mono}>{value.session ?? t('none')}</dd>
            </div>
            <div className={classes.wide}>
              <dt>{t('Hash')}</dt>
              <dd className={classes.mono}>{value.hash}</dd>
            </div>
            <div className={classes.wide}>
              <dt>{t('Hash before')}</dt>
              <dd className={classes.mono}>{value.previous ?? t('none: it is the first')}</dd>
            </div>
          </>
        )}
      </dl>
      <FailureAlert failure={failure} />
      {(actorId !== null || about !== null) && (
        <Group gap="xs">
          {actorId !== null && (
            <Button variant="default" size="compact-xs" onClick={() => choose({ by: actorId })}>
              {t('All by {actor}', { actor: actor ?? '' })}
            </Button>
          )}
          {about !== null && (
            <Button
              variant="default"
              size="compact-xs"
              maw={360}
              onClick={() => choose({ about: { type: about.type, id: about.id } })}
            >
              {t('All about “{name}”', { name: about.name })}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
