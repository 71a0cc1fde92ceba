import type { KeyRow } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { formatClock, formatDay, formatRelative } from '../../ui/format.ts';
import { IconRotate } from '../../ui/icons.ts';
import { rich } from '../../ui/rich.tsx';
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
  const until = t('Two keys work until {endsAt}, {endsAt2}.', {
    endsAt: formatDay(endsAt),
    endsAt2: formatClock(endsAt),
  });
  const uses = t('Old key {hint}: {lastUse}. New key {hint2}: {lastUse2}.', {
    hint,
    lastUse: lastUse(lastUsedAt, now),
    hint2: row.hint,
    lastUse2: lastUse(currentLastUsedAt, now),
  });
  return (
    <div
      className={classes.rotating}
      data-exact={`${until} ${uses}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to the last uses
      tabIndex={reachable ? 0 : undefined}
    >
      {rich('{value}Old key ends {endsAt}{until}', {
        value: <IconRotate size={13} aria-hidden="true" />,
        endsAt: formatRelative(endsAt, now),
        until: (
          <span className={classes.hidden}>
            . {until} {uses}
          </span>
        ),
      })}
    </div>
  );
}

const lastUse = (time: number | null, now: number): string =>
  time === null ? t('never used') : t('last used {time}', { time: formatRelative(time, now) });
