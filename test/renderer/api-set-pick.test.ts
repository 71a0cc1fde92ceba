import { expect, test } from 'vitest';
import {
  clicked,
  NOTHING_PICKED,
  type Pick,
  pressed,
  typedAhead,
  within,
} from '../../src/renderer/keys/scope/pick.ts';

const IDS = [1, 2, 3, 4];
const NONE = { ctrlKey: false, metaKey: false, shiftKey: false };
const CTRL = { ...NONE, ctrlKey: true };
const SHIFT = { ...NONE, shiftKey: true };
const picked = (pick: Pick | null) => (pick === null ? null : [...pick.picked]);

test('a click picks one, Ctrl one more or less, Shift a range from the last', () => {
  const one = clicked(IDS, NOTHING_PICKED, 2, NONE);
  expect(picked(one)).toEqual([2]);
  const two = clicked(IDS, one, 4, CTRL);
  expect(picked(two)).toEqual([2, 4]);
  expect(picked(clicked(IDS, two, 4, CTRL))).toEqual([2]);
  expect(picked(clicked(IDS, two, 1, SHIFT))).toEqual([1, 2, 3, 4]);
});

test('arrows move and pick, and stop at the ends', () => {
  const first = pressed(IDS, NOTHING_PICKED, 'ArrowDown', NONE);
  expect(picked(first)).toEqual([1]);
  expect(pressed(IDS, first ?? NOTHING_PICKED, 'ArrowUp', NONE)?.active).toBe(1);
  expect(pressed(IDS, first ?? NOTHING_PICKED, 'End', NONE)?.active).toBe(4);
  expect(picked(pressed(IDS, first ?? NOTHING_PICKED, 'End', SHIFT))).toEqual([1, 2, 3, 4]);
});

test('Ctrl moves without picking, Space picks, Ctrl+A picks all, other keys mean nothing', () => {
  const first = pressed(IDS, NOTHING_PICKED, 'Home', NONE) ?? NOTHING_PICKED;
  const moved = pressed(IDS, first, 'ArrowDown', CTRL) ?? NOTHING_PICKED;
  expect([picked(moved), moved.active]).toEqual([[1], 2]);
  expect(picked(pressed(IDS, moved, ' ', NONE))).toEqual([1, 2]);
  expect(picked(pressed(IDS, NOTHING_PICKED, 'a', CTRL))).toEqual(IDS);
  expect(pressed(IDS, first, 'Tab', NONE)).toBeNull();
  expect(pressed([], NOTHING_PICKED, 'ArrowDown', NONE)).toBeNull();
});

test('typing goes to the next name that begins so', () => {
  const entries = ['Orders', 'Invoices', 'Order items'].map((name, index) => ({ id: index + 1, name }));
  expect(typedAhead(entries, null, 'o')?.active).toBe(1);
  expect(typedAhead(entries, 1, 'o')?.active).toBe(3);
  expect(typedAhead(entries, 1, 'or')?.active).toBe(1);
  expect(typedAhead(entries, 1, 'x')).toBeNull();
});

test('what has gone from the list is picked no longer', () => {
  const all = pressed(IDS, NOTHING_PICKED, 'a', CTRL) ?? NOTHING_PICKED;
  expect(picked(within([2, 3], all))).toEqual([2, 3]);
});
