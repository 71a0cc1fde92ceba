import { describe, expect, it } from 'vitest';
import type { SecretRecord } from '../../../src/core/verification/secret-store.ts';
import { decide, EXPLANATIONS, type Refusal, REFUSALS } from '../../../src/core/verification/verify.ts';
import { MORNING as now } from '../../support/clock.ts';

const sound: SecretRecord = {
  keyId: 1,
  name: 'Payroll',
  tenant: 'Northwind Traders',
  tenantArchived: false,
  hint: 'lk_0000…awgh',
  endsAt: null,
  deletedAt: null,
  revoked: false,
  expiresAt: null,
  owner: null,
};

/** What makes each refusal apply, in the order of product.md. */
const troubles: readonly (readonly [Refusal, Partial<SecretRecord>])[] = [
  ['DELETED', { deletedAt: now - 1 }],
  ['ROTATED', { endsAt: now }],
  ['REVOKED', { revoked: true }],
  ['EXPIRED', { expiresAt: now }],
  ['OWNER_DISABLED', { owner: { accountId: 9, username: 'robot', active: false } }],
  ['OWNER_DISABLED', { tenantArchived: true }],
];

describe('the order of the refusals', () => {
  it.each(troubles)('%s is the answer when nothing else is wrong', (code, trouble) => {
    expect(decide({ ...sound, ...trouble }, now)).toBe(code);
  });

  it('the first that applies is the answer, for every combination', () => {
    for (let chosen = 1; chosen < 2 ** troubles.length; chosen += 1) {
      const applying = troubles.filter((_, place) => chosen & (1 << place));
      const record = Object.assign({}, sound, ...applying.map(([, trouble]) => trouble)) as SecretRecord;
      expect(decide(record, now)).toBe(applying[0]?.[0]);
    }
  });

  it('is the one of product.md', () => {
    expect(REFUSALS).toEqual([
      'MISSING',
      'MALFORMED',
      'NOT_FOUND',
      ...new Set(troubles.map(([code]) => code)),
    ]);
  });

  it('has an explanation for each', () => {
    for (const code of [...REFUSALS, 'VALID' as const]) expect(EXPLANATIONS[code]).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the moments', () => {
  it.each([
    ['a key is valid until the millisecond before its expiry', { expiresAt: now + 1 }, 'VALID'],
    ['a key is expired exactly at its expiry', { expiresAt: now }, 'EXPIRED'],
    ['a previous secret lives until the millisecond before its deadline', { endsAt: now + 1 }, 'VALID'],
    ['a previous secret is dead exactly at its deadline', { endsAt: now }, 'ROTATED'],
    ['a tombstone is one even if its time is yet to come', { deletedAt: now + 1 }, 'DELETED'],
  ])('%s', (_, record, code) => expect(decide({ ...sound, ...record }, now)).toBe(code));
});

it('a sound key is valid, the tenant’s and an active account’s', () => {
  expect(decide(sound, now)).toBe('VALID');
  expect(decide({ ...sound, owner: { accountId: 9, username: 'robot', active: true } }, now)).toBe('VALID');
});
