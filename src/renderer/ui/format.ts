/** Times and numbers for people, in the language of their system. All times are epoch milliseconds. */

const locale = undefined;
const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const dayLongFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
const clockFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const exactFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
const numberFormat = new Intl.NumberFormat(locale);
const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

export const formatDay = (time: number): string => dayFormat.format(time);
export const formatLongDay = (time: number): string => dayLongFormat.format(time);
export const formatClock = (time: number): string => clockFormat.format(time);
export const formatExact = (time: number): string => exactFormat.format(time);
export const formatNumber = (value: number): string => numberFormat.format(value);

const STEPS = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const satisfies readonly (readonly [Intl.RelativeTimeFormatUnit, number])[];

/** "2 hours ago", "in 3 days"; less than a minute is "now". */
export function formatRelative(time: number, now: number): string {
  const seconds = (time - now) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relativeFormat.format(Math.trunc(seconds / size), unit);
  }
  return relativeFormat.format(0, 'second');
}

/** "14 min 05 s", for a countdown. */
export function formatRemaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${String(seconds % 60).padStart(2, '0')} s` : `${seconds} s`;
}
