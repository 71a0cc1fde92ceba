import { describe, expect, test } from 'vitest';
import { activityInWords } from '../../src/renderer/activity/activity-words.ts';
import { everyDay } from '../../src/renderer/keys/details/use-plot.ts';
import { scaleTop } from '../../src/renderer/ui/plot/scale.ts';
import { rotateInputOf, rotationWarning } from '../../src/renderer/keys/dialogs/rotation.ts';
import { validityProblem, validUntil } from '../../src/renderer/keys/generate/validity.ts';
import { countText, originOf, ticked } from '../../src/renderer/keys/scope/permission-choice.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 12);

describe('what a rotation does', () => {
  test('without an overlap access ends at once', () => {
    expect(rotationWarning('none', null, null, NOW)).toContain('will immediately lose access');
  });
  test('with one it ends later, and never past either expiry', () => {
    expect(rotationWarning('24-hours', null, null, NOW)).toContain('keep access for 24 hours');
    expect(rotationWarning('24-hours', NOW + HOUR, null, NOW)).toContain('until the key expires');
    expect(rotationWarning('24-hours', null, NOW + HOUR, NOW)).toContain('until the key expires');
  });
  test('of an expired key nobody loses anything', () => {
    expect(rotationWarning('7-days', NOW, null, NOW)).toContain('no application has access');
  });
  test('the expiry is only sent when it changes', () => {
    expect(rotateInputOf(1, 'none', 'keep', 5)).toEqual({ id: 1, overlap: 'none' });
    expect(rotateInputOf(1, 'none', 'date', 5)).toEqual({ id: 1, overlap: 'none', expiresAt: 5 });
    expect(rotateInputOf(1, 'none', 'never', 5)).toEqual({ id: 1, overlap: 'none', expiresAt: null });
  });
});

describe('activity as sentences', () => {
  const say = (action: string, details: Record<string, unknown> = {}, outcome: 'done' | 'refused' = 'done') =>
    activityInWords({ time: NOW, actor: 'ada', action, outcome, details }, NOW + HOUR, 'key');
  test.each([
    ['keys.generate', {}, 'generated this key'],
    ['keys.revoke', { after: { revocation: 'permanent' } }, 'revoked it permanently'],
    ['keys.revoke', { after: { revocation: 'until-reinstated' } }, 'revoked it until reinstated'],
    ['keys.edit', { before: {}, after: {} }, 'saved it without a change'],
    [
      'keys.edit',
      {
        before: { name: 'A', roles: [], description: 'x'.repeat(90) },
        after: { name: 'B', roles: ['R'], description: '' },
      },
      'changed the name from “A” to “B”; the roles from none to R; the description',
    ],
    [
      'keys.rotate',
      { before: { expiresAt: null }, after: { expiresAt: null }, oldSecretEndsAt: NOW },
      'rotated it; the old secret stopped working at once',
    ],
    ['keys.mislay', {}, 'did “keys.mislay”'],
  ])('%s %o', (action, details, sentence) => {
    expect(say(action, details)).toBe(sentence);
  });
  test('an overlap is told as what is or was', () => {
    const rotation = (end: number) => ({
      before: { expiresAt: 1 },
      after: { expiresAt: null },
      oldSecretEndsAt: end,
    });
    expect(say('keys.rotate', rotation(NOW + DAY))).toMatch(
      /the old secret works until .*; it now never expires$/,
    );
    expect(say('keys.rotate', rotation(NOW + 60_000))).toContain('the old secret worked until');
  });
  test('a refusal says what was tried', () => {
    expect(say('keys.remove', {}, 'refused')).toBe('tried to remove this key and was refused');
  });
});

test('a plot has every one of 90 days, today last, and a round top', () => {
  const today = Date.UTC(2026, 10, 21);
  const days = everyDay(
    [
      { day: today, uses: 3 },
      { day: today - 200 * DAY, uses: 9 },
    ],
    NOW,
  );
  expect(days).toHaveLength(90);
  expect(days.at(-1)).toEqual({ day: today, uses: 3 });
  expect(days[0]).toEqual({ day: today - 89 * DAY, uses: 0 });
  expect([0, 1, 3, 7, 11, 13, 101, 1024, 9000].map(scaleTop)).toEqual([
    1, 1, 3, 8, 12, 15, 120, 1200, 10_000,
  ]);
});

test('validity days are whole, and times 24 hours', () => {
  expect([1, '90', 36_500].map(validityProblem)).toEqual([null, null, null]);
  for (const wrong of ['', ' ', 0, -1, 1.5, 'x', 36_501]) expect(validityProblem(wrong)).not.toBeNull();
  expect(validUntil('90', NOW)).toBe(NOW + 90 * DAY);
});

describe('permissions', () => {
  const granted = [1, 2].map((id) => ({
    id,
    resource: 'orders',
    action: `a${id}`,
    description: '',
    from: [
      { type: 'authorization-group' as const, name: 'Read only' },
      { type: 'role' as const, name: 'Billing' },
    ],
    excluded: false,
  }));
  test('say where they come from', () => {
    expect(originOf({ from: [...(granted[0]?.from ?? [])].toReversed() })).toBe(
      'This permission comes from Role Billing, Authorization group Read only',
    );
  });
  test('are counted without what is withheld; what is not granted now does not count', () => {
    expect(countText([], [1])).toBe('No permissions');
    expect(countText(granted, [9])).toBe('2 permissions');
    expect(countText(granted, [2, 9])).toBe('1 permission, 1 withheld');
  });
  test('unticked ones are withheld, and exclusions of others stay', () => {
    expect(ticked([9], [1], false)).toEqual([9, 1]);
    expect(ticked([9, 1], [1], true)).toEqual([9]);
  });
});
