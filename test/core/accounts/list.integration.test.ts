import { beforeEach, describe, expect, it } from 'vitest';
import { readAccountActivity } from '../../../src/core/accounts/account-activity.ts';
import { readAccount } from '../../../src/core/accounts/account-details.ts';
import { disableAccount, enableAccount } from '../../../src/core/accounts/account-status.ts';
import { readLeaving } from '../../../src/core/accounts/leaving.ts';
import { listAccounts } from '../../../src/core/accounts/list-accounts.ts';
import { EVERY_ACCOUNT } from '../../../src/shared/account-choices.ts';
import { removeAccount } from '../../../src/core/accounts/remove-account.ts';
import { setPassword } from '../../../src/core/accounts/set-password.ts';
import { addMembers } from '../../../src/core/access/data-access-members.ts';
import { createDataAccessGroup } from '../../../src/core/access/data-access-service.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import type { AccountView } from '../../../src/shared/accounts.ts';
import { named } from '../../support/keys.ts';
import { addAccount, actor, type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { keyOf, make, PASSWORD, person, revokeKey } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const list = (view: Partial<AccountView> = {}, after: number | null = null, limit = 100) =>
  listAccounts(here.deps, here.ada, { view: { ...EVERY_ACCOUNT, ...view }, after, limit });
const names = async (view: Partial<AccountView> = {}) =>
  (await list(view)).rows.map(({ username }) => username);
const get = (id: number, who = here.ada) => readAccount(here.deps, who, id);
const group = (name: string, scopes: readonly string[] = []) =>
  createDataAccessGroup(here.deps, here.ada, { name, description: '', scopes });

describe('the list of accounts', () => {
  it('is by username, without removed ones and those of other tenants, page by page', async () => {
    const otto = await secondTenant(here);
    await addAccount(here.store, otto, 'bob');
    for (const username of ['Zoë', 'carl', 'Ben', 'dora']) await make(here, { username });
    await addAccount(here.store, here.ada, 'abel', { removed: true });
    expect(await names()).toEqual(['ada', 'Ben', 'carl', 'dora', 'Zoë']);

    const seen: string[] = [];
    let after: number | null = null;
    do {
      const page = await list({}, after, 2);
      expect(page).toMatchObject({ total: 5, all: 5 });
      seen.push(...page.rows.map(({ username }) => username));
      after = page.end;
    } while (after !== null);
    expect(seen).toEqual(['ada', 'Ben', 'carl', 'dora', 'Zoë']);
  });

  it('goes on after an account that was removed meanwhile', async () => {
    for (const username of ['ben', 'carl', 'dora']) await make(here, { username });
    const first = await list({}, null, 2);
    const id = first.end ?? 0;
    await removeAccount(here.deps, here.ada, { id, keys: { fate: 'revoke' } });
    expect((await list({}, id, 2)).rows.map(({ username }) => username)).toEqual(['carl', 'dora']);
  });

  it('finds literal text anywhere in username and display name, however it is written', async () => {
    await make(here, { username: 'ben_50%', displayName: 'Größe MÜLLER' });
    await make(here, { username: 'benx50x', displayName: 'Carl "Quote" NEAR(' });
    expect(await names({ search: 'ÖSSE mü' })).toEqual(['ben_50%']);
    expect(await names({ search: '_50%' })).toEqual(['ben_50%']);
    expect(await names({ search: '"quote" near(' })).toEqual(['benx50x']);
    expect(await names({ search: 'b' })).toEqual(['ben_50%', 'benx50x']);
    expect(await names({ search: ' ' })).toHaveLength(3);
    expect(await names({ search: '50%gr' }), 'not across two names').toEqual([]);
    expect(await list({ search: 'ben' })).toMatchObject({ total: 2, all: 3, end: null });
  });

  it('is filtered by licence, API only, status, role and data access group, all at once too', async () => {
    const [auditor = 0] = await named(here.deps.db, here.ada, 'roles', 'Auditor');
    const eu = await group('EU');
    const us = await group('US');
    const ben = await make(here, { username: 'ben', roleIds: [auditor] });
    const shop = await make(here, { username: 'shop', apiOnly: true, roleIds: [auditor] });
    await make(here, { username: 'till', apiOnly: true });
    await make(here, { username: 'robot', licence: 'Full', apiOnly: true });
    await addMembers(here.deps, here.ada, { id: eu.id, accountIds: [ben.id, shop.id] });
    await addMembers(here.deps, here.ada, { id: us.id, accountIds: [shop.id] });
    await disableAccount(here.deps, here.ada, ben.id);

    expect(await names({ licence: 'API' })).toEqual(['shop', 'till']);
    expect(await names({ licence: 'Full' })).toEqual(['ada', 'ben', 'robot']);
    expect(await names({ apiOnly: true })).toEqual(['robot', 'shop', 'till']);
    expect(await names({ apiOnly: false })).toEqual(['ada', 'ben']);
    expect(await names({ status: 'disabled' })).toEqual(['ben']);
    expect(await names({ status: 'active' })).toEqual(['ada', 'robot', 'shop', 'till']);
    expect(await names({ roleId: auditor })).toEqual(['ben', 'shop']);
    expect(await names({ dataAccessGroup: eu.id })).toEqual(['ben', 'shop']);
    expect(await names({ dataAccessGroup: us.id })).toEqual(['shop']);
    expect(await names({ dataAccessGroup: 'none' })).toEqual(['ada', 'robot', 'till']);
    expect(await names({ roleId: auditor, licence: 'API', dataAccessGroup: eu.id, search: 'SH' })).toEqual([
      'shop',
    ]);
    expect((await list({ search: 'shop' })).rows).toMatchObject([
      { roles: [{ name: 'Auditor' }], dataAccessGroups: [{ name: 'EU' }, { name: 'US' }] },
    ]);
  });

  it('counts keys without removed ones, and those of them that are not revoked', async () => {
    const { id } = await make(here, { apiOnly: true });
    await keyOf(here, id, 'One');
    await revokeKey(here, (await keyOf(here, id, 'Two')).id, 'until-reinstated');
    await revokeKey(here, (await keyOf(here, id, 'Three')).id, 'permanent');
    await remove(here.deps, here.ada, (await keyOf(here, id, 'Four')).id);
    await keyOf(here, null, 'Tenant');
    expect((await list({ licence: 'API' })).rows).toMatchObject([{ keys: 3, activeKeys: 1 }]);
    expect((await list({ search: 'ada' })).rows).toMatchObject([{ keys: 0, activeKeys: 0 }]);
  });
});

describe('an account’s page', () => {
  it('says who made it and what its keys reach', async () => {
    const { id } = await make(here, { apiOnly: true });
    expect(await get(id)).toMatchObject({
      createdBy: 'ada',
      dataScopes: [],
      reachesNoData: false,
      lastSignInAt: null,
      hasPassword: false,
      mayGenerate: true,
      self: false,
    });
    await keyOf(here, id, 'Orders');
    expect(await get(id)).toMatchObject({ reachesNoData: true });
    for (const [name, scopes] of [
      ['EU', ['EU-02', 'EU-01']],
      ['World', ['US-01', 'EU-01']],
    ] as const) {
      const { id: groupId } = await group(name, scopes);
      await addMembers(here.deps, here.ada, { id: groupId, accountIds: [id] });
    }
    expect(await get(id)).toMatchObject({ reachesNoData: false, dataScopes: ['EU-01', 'EU-02', 'US-01'] });
    expect(await get(here.ada.accountId)).toMatchObject({ self: true, mayGenerate: true, createdBy: null });
  });

  it('offers keys of people to those people alone, and of disabled accounts to nobody (rule 5)', async () => {
    const { row, actor: ben } = await person(here, 'ben', 'view', 'manage-user-api-key');
    const auditor = await person(here, 'carl', 'view');
    const shop = await make(here, { apiOnly: true });
    expect(await get(row.id)).toMatchObject({ mayGenerate: false, mayRotate: false });
    expect(await get(row.id, ben)).toMatchObject({ mayGenerate: true, mayRotate: true, self: true });
    expect(await get(shop.id, ben)).toMatchObject({ mayGenerate: true });
    expect(await get(shop.id, auditor.actor)).toMatchObject({ mayGenerate: false });
    await disableAccount(here.deps, here.ada, shop.id);
    expect(await get(shop.id, ben)).toMatchObject({ mayGenerate: false, mayRotate: true });
  });
});

describe('the activity of an account', () => {
  const activity = (id: number, before: number | null = null) =>
    readAccountActivity(here.deps, here.ada, { id, before });

  it('is what it did and what was done to it, each once, newest first, after its removal too', async () => {
    const { actor: ben } = await person(here, 'ben', 'view', 'manage-user-api-key');
    const { id } = await make(here, { apiOnly: true });
    await keyOf(here, id, 'Orders', ben);
    await setPassword(here.deps, here.ada, { id: ben.accountId, password: PASSWORD });
    await disableAccount(here.deps, here.ada, ben.accountId);
    await enableAccount(here.deps, here.ada, ben.accountId);
    await removeAccount(here.deps, here.ada, { id: ben.accountId, keys: { fate: 'revoke' } });
    const { entries, more } = await activity(ben.accountId);
    expect(more).toBe(false);
    expect(entries.map(({ actor, action, target }) => [actor, action, target])).toEqual([
      ['ada', 'accounts.remove', 'ben'],
      ['ada', 'accounts.enable', 'ben'],
      ['ada', 'accounts.disable', 'ben'],
      ['ada', 'accounts.set-password', 'ben'],
      ['ben', 'keys.generate', 'Orders'],
      ['ada', 'accounts.create', 'ben'],
    ]);
  });

  it('comes in pages of 50', async () => {
    const { id } = await make(here);
    for (let each = 0; each < 30; each += 1) {
      await disableAccount(here.deps, here.ada, id);
      await enableAccount(here.deps, here.ada, id);
    }
    const first = await activity(id);
    expect({ length: first.entries.length, more: first.more }).toEqual({ length: 50, more: true });
    const second = await activity(id, first.entries.at(-1)?.seq ?? 0);
    expect({ length: second.entries.length, more: second.more }).toEqual({ length: 11, more: false });
    const seqs = [...first.entries, ...second.entries].map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((one, other) => other - one));
  });
});

it('nobody reads any of it without the authority', async () => {
  const { row } = await person(here, 'ben', 'manage-accounts');
  const ben = await actor(here.deps.db, row.id);
  const id = here.ada.accountId;
  for (const asked of [
    () => listAccounts(here.deps, ben, { view: EVERY_ACCOUNT, after: null, limit: 1 }),
    () => readAccount(here.deps, ben, id),
    () => readLeaving(here.deps, ben, { id, limit: 1 }),
    () => readAccountActivity(here.deps, ben, { id, before: null }),
  ]) {
    expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
  }
});
