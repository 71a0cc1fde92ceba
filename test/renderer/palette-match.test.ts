import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/renderer/palette/entry.ts';
import { fit, matching } from '../../src/renderer/palette/match.ts';

const entry = (label: string): Entry => ({ id: label, label, about: '', icon: () => null, run: () => {} });
const labels = (found: readonly Entry[]) => found.map(({ label }) => label);

describe('how well a label fits', () => {
  it.each([
    ['Lock', '', 0],
    ['Lock', 'lock', 0],
    ['Lock', ' LOCK ', 0],
    ['API Keys', 'api', 1],
    ['Generate API Key', 'key', 2],
    ['Generate API Key', 'key gen', 2],
    ['billing:read-only', 'only', 2],
    ['Generate API Key', 'rate', 3],
    ['Generate API Key', 'zebra', null],
    ['Generate API Key', 'key zebra', null],
  ])('%s for “%s”: %s', (label, typed, rank) => {
    expect(fit(label, typed)).toBe(rank);
  });
});

describe('what a list of labels answers', () => {
  const list = ['Generate API Key', 'API sets', 'Keyboard shortcuts', 'API', 'Monkey'].map(entry);

  it('is the best first, and equal ones as they were', () => {
    expect(labels(matching(list, 'api', 9, 3))).toEqual(['API', 'API sets', 'Generate API Key']);
    expect(labels(matching(list, 'key', 9, 3))).toEqual(['Keyboard shortcuts', 'Generate API Key', 'Monkey']);
  });

  it('is no more than was asked for, and no worse', () => {
    expect(labels(matching(list, 'key', 1, 3))).toEqual(['Keyboard shortcuts']);
    expect(labels(matching(list, 'key', 9, 2))).toEqual(['Keyboard shortcuts', 'Generate API Key']);
  });

  it('has after them what is looked for by other words, from their beginnings', () => {
    const account: Entry = { ...entry('Your account'), words: 'password recovery codes' };
    const all = [account, entry('Password rules')];
    expect(labels(matching(all, 'pass', 9, 2))).toEqual(['Password rules', 'Your account']);
    expect(labels(matching(all, 'recovery account', 9, 2))).toEqual(['Your account']);
    expect(labels(matching(all, 'word', 9, 2))).toEqual([]);
  });
});
