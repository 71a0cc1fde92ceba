import { beforeEach, describe, expect, it } from 'vitest';
import { editAccount } from '../../../src/core/accounts/edit-account.ts';
import { readLeaving } from '../../../src/core/accounts/leaving.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { meddle } from '../../support/store.ts';
import { formOf, keyOf, make, person, revokeKey } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

describe('who leaves', () => {
  const nothing = { expiresAt: null, lastUsedAt: null };
  const leaving = (id: number, limit = 100) => readLeaving(here.deps, here.ada, { id, limit });

  it('has keys that they own and keys that they have made to decide on', async () => {
    const { actor: ben } = await person(here, 'ben', 'view', 'manage-user-api-key', 'manage-tenant-api-keys');
    const shop = await make(here, { apiOnly: true });
    const own = await keyOf(here, ben.accountId, 'Own', ben);
    const shops = await keyOf(here, shop.id, 'Shop', ben);
    const tenants = await keyOf(here, null, 'Tenant', ben);
    const gone = await keyOf(here, null, 'Gone', ben);
    await remove(here.deps, here.ada, gone.id);
    await revokeKey(here, shops.id, 'until-reinstated');
    await keyOf(here, shop.id, 'Ada’s');
    const { id } = own;
    expect(await leaving(ben.accountId)).toEqual({
      owned: {
        keys: [{ id, name: 'Own', hint: own.hint, state: 'active', expiresAt: null, lastUsedAt: null }],
        count: 1,
        permanent: 0,
        valid: 1,
      },
      created: {
        keys: [
          { ...nothing, id: tenants.id, name: 'Tenant', hint: tenants.hint, state: 'active' },
          { ...nothing, id: shops.id, name: 'Shop', hint: shops.hint, state: 'revoked' },
        ],
        count: 2,
        permanent: 0,
        valid: 1,
      },
      managesTenants: false,
    });
    expect(await leaving(shop.id)).toMatchObject({
      owned: { count: 2, keys: [{ name: 'Ada’s' }, { name: 'Shop' }] },
      created: { count: 0, keys: [] },
    });
  });

  it('has the active ones first, then those that may be reinstated, and the others only counted', async () => {
    const shop = await make(here, { apiOnly: true });
    for (const name of ['Old', 'Ending', 'Paused', 'Dead', 'New']) await keyOf(here, shop.id, name);
    const { keys } = (await leaving(shop.id)).owned;
    const id = (name: string) => keys.find((key) => key.name === name)?.id ?? 0;
    await revokeKey(here, id('Paused'), 'until-reinstated');
    await revokeKey(here, id('Dead'), 'permanent');
    const ending = { expires_at: here.clock.time + 1_000 };
    await meddle(here.store).updateTable('keys').set(ending).where('id', '=', id('Ending')).execute();
    const now = async () => (await leaving(shop.id)).owned;
    expect(await now()).toMatchObject({
      keys: [{ name: 'New' }, { name: 'Ending' }, { name: 'Old' }, { name: 'Paused', state: 'revoked' }],
      count: 5,
      permanent: 1,
      valid: 3,
    });
    here.clock.pass(1_000);
    expect(await now()).toMatchObject({ count: 5, permanent: 1, valid: 2 });
  });

  it('has as many named of each kind as asked for, and all counted', async () => {
    const insert = here.store.sqlite.prepare(
      `INSERT INTO keys (tenant_id, owner_account_id, name, name_key, description, hint, created_at, created_by)
       VALUES (1, ?, ?, ?, '', '', 0, 1)`,
    );
    for (let each = 0; each < 500; each += 1) {
      insert.run(each % 2 === 0 ? here.ada.accountId : null, `key ${each}`, `key ${each}`);
    }
    const { owned, created } = await leaving(here.ada.accountId, 200);
    expect([owned.keys.length, owned.count]).toEqual([200, 250]);
    expect([created.keys.length, created.count]).toEqual([200, 250]);
    expect(new Set([...owned.keys, ...created.keys].map(({ id }) => id)).size).toBe(400);
    // Those that are decided on make room for the rest.
    const ids = created.keys.map(({ id }) => id);
    await meddle(here.store)
      .updateTable('keys')
      .set({ revocation: 'permanent', revoked_at: 0 })
      .where('id', 'in', ids)
      .execute();
    const { created: rest } = await leaving(here.ada.accountId, 200);
    expect([rest.keys.length, rest.count, rest.permanent]).toEqual([50, 250, 200]);
  });

  it('may have made keys in other tenants when a role has Manage Tenants', async () => {
    const { row } = await person(here, 'ben', 'view', 'manage-accounts');
    const { row: root } = await person(here, 'root', 'view', 'manage-tenants');
    expect(await leaving(row.id)).toMatchObject({ managesTenants: false });
    expect(await leaving(root.id)).toMatchObject({ managesTenants: true });
    await editAccount(here.deps, here.ada, formOf(root, { apiOnly: true }));
    expect(await leaving(root.id)).toMatchObject({ managesTenants: false });
  });
});
