import { DAY, HOUR, MINUTE } from '../../shared/duration.ts';
import { localeNow, localized, t } from '../../shared/language/t.ts';

/** Times and numbers for people, in their language. All times are epoch milliseconds. */

// Each is made when something is first formatted with it: all of them at once would hold up the window's start.
const day = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const dayLong = localized((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full' }));
const clock = localized((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const exact = localized(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }),
);
const number = localized((locale) => new Intl.NumberFormat(locale));
/** Numbers throughout: "next month" and "tomorrow" are promises about the calendar that a distance does not keep. */
const distance = localized((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always' }));
const distanceShort = localized(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' }),
);
const present = localized((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

export const formatDay = (time: number): string => day().format(time);
/** From one day to another: "24–30 Nov 2026"; one day alone stands alone. */
export const formatDays = (from: number, until: number): string => day().formatRange(from, until);
export const formatLongDay = (time: number): string => dayLong().format(time);
export const formatClock = (time: number): string => clock().format(time);
export const formatExact = (time: number): string => exact().format(time);
export const formatNumber = (value: number): string => number().format(value);

/** Up to here days are counted out, because "1 month" would be anything from 28 days to nearly 60. */
const COUNTED_DAYS = 60;

/** The distance between two days of the calendar here, however long their clocks make them. */
function calendarDays(time: number, now: number): number {
  return Math.round((new Date(time).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY);
}

/**
 * "2 hours ago", "in 3 days"; less than a minute is "now". From a day on it counts days of the calendar, so that
 * Monday evening to Wednesday is 2 days; months and years are rounded.
 */
export const formatRelative = (time: number, now: number): string => relative(time, now, distance());

/** The same for narrow columns: "2 hr ago", "3 mo. ago". */
export const formatRelativeShort = (time: number, now: number): string =>
  relative(time, now, distanceShort());

function relative(time: number, now: number, format: Intl.RelativeTimeFormat): string {
  const ahead = time - now;
  const away = Math.abs(ahead);
  if (away < MINUTE) return present().format(0, 'second');
  if (away < HOUR) return format.format(Math.trunc(ahead / MINUTE), 'minute');
  if (away < DAY) return format.format(Math.trunc(ahead / HOUR), 'hour');
  // A day of 25 hours can hold both.
  const days = calendarDays(time, now) || Math.sign(ahead);
  if (Math.abs(days) < COUNTED_DAYS) return format.format(days, 'day');
  if (Math.abs(days) < 2 * 365) return format.format(Math.round(days / (365.25 / 12)), 'month');
  return format.format(Math.round(days / 365.25), 'year');
}

/** "14 min 05 s", for a countdown. */
export function formatRemaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60)
    return t('{floor} h {minutes} min', { floor: Math.floor(minutes / 60), minutes: minutes % 60 });
  return minutes > 0
    ? t('{minutes} min {padStart} s', { minutes, padStart: String(seconds % 60).padStart(2, '0') })
    : `${seconds} s`;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "1.2 GB": a number of bytes in the largest unit of which there is one. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1_000 ** power;
  return new Intl.NumberFormat(localeNow(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
