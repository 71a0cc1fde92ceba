import { expect, it } from 'vitest';
import { sliceText } from '../../src/renderer/keys/list/slice-text.ts';
import { weekBounds } from '../../src/renderer/overview/calendar.ts';

const local = (month: number, day: number, hour = 0) => new Date(2026, month - 1, day, hour).getTime();

it('thirteen weeks begin at midnight here, the first one today; ninety days after that is the end', () => {
  const bounds = weekBounds(local(11, 24, 13));
  expect(bounds).toHaveLength(14);
  expect(bounds.slice(0, 2)).toEqual([local(11, 24), local(12, 1)]);
  expect(bounds.at(-2)).toBe(new Date(2027, 1, 16).getTime());
  expect(bounds.at(-1)).toBe(new Date(2027, 1, 22).getTime());
});

it('they begin at midnight on the other side of a change of the clocks too', () => {
  expect(weekBounds(local(3, 1)).map((bound) => new Date(bound).getHours())).toEqual(
    Array.from({ length: 14 }, () => 0),
  );
});

it('a slice says what it shows', () => {
  const day = (month: number, date: number) => new Date(2026, month - 1, date).getTime();
  const [from, until] = [day(11, 24), day(12, 1) - 1];
  expect(sliceText({ by: 'expiry', after: from - 1, until })).toMatch(/^Expires .*24.*30/);
  expect(sliceText({ by: 'secret', after: from - 1, until })).toMatch(/^Secret of .*24.*30/);
  expect(sliceText({ by: 'secret', after: null, until })).toMatch(/^Secret until .*30/);
  expect(sliceText({ by: 'secret', after: from, until: null })).toMatch(/^Secret since .*24/);
  expect(sliceText({ by: 'never-used' })).toBe('Never used');
});
