import { describe, expect, test } from 'vitest';
import { lostScopes } from '../../src/renderer/accounts/page/data-access/lost-scopes.ts';
import { firstTab } from '../../src/renderer/accounts/page/first-tab.ts';
import { freeName } from '../../src/renderer/accounts/page/keys/create-key.ts';
import { nextStep, stepsOf } from '../../src/renderer/accounts/page/steps.ts';
import { takeWantedTab, wantTab } from '../../src/renderer/accounts/wanted-tab.ts';
import type { AccountRow } from '../../src/shared/account-row.ts';
import { KEY_NAME } from '../../src/shared/text.ts';

const ALL = ['details', 'keys', 'data-access', 'activity'] as const;
const GERMANY = { id: 1, name: 'Germany', scopes: ['DE01', 'DE02'] };
const EUROPE = { id: 2, name: 'Europe', scopes: ['DE01', 'FR01'] };

const account = (more: Partial<AccountRow>): { readonly row: AccountRow } => ({
  row: {
    id: 7,
    username: 'erp-bot',
    displayName: '',
    licence: 'API',
    apiOnly: true,
    status: 'active',
    roles: [],
    keys: 0,
    activeKeys: 0,
    dataAccessGroups: [],
    createdAt: 0,
    revision: 1,
    ...more,
  },
});

describe('the tab that a page opens with', () => {
  test.each([
    [null, true, ALL, 'keys'],
    [null, false, ALL, 'details'],
    ['activity', true, ALL, 'activity'],
    // What the person may not see is not there.
    [null, true, ['details', 'data-access'], 'details'],
    ['keys', false, ['details', 'data-access'], 'details'],
    [null, false, ['keys', 'data-access'], 'keys'],
  ] as const)('wanted %s, API only %s, of %j: %s', (wanted, apiOnly, there, tab) => {
    expect(firstTab(wanted, apiOnly, there)).toBe(tab);
  });

  test('is wanted once', () => {
    wantTab('data-access');
    expect(takeWantedTab()).toBe('data-access');
    expect(takeWantedTab()).toBeNull();
  });
});

describe('the steps of an API-only account', () => {
  const next = (more: Partial<AccountRow>) => {
    const steps = stepsOf(account(more));
    return steps && nextStep(steps);
  };

  test('lead to the key and on to the data, and end there', () => {
    expect(next({})).toBe('key');
    expect(next({ keys: 1, activeKeys: 1 })).toBe('data-access');
    expect(next({ dataAccessGroups: [GERMANY] })).toBe('key');
    expect(next({ keys: 1, activeKeys: 1, dataAccessGroups: [GERMANY] })).toBeNull();
  });

  test('ask for a key again when all are revoked', () => {
    expect(next({ keys: 2, dataAccessGroups: [GERMANY] })).toBe('key');
  });

  test('are not a person’s', () => {
    expect(next({ apiOnly: false, licence: 'Full' })).toBeNull();
  });
});

describe('the name that a new key is offered', () => {
  test.each([
    ['erp', [], 'erp'],
    ['erp', ['ERP'], 'erp 2'],
    ['erp', ['erp', 'Erp 2', 'erp 4'], 'erp 3'],
  ] as const)('%s beside %j: %s', (username, taken, name) => {
    expect(freeName(username, taken)).toBe(name);
  });

  test('is never too long', () => {
    const username = '🔑'.repeat(KEY_NAME.max);
    const name = freeName(username, [username]);
    expect([...name]).toHaveLength(KEY_NAME.max);
    expect(name.endsWith(' 2')).toBe(true);
  });
});

test('leaving a group loses what no other group gives', () => {
  expect(lostScopes([GERMANY, EUROPE], GERMANY)).toEqual(['DE02']);
  expect(lostScopes([GERMANY], GERMANY)).toEqual(['DE01', 'DE02']);
  expect(lostScopes([GERMANY, { ...EUROPE, scopes: ['DE01', 'DE02'] }], GERMANY)).toEqual([]);
});
