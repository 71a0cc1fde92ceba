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

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round whole number that nothing goes beyond: 1, 2, 3, … 10, 12, 15, 20, … */
export function scaleTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const tops = STEPS.map((step) => Math.round(step * power * 10) / 10);
  return tops.find((top) => Number.isInteger(top) && top >= most) ?? most;
}
