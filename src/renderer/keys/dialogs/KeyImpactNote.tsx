import { Skeleton, Text } from '@mantine/core';
import { useCallback } from 'react';
import type { KeyImpact } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { formatExact, formatRelative } from '../../ui/format.ts';
import { rich } from '../../ui/rich.tsx';
import { useNow } from '../../ui/useNow.ts';
import classes from './KeyImpactNote.module.css';

const SHOWN = 6;

interface Props {
  readonly id: number;
  /** What the numbers are about where that is not the whole question. */
  readonly about?: string;
}

/** What cutting a key off would hit: when it was used last, how often since yesterday, and from where. */
export function KeyImpactNote({ id, about }: Props) {
  const read = useCallback(() => api.keys.impact({ id }), [id]);
  const { value, failure } = useReading(read, true, read);
  return (
    <section
      className={classes.note}
      aria-label={t('What uses this key')}
      aria-busy={value === null && failure === null}
    >
      {about !== undefined && (
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      )}
      {value !== null ? (
        <Impact impact={value} />
      ) : failure !== null ? (
        <Text size="sm" role="alert">
          {t('What uses this key could not be read. {message}', { message: failure.message })}
        </Text>
      ) : (
        <>
          <Text size="sm">
            <Skeleton component="span" display="inline-block" height={12} width="70%" />
          </Text>
          <div className={classes.addresses}>
            <span className={classes.from}>
              <Skeleton component="span" display="inline-block" height={12} width={160} />
            </span>
          </div>
        </>
      )}
    </section>
  );
}

function Impact({ impact }: { readonly impact: KeyImpact }) {
  const now = useNow(30_000);
  const { lastUsedAt, usesInLastDay, refusedInLastDay, addresses, addressCount } = impact;
  if (lastUsedAt === null && addressCount === 0) {
    return (
      <>
        <Text size="sm">{t('No use has been recorded yet.')}</Text>
        <Text size="xs" c="dimmed" mt={6}>
          {t('A use is recorded when Latchkey is asked whether the key is valid.')}
        </Text>
        <Refused requests={refusedInLastDay} />
      </>
    );
  }
  const more = addressCount - Math.min(addresses.length, SHOWN);
  return (
    <>
      <Text size="sm">
        {rich('{lastUsedAt}{times} in the last 24 hours.', {
          lastUsedAt: lastUsedAt !== null && (
            <>
              {rich('Last used {b}, ', {
                b: (
                  <b>
                    <time dateTime={new Date(lastUsedAt).toISOString()} title={formatExact(lastUsedAt)}>
                      {formatRelative(lastUsedAt, now)}
                    </time>
                  </b>
                ),
              })}
            </>
          ),
          times: <b>{usesInLastDay === 0 ? t('not once') : counted(usesInLastDay, 'time')}</b>,
        })}
      </Text>
      {addresses.length > 0 && (
        <div className={classes.addresses}>
          <span className={classes.from}>{t('From')}</span>
          <ul aria-label={t('Addresses')} className={classes.list}>
            {addresses.slice(0, SHOWN).map(({ address, lastSeenAt, uses }) => (
              <li
                key={address}
                title={t('{uses}, last {lastSeenAt}', {
                  uses: counted(uses, 'use'),
                  lastSeenAt: formatExact(lastSeenAt),
                })}
              >
                {address}
              </li>
            ))}
            {more > 0 && (
              <li className={classes.more}>
                {t('and {moreAddresses}', {
                  moreAddresses: counted(more, 'more address', 'more addresses'),
                })}
              </li>
            )}
          </ul>
        </div>
      )}
      <Refused requests={refusedInLastDay} />
    </>
  );
}

/** Somebody tries the key and is not let in: a leak perhaps, or an integration that was forgotten. */
function Refused({ requests }: { readonly requests: number }) {
  if (requests === 0) return null;
  return (
    <Text size="sm" mt={6}>
      {rich(
        '{requests, plural, one {<b># request</b> was refused in the last 24 hours.} other {<b># requests</b> were refused in the last 24 hours.}}',
        {
          requests,
          b: <b />,
        },
      )}
    </Text>
  );
}
