import { formatClock, formatDay, formatExact } from '../../ui/format.ts';
import classes from './Table.module.css';

interface Props {
  readonly time: number;
  /** What stands for the time, when that is not its day. */
  readonly children?: React.ReactNode;
  /** Whether the keyboard gets here: only in the row that it is in. */
  readonly reachable: boolean;
}

/** `Moment` of ui/, made of as few elements as can be: a list draws hundreds while it scrolls. */
export function RowMoment({ time, children, reachable }: Props) {
  return (
    <time
      dateTime={new Date(time).toISOString()}
      data-exact={formatExact(time)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to the exact time
      tabIndex={reachable ? 0 : undefined}
      className={classes.moment}
    >
      {children ?? <Day time={time} className={classes.line} />}
    </time>
  );
}

interface DayProps {
  readonly time: number;
  readonly className: string | undefined;
}

/** The day, and for those who cannot see the tooltip its hour. */
export function Day({ time, className }: DayProps) {
  return (
    <span className={className}>
      {formatDay(time)}
      <span className={classes.hidden}>, {formatClock(time)}</span>
    </span>
  );
}
