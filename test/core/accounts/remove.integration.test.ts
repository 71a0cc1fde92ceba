import { beforeEach, describe, expect, it } from 'vitest';
import { disableAccount } from '../../../src/core/accounts/account-status.ts';
import { removeAccount } from '../../../src/core/accounts/remove-account.ts';
import { addMembers } from '../../../src/core/access/data-access-members.ts';
import { allDataAccessGroups, createDataAccessGroup } from '../../../src/core/access/data-access-service.ts';
import { allRoles } from '../../../src/core/access/role-service.ts';
import { readRows } from '../../../src/core/keys/key-rows.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import type { KeysFate } from '../../../src/shared/accounts.ts';
import { entriesAfter, named } from '../../support/keys.ts';
import { addAccount, holding, type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';
import { everything, found, keyOf, make, PASSWORD, person, revokeKey } from './scene.ts';
import { signIn } from '../../../src/core/accounts/sign-in.ts';
import { verifyKey } from '../../support/verification.ts';
import { faultIn } from '../../support/log.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const REVOKE: KeysFate = { fate: 'revoke' };
const to = (toAccountId: number): KeysFate => ({ fate: 'reassign', toAccountId });
const removal = (id: number, keys: KeysFate, who = here.ada) => removeAccount(here.deps, who, { id, keys });
const row = async (id: number) => (await readRows(here.deps.db, here.ada.tenantId, [id], here.clock.time))[0];
const code = async (secret: string) => verifyKey(here.store, secret, here.clock.time).code;
const seq = async () => (await entriesAfter(here.deps.db)).length;
const counters = () =>
  here.store.sqlite.prepare('SELECT counted_keys, listed_keys FROM tenants WHERE id = 1').raw().get();

/** The shop's account with a key in every state, and a tenant key that stays out of it. */
async function scene() {
  const shop = await make(here, { apiOnly: true });
  const active = await keyOf(here, shop.id, 'Active');
  const paused = await keyOf(here, shop.id, 'Paused');
  const dead = await keyOf(here, shop.id, 'Dead');
  const gone = await keyOf(here, shop.id, 'Gone');
  await revokeKey(here, paused.id, 'until-reinstated');
  await revokeKey(here, dead.id, 'permanent');
  await remove(here.deps, here.ada, gone.id);
  const tenant = await keyOf(here, null, 'Tenant');
  return { shop, active, paused, dead, gone, tenant };
}

describe('the keys of an account that is removed', () => {
  it('are revoked permanently, each with an entry of its own; those that are already stay', async () => {
    const { shop, active, paused, dead, gone, tenant } = await scene();
    const [since, counted] = [await seq(), counters()];
    here.clock.pass(1_000);
    expect(await removal(shop.id, REVOKE)).toEqual({ revoked: 2, reassigned: 0 });
    for (const { id } of [active, paused, dead]) {
      expect(await row(id)).toMatchObject({
        revocation: 'permanent',
        owner: { accountId: shop.id, active: false },
      });
    }
    expect(await Promise.all([active, paused, dead, gone, tenant].map(({ secret }) => code(secret)))).toEqual(
      ['REVOKED', 'REVOKED', 'REVOKED', 'DELETED', 'VALID'],
    );
    expect(counters()).toEqual(counted);
    expect(await entriesAfter(here.deps.db, since)).toMatchObject([
      {
        action: 'accounts.remove',
        target: { type: 'account', id: shop.id, name: 'API -- Shop' },
        details: {
          before: {
            username: 'API -- Shop',
            displayName: 'API -- Shop',
            licence: 'API',
            apiOnly: true,
            roles: [],
            status: 'active',
            dataAccessGroups: [],
          },
          keys: { revoked: 2, reassigned: 0 },
        },
      },
      {
        action: 'keys.revoke',
        target: { type: 'key', id: active.id, name: 'Active' },
        details: {
          before: { revocation: null },
          after: { revocation: 'permanent' },
          because: 'owner removed',
        },
      },
      { target: { id: paused.id }, details: { before: { revocation: 'until-reinstated' } } },
    ]);
    expect(faultIn(here.store)).toBeNull();
  });

  it('go to another API-only account, revoked ones too, and are found by its name', async () => {
    const { shop, active, paused, dead, gone, tenant } = await scene();
    const till = await make(here, { username: 'till', apiOnly: true });
    const [since, counted] = [await seq(), counters()];
    expect(await removal(shop.id, to(till.id))).toEqual({ revoked: 0, reassigned: 3 });
    for (const { id, revision } of [active, paused, dead]) {
      expect(await row(id)).toMatchObject({ owner: { accountId: till.id, username: 'till', active: true } });
      expect((await row(id))?.revision).toBeGreaterThan(revision);
    }
    expect(found(here, 'till')).toEqual([active.id, paused.id, dead.id]);
    expect(found(here, 'shop')).toEqual([]);
    expect(await Promise.all([active, paused, dead, gone, tenant].map(({ secret }) => code(secret)))).toEqual(
      ['VALID', 'REVOKED', 'REVOKED', 'DELETED', 'VALID'],
    );
    expect(counters()).toEqual(counted);
    const [removed, ...keys] = await entriesAfter(here.deps.db, since);
    expect(removed).toMatchObject({ details: { keys: { revoked: 0, reassigned: 3 } } });
    expect(keys).toMatchObject(
      [active, paused, dead].map(({ id }) => ({
        action: 'keys.reassign',
        target: { type: 'key', id },
        details: { before: { owner: 'API -- Shop' }, after: { owner: 'till' }, because: 'owner removed' },
      })),
    );
  });

  it('go to the person who asks, and to no other person', async () => {
    const { shop, active } = await scene();
    const { row: ben } = await person(here, 'ben', 'view');
    const before = await everything(here);
    expect(await refusal(removal(shop.id, to(ben.id)))).toMatchObject({
      code: 'OWNER_NOT_ALLOWED',
      field: 'toAccountId',
    });
    expect(await everything(here)).toEqual(before);
    await removal(shop.id, to(here.ada.accountId));
    expect(await row(active.id)).toMatchObject({ owner: { username: 'ada' } });
  });

  it('go to no account that is disabled, removed, of another tenant, unknown, or the one that is removed', async () => {
    const { shop } = await scene();
    const disabled = await make(here, { username: 'disabled', apiOnly: true });
    await disableAccount(here.deps, here.ada, disabled.id);
    const gone = await make(here, { username: 'gone', apiOnly: true });
    await removal(gone.id, REVOKE);
    const otto = await secondTenant(here);
    const theirs = await addAccount(here.store, otto, 'theirs', { apiOnly: true });
    const before = await everything(here);
    for (const [id, expected] of [
      [disabled.id, 'OWNER_DISABLED'],
      [gone.id, 'UNKNOWN_OWNER'],
      [theirs, 'UNKNOWN_OWNER'],
      [otto.accountId, 'UNKNOWN_OWNER'],
      [999, 'UNKNOWN_OWNER'],
      [shop.id, 'UNKNOWN_OWNER'],
    ] as const) {
      expect(await refusal(removal(shop.id, to(id)))).toMatchObject({ code: expected, field: 'toAccountId' });
    }
    expect(await everything(here)).toEqual(before);
  });

  it('are decided on only with Manage User API Key; without keys nobody asks for it', async () => {
    const { shop } = await scene();
    const empty = await make(here, { username: 'empty', apiOnly: true });
    const who = holding(here.ada, 'view', 'manage-accounts');
    const before = await everything(here);
    for (const fate of [REVOKE, to(empty.id)]) {
      expect(await refusal(removal(shop.id, fate, who))).toMatchObject({
        code: 'FORBIDDEN',
        message:
          'API -- Shop owns 3 keys, so removing the account needs the authority Manage User API Key too. Ask an administrator for it.',
      });
    }
    expect(await everything(here)).toEqual(before);
    expect(await removal(empty.id, to(999), who)).toEqual({ revoked: 0, reassigned: 0 });
  });

  it('are decided on all together, though they are more than are read at once', async () => {
    const shop = await make(here, { apiOnly: true });
    const insert = here.store.sqlite.prepare(
      `INSERT INTO keys (tenant_id, owner_account_id, name, name_key, description, hint, created_at, created_by)
       VALUES (1, ?, ?, ?, '', '', 0, 1)`,
    );
    for (let each = 0; each < 600; each += 1) insert.run(shop.id, `key ${each}`, `key ${each}`);
    expect(await removal(shop.id, to(here.ada.accountId))).toEqual({ revoked: 0, reassigned: 600 });
    expect(found(here, 'ada')).toHaveLength(600);
    const others = await make(here, { username: 'till', apiOnly: true });
    await meddle(here.store).updateTable('keys').set({ owner_account_id: others.id }).execute();
    expect(await removal(others.id, REVOKE)).toEqual({ revoked: 600, reassigned: 0 });
    expect(faultIn(here.store)).toBeNull();
  });
});

it('a person who is removed loses every way in, roles and groups, and what they made stays', async () => {
  const roleIds = await named(here.deps.db, here.ada, 'roles', 'Key Manager');
  const ben = await make(here, { roleIds });
  const enter = () =>
    signIn(here.deps, { username: 'ben', password: PASSWORD, remember: true, deviceName: 'x' }, 'a session');
  await enter();
  const input = { name: 'EU', description: '', scopes: ['EU-01'] };
  const group = await createDataAccessGroup(here.deps, here.ada, input);
  await addMembers(here.deps, here.ada, { id: group.id, accountIds: [ben.id] });
  const key = await keyOf(here, null, 'Tenant', { ...here.ada, accountId: ben.id });
  const used = async () =>
    (await allRoles(here.deps, here.ada)).find(({ id }) => id === roleIds[0])?.accounts;
  expect(await used()).toBe(1);

  await removal(ben.id, REVOKE);
  expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({
    action: 'accounts.remove',
    details: { before: { roles: ['Key Manager'], dataAccessGroups: ['EU'] } },
  });
  expect(await refusal(enter())).toMatchObject({ code: 'SIGN_IN_FAILED' });
  const left = (table: string) =>
    here.store.sqlite.prepare(`SELECT count(*) FROM ${table} WHERE account_id = ?`).pluck().get(ben.id);
  const tables = [
    'passwords',
    'recovery_codes',
    'device_credentials',
    'account_roles',
    'data_access_group_members',
  ];
  expect(tables.map(left)).toEqual([0, 0, 0, 0, 0]);
  expect(await used()).toBe(0);
  expect(await allDataAccessGroups(here.deps, here.ada)).toMatchObject([{ members: 0 }]);
  expect(await code(key.secret)).toBe('VALID');
});
