/** Days are those of UTC, wherever the person sits. */
const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** A day of UTC, by its first millisecond. */
export const formatUtcDay = (day: number): string => dayFormat.format(day);
