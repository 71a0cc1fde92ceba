import { beforeEach, describe, expect, it } from 'vitest';
import { loadAdministrator } from '../../../src/core/accounts/account-store.ts';
import * as tenants from '../../../src/core/tenants/tenant-service.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import type { TenantInput } from '../../../src/shared/tenants.ts';
import { DAY, MORNING } from '../../support/clock.ts';
import { entriesAfter, newKey } from '../../support/keys.ts';
import { addAdministrator, holding, type Organisation, organisation } from '../../support/people.ts';
import { openAt, refusal } from '../../support/store.ts';
import { verifyKey } from '../../support/verification.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const CONTOSO: TenantInput = {
  name: 'Contoso',
  keyPrefix: 'co',
  keyLimit: 25,
  validityDays: 30,
  expiringSoonDays: 7,
};
const contoso = () => tenants.createTenant(here.deps, here.ada, CONTOSO);
const lastEntry = async () => (await entriesAfter(here.deps.db)).at(-1);

describe('a new tenant', () => {
  it('has what was asked for, the built-in roles and the starter set, and an entry in its own log', async () => {
    const made = await contoso();
    expect(made).toEqual({
      ...CONTOSO,
      id: 2,
      countedKeys: 0,
      keys: 0,
      accounts: 0,
      createdAt: MORNING,
      archivedAt: null,
    });
    const count = async (table: 'roles' | 'permissions' | 'api_sets', tenantId: number) =>
      (await here.deps.db.selectFrom(table).select('id').where('tenant_id', '=', tenantId).execute()).length;
    for (const table of ['roles', 'permissions', 'api_sets'] as const) {
      expect(await count(table, 2), table).toBe(await count(table, 1));
    }
    expect(await lastEntry()).toMatchObject({
      action: 'tenants.create',
      tenant: 2,
      actor: { name: 'ada' },
      target: { type: 'tenant', id: 2, name: 'Contoso' },
      details: { after: CONTOSO },
    });
  });

  it.each([
    [{ name: 'northwind  TRADERS'.replace('  ', ' ') }, 'NAME_TAKEN', 'name'],
    [{ name: ' Northwind Traders ' }, 'NAME_TAKEN', 'name'],
    [{ name: 'C' }, 'INVALID_INPUT', 'name'],
    [{ keyPrefix: 'CO' }, 'INVALID_INPUT', 'keyPrefix'],
    [{ keyPrefix: 'c' }, 'INVALID_INPUT', 'keyPrefix'],
    [{ keyLimit: -1 }, 'INVALID_INPUT', 'keyLimit'],
    [{ validityDays: 0 }, 'INVALID_INPUT', 'validityDays'],
    [{ expiringSoonDays: 1.5 }, 'INVALID_INPUT', 'expiringSoonDays'],
  ])('is refused with %o', async (change, code, field) => {
    const attempt = tenants.createTenant(here.deps, here.ada, { ...CONTOSO, ...change });
    expect(await refusal(attempt)).toMatchObject({ code, field });
    expect(await tenants.allTenants(here.deps, here.ada)).toHaveLength(1);
  });

  it('is made once when two make it at the same moment, from two connections', async () => {
    const other = await openAt(here.store.path);
    const both = await Promise.allSettled([
      contoso(),
      tenants.createTenant({ ...here.deps, db: other.db }, here.ada, CONTOSO),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'NAME_TAKEN' },
    });
  });
});

it('tenants are listed by name, archived ones last, with their keys and accounts', async () => {
  await generate(here.deps, here.ada, newKey(here.fullAccess));
  const { id } = await tenants.createTenant(here.deps, here.ada, { ...CONTOSO, name: 'Aardvark' });
  await contoso();
  await tenants.archiveTenant(here.deps, here.ada, id);
  expect(await tenants.allTenants(here.deps, here.ada)).toMatchObject([
    { name: 'Contoso', keys: 0, accounts: 0, archivedAt: null },
    { name: 'Northwind Traders', keys: 1, countedKeys: 1, accounts: 1 },
    { name: 'Aardvark', archivedAt: MORNING },
  ]);
});

