import { beforeEach, describe, expect, it } from 'vitest';
import { disableAccount, enableAccount } from '../../../src/core/accounts/account-status.ts';
import { removeAccount } from '../../../src/core/accounts/remove-account.ts';
import { examine, findingsOf } from '../../../src/core/findings/examine.ts';
import { remove, restore } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import { putEndpoint } from '../../../src/core/settings/endpoint-store.ts';
import { editSecurity } from '../../../src/core/settings/security-service.ts';
import { editOpenTenant } from '../../../src/core/tenants/tenant-service.ts';
import { change } from '../../../src/core/audit/change.ts';
import { DEFAULT_ENDPOINT } from '../../../src/shared/endpoint.ts';
import { RULE_IDS } from '../../../src/shared/finding-rules.ts';
import { DEFAULT_SECURITY } from '../../../src/shared/settings.ts';
import { frame } from '../../support/change.ts';
import { DAY, HOUR, MINUTE } from '../../support/clock.ts';
import { addManyKeys } from '../../support/keys.ts';
import { secondTenant } from '../../support/people.ts';
import { meddle } from '../../support/store.ts';
import { log } from './cases/store.ts';
import { found, names, type Scene, scene } from './scene.ts';

let here: Scene;
beforeEach(async () => {
  here = await scene();
});

describe('keys that let nobody in', () => {
  it('are not told of by what they could do if they did', async () => {
    const revoked = await here.key('Revoked');
    const ended = await here.key('Expired', { expiresAt: here.clock.time + DAY });
    const removed = await here.key('Removed');
    await revoke(here.deps, here.ada, { id: revoked, how: 'until-reinstated' });
    await remove(here.deps, here.ada, removed);
    here.clock.pass(100 * DAY);
    const { rules } = await examine(here.store, here.ada.tenantId, here.clock.time);
    const aboutKeys = rules.filter(({ first }) => first.some(({ hint }) => hint !== null));
    expect(aboutKeys.map(({ rule, first }) => [rule, names(first)])).toEqual([['expired', ['Expired']]]);
    expect(ended).toBeGreaterThan(0);
  });

  it('are told of again once they do', async () => {
    const id = await here.key('Payroll');
    await remove(here.deps, here.ada, id);
    expect(names(await found(here, 'no-allowlist'))).toEqual([]);
    await restore(here.deps, here.ada, id);
    expect(names(await found(here, 'no-allowlist'))).toEqual(['Payroll']);
  });
});

describe('two live secrets', () => {
  it('are no finding while each overlap ends before the next begins', async () => {
    const id = await here.key('Payroll');
    for (let week = 0; week < 3; week += 1) {
      await rotate(here.deps, here.ada, { id, overlap: '24-hours' });
      here.clock.pass(7 * DAY);
    }
    await rotate(here.deps, here.ada, { id, overlap: '7-days' });
    here.clock.pass(7 * DAY - 1);
    expect(await found(here, 'two-secrets')).toEqual([]);
  });

  it('begin anew when a rotation leaves no overlap', async () => {
    const id = await here.key('Payroll');
    await rotate(here.deps, here.ada, { id, overlap: '7-days' });
    here.clock.pass(5 * DAY);
    await rotate(here.deps, here.ada, { id, overlap: 'none' });
    here.clock.pass(MINUTE);
    await rotate(here.deps, here.ada, { id, overlap: '7-days' });
    here.clock.pass(4 * DAY);
    expect(await found(here, 'two-secrets')).toEqual([]);
  });
});

describe('who has left', () => {
  it('does not know a secret that was rotated after that, nor one that was made before they came back', async () => {
    const ben = await here.person('ben');
    const rotated = await here.key('Rotated', {}, ben);
    await here.key('Known', {}, ben);
    here.clock.pass(HOUR);
    await disableAccount(here.deps, here.ada, ben.accountId);
    here.clock.pass(HOUR);
    await rotate(here.deps, here.ada, { id: rotated, overlap: 'none' });
    expect(names(await found(here, 'disabled-creator'))).toEqual(['Known']);
    await enableAccount(here.deps, here.ada, ben.accountId);
    expect(await found(here, 'disabled-creator')).toEqual([]);
    await removeAccount(here.deps, here.ada, { id: ben.accountId, keys: { fate: 'revoke' } });
    // Removed later than the rotation: until then they could see it.
    expect(names(await found(here, 'disabled-creator'))).toEqual(['Rotated', 'Known']);
  });

  it('is told of by the key’s owner where that is the same person', async () => {
    const ben = await here.person('ben');
    await here.key('Own', { ownerAccountId: ben.accountId }, ben);
    await disableAccount(here.deps, here.ada, ben.accountId);
    expect(await found(here, 'disabled-creator')).toEqual([]);
    expect(names(await found(here, 'owner-disabled'))).toEqual(['Own']);
  });
});

