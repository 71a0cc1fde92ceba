import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatRelative } from '../../src/renderer/ui/format.ts';

const locale = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });
const say = (value: number, unit: Intl.RelativeTimeFormatUnit) => locale.format(value, unit);
/** A time in Berlin, as the person's clock shows it. */
const at = (text: string) => new Date(text).getTime();

let zone: string | undefined;
beforeAll(() => {
  zone = process.env['TZ'];
  process.env['TZ'] = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe('a relative time', () => {
  // 16 November 2026 is a Monday.
  test.each([
    ['less than a minute', '2026-11-16T23:00:00', '2026-11-16T23:00:59', null],
    ['minutes', '2026-11-16T23:00:00', '2026-11-16T23:59:59', say(59, 'minute')],
    ['minutes ago', '2026-11-16T23:00:00', '2026-11-16T22:58:30', say(-1, 'minute')],
    ['hours, past midnight too', '2026-11-16T23:00:00', '2026-11-17T22:59:59', say(23, 'hour')],
    ['the end of the next day', '2026-11-16T23:00:00', '2026-11-17T23:59:59.999', say(1, 'day')],
    ['Wednesday from late on Monday', '2026-11-16T23:00:00', '2026-11-18T00:30:00', say(2, 'day')],
    ['the end of Wednesday', '2026-11-16T23:00:00', '2026-11-18T23:59:59.999', say(2, 'day')],
    ['days ago', '2026-11-16T01:00:00', '2026-11-13T23:00:00', say(-3, 'day')],
    ['30 days', '2026-11-16T09:00:00', '2026-12-16T23:59:59.999', say(30, 'day')],
    ['59 days', '2026-11-16T09:00:00', '2027-01-14T23:59:59.999', say(59, 'day')],
    ['60 days', '2026-11-16T09:00:00', '2027-01-15T23:59:59.999', say(2, 'month')],
    ['90 days', '2026-11-16T09:00:00', '2027-02-14T23:59:59.999', say(3, 'month')],
    ['365 days', '2026-11-16T09:00:00', '2027-11-16T23:59:59.999', say(12, 'month')],
    ['a year ago', '2026-11-16T09:00:00', '2025-11-16T09:00:00', say(-12, 'month')],
    ['two years', '2026-11-16T09:00:00', '2028-11-16T09:00:00', say(2, 'year')],
    ['ages', '2026-11-16T09:00:00', '1996-11-16T09:00:00', say(-30, 'year')],
    // Clocks go back on 25 October 2026 and forward on 29 March 2026.
    ['over a day of 25 hours', '2026-10-25T00:00:00', '2026-10-26T00:00:00', say(1, 'day')],
    ['within a day of 25 hours', '2026-10-25T00:00:00', '2026-10-25T23:30:00', say(1, 'day')],
    ['over a day of 23 hours', '2026-03-28T12:00:00', '2026-03-30T12:00:00', say(2, 'day')],
  ])('%s', (_, now, time, says) => {
    const auto = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
    expect(formatRelative(at(time), at(now))).toBe(says ?? auto.format(0, 'second'));
  });
});
