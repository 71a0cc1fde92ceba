import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatClock, formatDay, formatExact, formatRelative } from './format.ts';
import classes from './Moment.module.css';

interface Props {
  readonly time: number;
  /** The line that tells most, above the day; without it the day stands alone. */
  readonly children?: ReactNode;
}

/** A time to the day for the eye, to the minute for the ear, and to the second on hover and focus (see `ExactTimes`). */
export function Moment({ time, children }: Props) {
  return (
    <time
      dateTime={new Date(time).toISOString()}
      data-exact={formatExact(time)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to the exact time
      tabIndex={0}
      className={classes.moment}
    >
      {children}
      <span className={children === undefined ? undefined : classes.day}>
        {formatDay(time)}
        <VisuallyHidden component="span">, {formatClock(time)}</VisuallyHidden>
      </span>
    </time>
  );
}

export function Ago({ time, now }: { readonly time: number; readonly now: number }) {
  return (
    <Moment time={time}>
      <span>{formatRelative(time, now)}</span>
    </Moment>
  );
}