it('a log that was never signed is unsigned, and one that was never verified is so after 30 days', async () => {
  expect(await found(here, 'unsigned-log')).toMatchObject([{ name: 'log', at: null }]);
  here.clock.pass(30 * DAY - 1);
  expect(await found(here, 'log-not-verified')).toEqual([]);
  here.clock.pass(1);
  expect(await found(here, 'log-not-verified')).toMatchObject([{ name: 'log', at: null }]);
  // A verification that was refused is none.
  await log(here, { action: 'audit.verify', outcome: 'refused' });
  expect(await found(here, 'log-not-verified')).toHaveLength(1);
});

it('every weak setting is a finding of its own, and none at its edge', async () => {
  const security = (values: Partial<typeof DEFAULT_SECURITY>) =>
    editSecurity(here.deps, here.ada, { ...DEFAULT_SECURITY, ...values });
  const endpoint = (address: string) =>
    change(here.store.db, frame, async (write) => {
      await putEndpoint(write, { ...DEFAULT_ENDPOINT, address });
      return { result: undefined, entries: [{ action: 'endpoint.edit' }] };
    });
  const tenant = { name: 'Northwind Traders', keyPrefix: 'lk', keyLimit: 10 };
  await security({ idleLockMinutes: 30, clipboardSeconds: 120, lockoutFailures: 10, lockoutMinutes: 5 });
  await editOpenTenant(here.deps, here.ada, { ...tenant, validityDays: 365, expiringSoonDays: 7 });
  await endpoint('127.0.0.1:9000');
  expect(await found(here, 'weak-settings')).toEqual([]);
  await security({ idleLockMinutes: 31, clipboardSeconds: 121, lockoutFailures: 11, lockoutMinutes: 4 });
  await editOpenTenant(here.deps, here.ada, { ...tenant, validityDays: 366, expiringSoonDays: 6 });
  await endpoint('0.0.0.0:9000');
  const weak = (await findingsOf(here.store, 1, here.clock.time, 'weak-settings', { after: null, limit: 50 }))
    .items;
  expect(weak.map(({ name, count, text }) => [name, count ?? text])).toEqual([
    ['idleLockMinutes', 31],
    ['clipboardSeconds', 121],
    ['lockoutFailures', 11],
    ['lockoutMinutes', 4],
    ['endpointAddress', '0.0.0.0:9000'],
    ['validityDays', 366],
    ['expiringSoonDays', 6],
  ]);
});

it('many are counted exactly and read page by page, each once', async () => {
  addManyKeys(here.store, here.ada, here.fullAccess, 120);
  const { rules } = await examine(here.store, here.ada.tenantId, here.clock.time);
  const told = rules.find(({ rule }) => rule === 'no-expiry');
  expect(told).toMatchObject({ count: 120, first: { length: 5 } });
  const seen: number[] = [];
  let after: number | null = null;
  do {
    const page = await findingsOf(here.store, 1, here.clock.time, 'no-expiry', { after, limit: 50 });
    seen.push(...page.items.map(({ id }) => id));
    after = page.end;
  } while (after !== null);
  expect(new Set(seen).size).toBe(120);
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
});

it('a key whose policy nobody can read hides no other finding', async () => {
  const id = await here.key('Damaged');
  await here.key('Sound');
  here.store.sqlite.prepare("UPDATE keys SET policy = 'rubbish' WHERE id = ?").run(id);
  expect(names(await found(here, 'broad-permissions'))).toEqual(['Sound']);
});

it('nothing of another tenant is found, and nothing is found for what is there', async () => {
  const otto = await secondTenant(here);
  addManyKeys(here.store, otto, here.fullAccess, 3);
  here.clock.pass(120 * DAY);
  await meddle(here.store)
    .updateTable('accounts')
    .set({ status: 'disabled' })
    .where('id', '=', otto.accountId)
    .execute();
  const ours = await examine(here.store, here.ada.tenantId, here.clock.time);
  // What both have in common is the log.
  expect(ours.rules.map(({ rule }) => rule).toSorted()).toEqual(['log-not-verified', 'unsigned-log']);
  for (const rule of RULE_IDS) {
    const { items } = await findingsOf(here.store, here.ada.tenantId, here.clock.time, rule, {
      after: null,
      limit: 50,
    });
    expect(
      items.filter(({ hint }) => hint !== null),
      rule,
    ).toEqual([]);
  }
  expect(await found(here, 'no-expiry', otto.tenantId)).toHaveLength(3);
});
