import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { ExactTimes } from '../ui/ExactTimes.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatExact, formatRelative } from '../ui/format.ts';
import classes from './Activity.module.css';
import { activityInWords, type Here } from './activity-words.ts';
import type { Activity } from './useActivity.ts';

interface Props {
  readonly activity: Activity;
  readonly now: number;
  /** What it says before anything has happened. */
  readonly empty: string;
  readonly here?: Here;
}

/** What happened, as sentences, newest first. */
export function ActivityList({ activity, now, empty, here = null }: Props) {
  const { entries, more, busy, failure, again, showMore } = activity;
  if (entries === null) {
    return failure ? (
      <Stack gap="sm" align="start">
        <FailureAlert failure={failure} />
        <Button variant="default" size="xs" loading={busy} onClick={again}>
          {t('Try again')}
        </Button>
      </Stack>
    ) : (
      <Stack gap="xs" aria-busy="true">
        <Skeleton height={14} width="60%" />
        <Skeleton height={14} width="45%" />
      </Stack>
    );
  }
  return (
    <ExactTimes>
      {entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      )}
      <ol className={classes.activity}>
        {entries.map((entry) => (
          <li key={entry.seq}>
            <span className={classes.sentence}>
              <b>{entry.actor ?? 'Latchkey'}</b> {activityInWords(entry, now, here)}.
            </span>
            <time
              dateTime={new Date(entry.time).toISOString()}
              data-exact={formatExact(entry.time)}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to the exact time
              tabIndex={0}
            >
              {formatRelative(entry.time, now)}
            </time>
          </li>
        ))}
      </ol>
      <FailureAlert failure={failure} />
      {more && (
        <Button variant="default" size="xs" loading={busy} onClick={showMore}>
          {t('Show more')}
        </Button>
      )}
    </ExactTimes>
  );
}
