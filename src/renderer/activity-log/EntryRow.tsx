import type { LogEntry } from '../../shared/activity-log.ts';
import { t } from '../../shared/language/t.ts';
import { activityInWords } from '../activity/activity-words.ts';
import { formatClock, formatDay, formatExact } from '../ui/format.ts';
import { IconChevronDown } from '../ui/icons.ts';
import classes from './ActivityLog.module.css';
import { EntryDetails } from './EntryDetails.tsx';
import type { Choice } from './filters.ts';

interface Props {
  readonly entry: LogEntry;
  readonly now: number;
  readonly open: boolean;
  /** Tab comes to it. */
  readonly reachable: boolean;
  readonly onToggle: () => void;
  readonly choose: (change: Partial<Choice>) => void;
}

/** Who did it; a stranger at the sign-in has no name that the log would keep. */
const whoOf = ({ actor, outcome }: Pick<LogEntry, 'actor' | 'outcome'>): string =>
  actor ?? (outcome === 'refused' ? t('Somebody') : 'Latchkey');

/** One entry: a line, and below it what changed and what is known of it. */
export function EntryRow({ entry, now, open, reachable, onToggle, choose }: Props) {
  const { time, outcome, seq } = entry;
  const sentence = activityInWords(entry, now);
  return (
    <article className={classes.entry} data-open={open || undefined}>
      <button
        type="button"
        data-line
        className={classes.line}
        aria-expanded={open}
        aria-controls={open ? `entry-${seq}` : undefined}
        tabIndex={reachable ? 0 : -1}
        onClick={onToggle}
      >
        <IconChevronDown size={15} aria-hidden="true" className={classes.chevron} />
        <time dateTime={new Date(time).toISOString()} data-exact={formatExact(time)}>
          {formatDay(time)}, {formatClock(time)}
        </time>
        <b>{whoOf(entry)}</b>
        <span className={classes.sentence} title={open ? undefined : sentence}>
          {sentence}
        </span>
        <span className={classes.outcome} data-outcome={outcome}>
          {outcome === 'refused' ? t('Refused') : t('Done')}
        </span>
      </button>
      {open && (
        <div id={`entry-${seq}`} className={classes.details}>
          <EntryDetails entry={entry} choose={choose} />
        </div>
      )}
    </article>
  );
}
