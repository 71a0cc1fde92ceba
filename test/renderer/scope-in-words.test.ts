import { describe, expect, test } from 'vitest';
import { scopeInWords, type ScopeFacts } from '../../src/renderer/keys/details/scope-in-words.ts';

const NOW = Date.UTC(2026, 10, 21);
const day = (time: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(time);
const may = (...names: readonly string[]) =>
  names.map((name) => {
    const [resource = '', action = ''] = name.split(':');
    return { resource, action };
  });

function words(more: Partial<Omit<ScopeFacts, 'row'>> & Partial<ScopeFacts['row']> = {}): string {
  const { revocation = null, expiresAt = null, owner = null, ...rest } = more;
  const facts: ScopeFacts = {
    row: { revocation, expiresAt, owner },
    permissions: may('invoices:read'),
    apiAccess: 'all',
    apiSets: [],
    allowlist: '',
    rateLimits: [],
    dataScopes: null,
    ...rest,
  };
  return scopeInWords(facts, NOW, day);
}

describe('what a key may do, in words', () => {
  test.each([
    [{}, 'May read invoices, from any address, without an expiry.'],
    [
      { rateLimits: [{ unit: 'minute', requests: 600 }] },
      'May read invoices, from any address, with at most 600 requests per minute, without an expiry.',
    ],
    [
      {
        rateLimits: [
          { unit: 'second', requests: 10 },
          { unit: 'day', requests: 50_000 },
        ],
      },
      'May read invoices, from any address, with at most 10 requests per second and 50,000 per day, without an expiry.',
    ],
    [
      {
        permissions: may('invoices:read', 'orders:write'),
        allowlist: '10.0.0.0/8',
        expiresAt: Date.UTC(2027, 2, 3),
      },
      'May read invoices and write orders, from 10.0.0.0/8, until 3 March 2027.',
    ],
    [
      { permissions: may('a:read', 'b:read', 'a:write') },
      'May read a and b, and write a, from any address, without an expiry.',
    ],
    [
      { permissions: may('a:read', 'b:read', 'c:read', 'd:read', 'e:read') },
      'May read a, b, c and 2 more, from any address, without an expiry.',
    ],
    [
      { permissions: may('a:1', 'a:2', 'a:3', 'a:4', 'b:5') },
      'May use 5 permissions on a and b, from any address, without an expiry.',
    ],
    [
      {
        apiAccess: 'selected',
        apiSets: [{ name: 'Billing' }, { name: 'Orders' }],
        allowlist: '10.0.0.1\n::1',
      },
      'May read invoices, through the API sets Billing and Orders, from 10.0.0.1 and ::1, without an expiry.',
    ],
    [
      { dataScopes: ['DE01', 'FR02'], allowlist: '10.0.0.0/8' },
      'May read invoices, within the data scopes DE01 and FR02, from 10.0.0.0/8, without an expiry.',
    ],
    [
      { dataScopes: ['DE01'] },
      'May read invoices, within the data scope DE01, from any address, without an expiry.',
    ],
    [{ dataScopes: [] }, 'May read invoices, within no data scope, from any address, without an expiry.'],
    [{ permissions: [] }, 'May do nothing: no permission is granted to it.'],
  ] as const)('%o', (facts, sentence) => {
    expect(words(facts)).toBe(sentence);
  });
});

describe('a key that may do nothing at present says why', () => {
  test.each([
    [{ revocation: 'permanent' }, 'It is revoked permanently and may do nothing any more.'],
    [
      { revocation: 'until-reinstated' },
      'It is revoked and may do nothing until it is reinstated. Otherwise it may read invoices, from any address, without an expiry.',
    ],
    [
      { expiresAt: NOW },
      'It expired on 21 November 2026 and may do nothing until it is rotated. Otherwise it may read invoices, from any address.',
    ],
    [
      { owner: { accountId: 1, username: 'bot', active: false } },
      'Its account bot is disabled, so it may do nothing until that is enabled. Otherwise it may read invoices, from any address, without an expiry.',
    ],
  ] as const)('%o', (facts, sentence) => {
    expect(words(facts)).toBe(sentence);
  });
});
