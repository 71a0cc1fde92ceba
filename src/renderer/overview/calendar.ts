import { localized } from '../../shared/language/t.ts';
import { EXPIRY_DAYS, WEEKS } from '../../shared/overview-choices.ts';

/** Where the weeks from today on begin in this computer's calendar, and where the days end. @param now epoch milliseconds */
export function weekBounds(now: number): number[] {
  const today = new Date(now).setHours(0, 0, 0, 0);
  // By the calendar: a day on which the clocks change has not 24 hours.
  const dayIn = (days: number) => new Date(today).setDate(new Date(today).getDate() + days);
  return [...Array.from({ length: WEEKS }, (_, week) => dayIn(week * 7)), dayIn(EXPIRY_DAYS)];
}

const shortFormat = localized(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
);

/** "24 Nov", where the year is plain. */
export const formatShortDay = (time: number): string => shortFormat().format(time);
