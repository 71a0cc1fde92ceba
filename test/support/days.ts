/** The time zone of the pages under test; the tests' own process may be in another. */
export const ZONE = 'Europe/Berlin';

/**
 * A moment near noon of the day that is `days` from today in {@link ZONE}. The screens count days of the calendar:
 * `now - 58 * DAY` is 57 of them ago when a test runs in its last hour and the clocks were changed meanwhile.
 *
 * @returns Milliseconds since 1970.
 */
export function noonIn(days: number): number {
  const today = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: ZONE }).format(Date.now());
  return Date.parse(`${today}T11:30:00Z`) + days * 86_400_000;
}
