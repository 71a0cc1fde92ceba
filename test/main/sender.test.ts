import { expect, it } from 'vitest';
import { type Frame, isOwnFrame } from '../../src/main/sender.ts';

const origin = 'latchkey://app';
const frame = (changes: Partial<Frame> = {}): Frame => ({
  origin,
  parent: null,
  ...changes,
});

it('the window’s own main frame may call', () => {
  const main = frame();
  expect(isOwnFrame(main, main, origin)).toBe(true);
});

it('nobody else may', () => {
  const main = frame();
  expect(isOwnFrame(null, main, origin), 'a frame that is gone').toBe(false);
  expect(isOwnFrame(frame({ parent: main }), main, origin), 'an iframe of our own origin').toBe(false);
  expect(isOwnFrame(frame(), main, origin), 'the main frame of another window').toBe(false);
  expect(
    isOwnFrame(frame({ parent: main, origin: 'https://evil.example' }), main, origin),
    'a stranger',
  ).toBe(false);
});

it.each([
  'https://evil.example',
  'null',
  '',
  'latchkey://app.evil.example',
  'latchkey://application',
  'file://',
])('nor the main frame once it shows %o', (other) => {
  const main = frame({ origin: other });
  expect(isOwnFrame(main, main, origin)).toBe(false);
});

it('nor a main frame that was replaced by another page, or one that has a parent', () => {
  expect(isOwnFrame(frame(), frame(), origin)).toBe(false);
  const child = frame({ parent: frame() });
  expect(isOwnFrame(child, child, origin)).toBe(false);
});
