import { describe, expect, it } from 'vitest';
import { expiryState } from '../../src/shared/expiry.ts';
import { DAY, MORNING } from '../support/clock.ts';

const at = (untilExpiry: number, days = 14) => expiryState(MORNING + untilExpiry, MORNING, days);

describe('a key with an expiry', () => {
  it('is valid until the window begins, to the millisecond', () => {
    expect(at(14 * DAY + 1)).toBe('valid');
    expect(at(14 * DAY)).toBe('expiring-soon');
  });

  it('expires soon until its last millisecond, and is expired exactly at its expiry', () => {
    expect(at(1)).toBe('expiring-soon');
    expect(at(0)).toBe('expired');
    expect(at(-1)).toBe('expired');
  });

  it('never expires soon when the window is zero days', () => {
    expect(at(1, 0)).toBe('valid');
    expect(at(0, 0)).toBe('expired');
  });

  it('knows the ends of time', () => {
    expect(expiryState(8.64e15, MORNING, 14)).toBe('valid');
    expect(expiryState(0, MORNING, 14)).toBe('expired');
  });
});

it('a key without an expiry never expires', () => {
  expect(expiryState(null, MORNING, 14)).toBe('never');
  expect(expiryState(null, 8.64e15, 14)).toBe('never');
});
