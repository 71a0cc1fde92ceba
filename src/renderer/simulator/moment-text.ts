import { msg, t } from '../../shared/language/t.ts';

/** What a text says about a time; `time` is in epoch milliseconds, `null` for whatever is now when it is used. */
export type Moment = { readonly time: number | null } | { readonly problem: string };

const PROBLEM = msg('This is not a time. Write it as 2027-03-01 12:00, or leave it empty for now.');
const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:[T ]|\s+)(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
/** Shorter numbers are more likely a year, or seconds. */
const MILLISECONDS = /^\d{12,16}$/;
const LATEST = 8.64e15;

/**
 * Reads a time as people write it: empty or `now`, in English and in the window's language, ISO 8601 with or without a
 * time of day and a zone, or epoch milliseconds. Without a zone it is the time here.
 */
export function readMoment(text: string): Moment {
  const written = text.trim();
  if (['', 'now', t('now').toLowerCase()].includes(written.toLowerCase())) return { time: null };
  if (MILLISECONDS.test(written)) return within(Number(written));
  const parts = MOMENT.exec(written);
  if (!parts) return { problem: t(PROBLEM) };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const milliseconds = Number((parts[7] ?? '').padEnd(3, '0'));
  // As if it were UTC: what does not come back as it went in does not exist.
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds));
  const exists =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!exists) return { problem: t(PROBLEM) };
  const zone = parts[8];
  if (zone !== undefined) return within(date.getTime() - offset(zone));
  return within(new Date(year, month - 1, day, hour, minute, second, milliseconds).getTime());
}

/** By how much the clocks of a zone are ahead of UTC, in milliseconds. */
function offset(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

const within = (time: number): Moment =>
  time >= 0 && time <= LATEST ? { time } : { problem: t('Choose a time between the years 1970 and 275760.') };

/** What is wrong with a typed time, or `null`. */
export function momentProblem(text: string): string | null {
  const read = readMoment(text);
  return 'problem' in read ? read.problem : null;
}
