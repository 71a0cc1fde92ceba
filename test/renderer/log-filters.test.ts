import { expect, it } from 'vitest';
import {
  ACTIVITY_LOG,
  addressOf,
  choiceIn,
  EVERYTHING,
  filterOf,
} from '../../src/renderer/activity-log/filters.ts';
import { changesOf, restOf } from '../../src/renderer/activity-log/values.ts';

it('the address keeps every choice', () => {
  const choice = {
    search: 'a&b=“c” %',
    from: '2026-03-01',
    to: '2026-03-02',
    by: 7,
    what: 'api-sets',
    outcome: 'refused',
    about: { type: 'api-set', id: 3 },
    everywhere: true,
  } as const;
  expect(choiceIn(addressOf(choice))).toEqual(choice);
  expect(addressOf(EVERYTHING)).toBe(ACTIVITY_LOG);
  expect(choiceIn(ACTIVITY_LOG)).toEqual(EVERYTHING);
});

it('an address that makes no sense asks for everything', () => {
  expect(choiceIn(`${ACTIVITY_LOG}?from=soon&by=-1&what=K!&outcome=x&about=key&tenants=2`)).toEqual(
    EVERYTHING,
  );
});

it('the last day is meant to its end', () => {
  const { from, until } = filterOf({ ...EVERYTHING, from: '2026-03-01', to: '2026-03-01' });
  expect(from).toBe(new Date(2026, 2, 1).getTime());
  expect(until).toBe(new Date(2026, 2, 2).getTime());
});

it('what an entry changed is told field by field, and the rest beside it', () => {
  const details = {
    before: { name: 'A', allowlist: [] },
    after: { name: 'B', terse: true, allowlist: ['10.0.0.0/8'] },
    oldSecretLetters: 'none',
    keys: 1200,
  };
  expect(changesOf({ details })).toEqual([
    { field: 'Name', before: 'A', after: 'B' },
    { field: 'IP allowlist', before: 'none', after: '10.0.0.0/8' },
    { field: 'Terse answers', before: '—', after: 'yes' },
  ]);
  expect(restOf({ details })).toEqual([
    { name: 'Old secret letters', value: 'none' },
    { name: 'Keys', value: (1200).toLocaleString() },
  ]);
});
