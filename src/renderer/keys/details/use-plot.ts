import { DAY } from '../../../shared/duration.ts';

export const DAYS = 90;

export interface DayOfUse {
  /** The first millisecond of a day of UTC. */
  readonly day: number;
  readonly uses: number;
}

/** Every one of the last 90 days, oldest first, today last; a day is one of UTC. */
export function everyDay(uses: readonly DayOfUse[], now: number): readonly DayOfUse[] {
  const known = new Map(uses.map(({ day, uses: count }) => [day, count]));
  const today = Math.floor(now / DAY) * DAY;
  return Array.from({ length: DAYS }, (_, index) => {
    const day = today - (DAYS - 1 - index) * DAY;
    return { day, uses: known.get(day) ?? 0 };
  });
}
