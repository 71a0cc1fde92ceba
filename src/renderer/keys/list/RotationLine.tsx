import type { KeyRow } from '../../../shared/key-row.ts';
import { formatClock, formatDay, formatRelative } from '../../ui/format.ts';
import { IconRotate } from '../../ui/icons.ts';
import { rotationOf } from './row-actions.ts';
import classes from './Table.module.css';

interface Props {
  readonly row: KeyRow;
  readonly now: number;
  readonly reachable: boolean;
}

/** Under the name: that two secrets work, with the exact time and the last use of each on hover; otherwise the description. */
export function RotationLine({ row, now, reachable }: Props) {
  const rotation = rotationOf(row, now);
  if (rotation === null) {
    if (row.description === '') return null;
    return (
      <div className={classes.under} title={row.description}>
        {row.description}
      </div>
    );
  }
  const { hint, endsAt, lastUsedAt, currentLastUsedAt } = rotation;
  const until = `Two keys work until ${formatDay(endsAt)}, ${formatClock(endsAt)}.`;
  const uses = `Old key ${hint}: ${lastUse(lastUsedAt, now)}. New key ${row.hint}: ${lastUse(currentLastUsedAt, now)}.`;
  return (
    <div
      className={classes.rotating}
      data-exact={`${until} ${uses}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to the last uses
      tabIndex={reachable ? 0 : undefined}
    >
      <IconRotate size={13} aria-hidden="true" />
      Old key ends {formatRelative(endsAt, now)}
      <span className={classes.hidden}>
        . {until} {uses}
      </span>
    </div>
  );
}

const lastUse = (time: number | null, now: number): string =>
  time === null ? 'never used' : `last used ${formatRelative(time, now)}`;
