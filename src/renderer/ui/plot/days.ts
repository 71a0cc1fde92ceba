import { localized } from '../../../shared/language/t.ts';
/** Days are those of UTC, wherever the person sits. */
const dayFormat = localized(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
);

/** A day of UTC, by its first millisecond. */
export const formatUtcDay = (day: number): string => dayFormat().format(day);
