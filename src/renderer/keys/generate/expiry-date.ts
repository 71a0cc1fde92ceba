import { localeNow, t } from '../../../shared/language/t.ts';

/** A day as the calendar writes it, `YYYY-MM-DD`, in the person's own time zone. */
export type Day = string;

type Part = 'day' | 'month' | 'year';
const PLACEHOLDERS: Readonly<Record<Part, string>> = { day: 'DD', month: 'MM', year: 'YYYY' };

/** Of the language that the window was opened in: what is typed in a form does not change its meaning under it. */
const format = new Intl.DateTimeFormat(localeNow(), {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  calendar: 'gregory',
  numberingSystem: 'latn',
});

const two = (value: number): string => String(value).padStart(2, '0');
const dayOf = (date: Date): Day =>
  `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

function dateOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** How people here write a day: `DD/MM/YYYY`. */
export const DAY_PATTERN: string = format
  .formatToParts(new Date(2001, 10, 22))
  .map(({ type, value }) => (type in PLACEHOLDERS ? PLACEHOLDERS[type as Part] : value))
  .join('');

/** The same in the letters of the language: `TT.MM.JJJJ`. */
export const dayPattern = (): string =>
  DAY_PATTERN.replace('DD', t('DD')).replace('MM', t('MM')).replace('YYYY', t('YYYY'));

/** 0 for Sunday to 6. */
export const FIRST_DAY_OF_WEEK = firstDayOfWeek();

function firstDayOfWeek(): 0 | 1 | 5 | 6 {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(
    format.resolvedOptions().locale,
  );
  const first = (locale.getWeekInfo?.().firstDay ?? 1) % 7;
  return first === 0 || first === 5 || first === 6 ? first : 1;
}

const order: readonly Part[] = format
  .formatToParts(new Date(2001, 10, 22))
  .flatMap(({ type }) => (type in PLACEHOLDERS ? [type as Part] : []));

/** Bulgarian and others close a date with a word or a mark of its own. */
const ending = (DAY_PATTERN.match(/[^DMY]*$/)?.[0] ?? '').trim();

/** Reads a day as people here write it, or as `YYYY-MM-DD`; `null` when it is neither or does not exist. */
export function readDay(text: string): Day | null {
  const trimmed = text.trim();
  const numbers = (trimmed.endsWith(ending) ? trimmed.slice(0, trimmed.length - ending.length) : trimmed)
    .trim()
    .match(/^(\d{1,4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,4})\D?$/);
  if (!numbers) return null;
  const [, first = '', second = '', third = ''] = numbers;
  const parts = first.length === 4 ? (['year', 'month', 'day'] as const) : order;
  const read: Record<Part, string> = { day: '', month: '', year: '' };
  for (const [index, value] of [first, second, third].entries()) {
    const part = parts[index];
    if (part) read[part] = value;
  }
  if (read.year.length !== 4) return null;
  const day = `${read.year}-${two(Number(read.month))}-${two(Number(read.day))}`;
  return dayOf(dateOf(day)) === day ? day : null;
}

export const writeDay = (day: Day): string => format.format(dateOf(day));

/** The day that lies a number of days after today. */
export function dayAfter(days: number, now: number): Day {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  return dayOf(date);
}

/** The last millisecond of a day here, in epoch milliseconds: a key works on its expiration date. */
export function endOfDay(day: Day): number {
  return dateOf(day).setHours(23, 59, 59, 999);
}

/** What is wrong with a typed expiration date, or `null`; nothing typed means that the key never expires. */
export function expiryProblem(text: string, now: number): string | null {
  if (text.trim() === '') return null;
  const day = readDay(text);
  if (day === null)
    return t('This is not a date. Type it as {dayPattern}, or leave it empty.', { dayPattern: dayPattern() });
  if (endOfDay(day) <= now) return t('The date has passed. Choose today or a later day.');
  return null;
}