describe('an edit', () => {
  it('of any tenant changes all of it, and is in that tenant’s log as it was and as it is', async () => {
    const { id } = await contoso();
    const after = { ...CONTOSO, name: 'Contoso Ltd', keyLimit: 50 };
    expect(await tenants.editTenant(here.deps, here.ada, { ...after, id })).toMatchObject(after);
    expect(await lastEntry()).toMatchObject({
      action: 'tenants.edit',
      tenant: id,
      details: { before: { name: 'Contoso', keyLimit: 25 }, after: { name: 'Contoso Ltd', keyLimit: 50 } },
    });
  });

  it('may keep the name, in other letters too, and not take another’s, not even an archived one’s', async () => {
    const { id } = await contoso();
    await tenants.editTenant(here.deps, here.ada, { ...CONTOSO, name: 'CONTOSO', id });
    await tenants.archiveTenant(here.deps, here.ada, id);
    const mine = { ...CONTOSO, name: 'contoso', id: 1 };
    expect(await refusal(tenants.editTenant(here.deps, here.ada, mine))).toMatchObject({
      code: 'NAME_TAKEN',
      field: 'name',
    });
  });

  it('of one’s own leaves name and limit alone without Manage Tenants', async () => {
    const administrator = holding(here.ada, 'view', 'manage-settings');
    const { name, keyPrefix, validityDays, expiringSoonDays } = await tenants.readOpenTenant(
      here.deps,
      here.ada,
    );
    const now = { name, keyPrefix, keyLimit: 10, validityDays, expiringSoonDays };
    const edited = await tenants.editOpenTenant(here.deps, administrator, { ...now, keyPrefix: 'nw' });
    expect(edited).toMatchObject({ ...now, keyPrefix: 'nw' });
    expect(await lastEntry()).toMatchObject({
      action: 'settings.edit-tenant',
      details: { before: { keyPrefix: 'lk' }, after: { keyPrefix: 'nw' } },
    });
    await tenants.createTenant(here.deps, here.ada, CONTOSO);
    // Also a name that is taken: whether it is, tells of other tenants.
    for (const change of [{ keyLimit: 9 }, { keyLimit: 11 }, { name: 'Free' }, { name: 'Contoso' }]) {
      const attempt = tenants.editOpenTenant(here.deps, administrator, { ...now, ...change });
      expect(await refusal(attempt)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await tenants.editOpenTenant(here.deps, here.ada, { ...now, keyLimit: 11 })).toMatchObject({
      keyLimit: 11,
    });
  });

  it('of the limit holds at the next key', async () => {
    const input = { ...CONTOSO, name: 'Northwind Traders', keyPrefix: 'lk', keyLimit: 1 };
    await tenants.editTenant(here.deps, here.ada, { ...input, id: 1 });
    await generate(here.deps, here.ada, newKey(here.fullAccess));
    const second = newKey(here.fullAccess, { name: 'Second' });
    expect(await refusal(generate(here.deps, here.ada, second))).toMatchObject({ code: 'KEY_LIMIT_REACHED' });
  });
});

describe('an archived tenant', () => {
  it('lets nobody in, and is back whole once it is restored', async () => {
    const { id } = await contoso();
    const grace = await addAdministrator({ ...here, ada: { ...here.ada, tenantId: id } }, 'grace');
    expect(await tenants.archiveTenant(here.deps, here.ada, id)).toMatchObject({ archivedAt: MORNING });
    expect(await loadAdministrator(here.deps.db, grace.accountId)).toBeUndefined();
    expect(await tenants.restoreTenant(here.deps, here.ada, id)).toMatchObject({ archivedAt: null });
    expect(await loadAdministrator(here.deps.db, grace.accountId)).toMatchObject({ username: 'grace' });
    const actions = (await entriesAfter(here.deps.db)).slice(-2);
    expect(actions).toMatchObject([
      { action: 'tenants.archive', tenant: id },
      { action: 'tenants.restore', tenant: id },
    ]);
  });

  it('answers for its keys as for those of a disabled owner, after all that is wrong with the key itself', async () => {
    const soon = { expiresAt: MORNING + DAY };
    const { secret } = await generate(here.deps, here.ada, newKey(here.fullAccess, soon));
    const verify = async (now = MORNING) => verifyKey(here.store, secret, now).code;
    expect(await verify()).toBe('VALID');
    here.store.sqlite.exec('UPDATE tenants SET archived_at = 1');
    expect(await verify()).toBe('OWNER_DISABLED');
    expect(await verify(MORNING + DAY)).toBe('EXPIRED');
    here.store.sqlite.exec('UPDATE tenants SET archived_at = NULL');
    expect(await verify()).toBe('VALID');
  });

  it('cannot be archived again, entered, or restored twice', async () => {
    const { id } = await contoso();
    expect(await refusal(tenants.restoreTenant(here.deps, here.ada, id))).toMatchObject({
      code: 'TENANT_NOT_ARCHIVED',
    });
    await tenants.archiveTenant(here.deps, here.ada, id);
    for (const attempt of [tenants.archiveTenant, tenants.enterTenant]) {
      expect(await refusal(attempt(here.deps, here.ada, id))).toMatchObject({ code: 'TENANT_ARCHIVED' });
    }
  });

  it('is never the open one, one’s own, or one that is not there', async () => {
    const { id } = await contoso();
    const away = { ...here.ada, tenantId: id };
    const archive = (actor = here.ada, which = id) => refusal(tenants.archiveTenant(here.deps, actor, which));
    expect(await archive(here.ada, 1)).toMatchObject({ code: 'OPEN_TENANT' });
    expect(await archive(away)).toMatchObject({ code: 'OPEN_TENANT' });
    expect(await archive(away, 1)).toMatchObject({ code: 'OWN_TENANT' });
    expect(await archive(here.ada, 99)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is never the last with somebody who may manage tenants', async () => {
    const { id } = await contoso();
    const there = { ...here, ada: { ...here.ada, tenantId: id } };
    const otto = await addAdministrator(there, 'otto', 'super-user');
    here.store.sqlite.exec(`UPDATE accounts SET status = 'disabled' WHERE username = 'otto'`);
    // Otto has been disabled by Ada, and his call was under way.
    expect(await refusal(tenants.archiveTenant(here.deps, otto, 1))).toMatchObject({ code: 'LAST_HOLDER' });
    expect(await tenants.archiveTenant(here.deps, here.ada, id)).toMatchObject({ id });
  });
});

it('without Manage Tenants nothing of this is open', async () => {
  const { id } = await contoso();
  const everything = holding(here.ada, 'view', 'manage-settings', 'manage-access-control', 'manage-accounts');
  const { deps } = here;
  for (const attempt of [
    tenants.allTenants(deps, everything),
    tenants.createTenant(deps, everything, { ...CONTOSO, name: 'Third' }),
    tenants.editTenant(deps, everything, { ...CONTOSO, id }),
    tenants.archiveTenant(deps, everything, id),
    tenants.restoreTenant(deps, everything, id),
    tenants.enterTenant(deps, everything, id),
  ]) {
    expect(await refusal(attempt)).toMatchObject({ code: 'FORBIDDEN' });
  }
});
