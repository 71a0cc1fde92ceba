import { beforeEach, describe, expect, it } from 'vitest';
import {
  allRoles,
  createRole,
  editRole,
  removeRole,
  type RoleInput,
} from '../../../src/core/access/role-service.ts';
import { AUTHORITIES, type Authority } from '../../../src/shared/authorities.ts';
import { actor, type Organisation, organisation } from '../../support/people.ts';
import { meddle, openAt, refusal } from '../../support/store.ts';
import {
  everything,
  lastEntry,
  only,
  otherTenant,
  permissionIds,
  putAccount,
  putKey,
  revisionOf,
} from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const EMPTY: RoleInput = { name: 'Billing', description: '', permissionIds: [], authorities: [] };
const create = (input: Partial<RoleInput> = {}, who = here.ada) =>
  createRole(here.deps, who, { ...EMPTY, ...input });
const edit = async (id: number, input: Partial<RoleInput>, who = here.ada) =>
  editRole(here.deps, who, { ...EMPTY, ...input, id, revision: await revisionOf(here, 'roles', id) });
const named = async (name: string) => {
  const role = (await allRoles(here.deps, here.ada)).find((each) => each.name === name);
  if (!role) throw new Error(`There is no role ${name}.`);
  return role;
};

describe('a role', () => {
  it('is in the list, by name, and in the log in names', async () => {
    const ids = await permissionIds(here, 'invoices:write', 'invoices:read');
    const made = await create({
      name: ' Billing ',
      description: ' Makes invoices ',
      permissionIds: [...ids, ...ids],
      authorities: ['view-activity', 'view', 'view'],
    });
    expect(made).toEqual({
      id: expect.any(Number),
      revision: 1,
      name: 'Billing',
      description: 'Makes invoices',
      permissionIds: ids.toSorted((one, other) => one - other),
      keys: 0,
      accounts: 0,
      builtIn: false,
      authorities: ['view', 'view-activity'],
    });
    const all = await allRoles(here.deps, here.ada);
    expect(all).toContainEqual(made);
    expect(all.map(({ name }) => name)).toEqual([
      'Auditor',
      'Billing',
      'Key Manager',
      'Order processing',
      'Reporting',
      'Super User',
      'Tenant Administrator',
    ]);
    expect(await lastEntry(here)).toMatchObject({
      action: 'roles.create',
      target: { type: 'role', id: made.id, name: 'Billing' },
      details: {
        after: {
          name: 'Billing',
          description: 'Makes invoices',
          permissions: ['invoices:read', 'invoices:write'],
          authorities: ['view', 'view-activity'],
        },
      },
    });
  });

  it('is edited, and the log says only what has changed', async () => {
    const [read = 0, write = 0] = await permissionIds(here, 'invoices:read', 'invoices:write');
    const { id } = await create({ permissionIds: [read], authorities: ['view'] });
    const edited = await edit(id, { permissionIds: [write], authorities: ['view', 'export'] });
    expect(edited).toMatchObject({
      name: 'Billing',
      permissionIds: [write],
      authorities: ['view', 'export'],
    });
    expect(await named('Billing')).toEqual(edited);
    const { action, target, details } = await lastEntry(here);
    expect({ action, target, details }).toEqual({
      action: 'roles.edit',
      target: { type: 'role', id, name: 'Billing' },
      details: {
        before: { permissions: ['invoices:read'], authorities: ['view'] },
        after: { permissions: ['invoices:write'], authorities: ['view', 'export'] },
      },
    });
  });

  it('may be renamed in its own letters', async () => {
    const { id } = await create();
    expect(await edit(id, { name: 'BILLING' })).toMatchObject({ name: 'BILLING' });
    expect((await lastEntry(here)).details).toEqual({
      before: { name: 'Billing' },
      after: { name: 'BILLING' },
    });
  });

  it('is removed with all that it granted', async () => {
    const ids = await permissionIds(here, 'invoices:read');
    const { id } = await create({ permissionIds: ids, authorities: ['view'] });
    await removeRole(here.deps, here.ada, id);
    const db = meddle(here.store);
    expect(await db.selectFrom('roles').where('id', '=', id).selectAll().execute()).toEqual([]);
    for (const table of ['role_permissions', 'role_authorities'] as const) {
      expect(await db.selectFrom(table).where('role_id', '=', id).selectAll().execute()).toEqual([]);
    }
    expect(await lastEntry(here)).toMatchObject({
      action: 'roles.remove',
      target: { id, name: 'Billing' },
      details: { before: { name: 'Billing', permissions: ['invoices:read'], authorities: ['view'] } },
    });
  });

  it('is named once when two are made at the same moment, from two connections', async () => {
    const other = await openAt(here.store.path);
    const results = await Promise.allSettled([
      create(),
      createRole({ ...here.deps, db: other.db }, here.ada, { ...EMPTY, name: 'billing' }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('permissions that are not there', () => {
  it('are refused, those of other tenants too', async () => {
    const { id } = await create();
    const other = await otherTenant(here);
    const theirs = await meddle(here.store)
      .selectFrom('permissions')
      .select('id')
      .where('tenant_id', '=', other.tenantId)
      .executeTakeFirstOrThrow();
    const before = await everything(here);
    for (const unknown of [999, theirs.id]) {
      const expected = { code: 'UNKNOWN_PERMISSION', field: 'permissionIds' };
      expect(await refusal(create({ name: 'New', permissionIds: [unknown] }))).toMatchObject(expected);
      expect(await refusal(edit(id, { permissionIds: [unknown] }))).toMatchObject(expected);
    }
    expect(await everything(here)).toEqual(before);
  });
});

describe('one of Latchkey’s own roles', () => {
  it('keeps its name and its authorities and cannot be removed', async () => {
    const auditor = await named('Auditor');
    expect(auditor.builtIn).toBe(true);
    const before = await everything(here);
    const code = 'BUILT_IN_ROLE';
    expect(await refusal(edit(auditor.id, { ...auditor, name: 'auditor' }))).toMatchObject({
      code,
      field: 'name',
    });
    expect(await refusal(edit(auditor.id, { ...auditor, authorities: ['view'] }))).toMatchObject({
      code,
      field: 'authorities',
    });
    expect(await refusal(edit(auditor.id, { ...auditor, authorities: AUTHORITIES }))).toMatchObject({ code });
    expect(await refusal(removeRole(here.deps, here.ada, auditor.id))).toMatchObject({ code });
    expect(await everything(here)).toEqual(before);
  });

  it('can be given permissions and a description, also by who holds less than it', async () => {
    const superUser = await named('Super User');
    const manager = only(here.ada, 'view', 'manage-access-control');
    const ids = await permissionIds(here, 'orders:read');
    const input = { ...superUser, description: 'May do everything', permissionIds: ids };
    expect(await edit(superUser.id, input, manager)).toMatchObject({
      builtIn: true,
      name: 'Super User',
      description: 'May do everything',
      permissionIds: ids,
      authorities: AUTHORITIES,
    });
  });
});

describe('an authority that one does not hold', () => {
  const held: readonly Authority[] = ['view', 'manage-access-control', 'export'];

  it.each(AUTHORITIES)(
    '%s can be neither given nor taken by who lacks it, and both by who has it',
    async (each) => {
      const manager = only(here.ada, ...held);
      const empty = await create({ name: 'Empty' });
      const full = await create({ name: 'Full', authorities: AUTHORITIES });
      const before = await everything(here);
      const allowed = held.includes(each);
      const attempts = [
        () => create({ name: 'New', authorities: [each] }, manager),
        () => edit(empty.id, { name: 'Empty', authorities: [each] }, manager),
        () =>
          edit(full.id, { name: 'Full', authorities: AUTHORITIES.filter((one) => one !== each) }, manager),
      ];
      for (const attempt of attempts) {
        if (allowed) await attempt();
        else
          expect(await refusal(attempt)).toMatchObject({ code: 'AUTHORITY_NOT_HELD', field: 'authorities' });
      }
      if (!allowed) expect(await everything(here)).toEqual(before);
    },
  );

  it('stays where it is when the rest of the role is changed, and keeps the role from being removed', async () => {
    const manager = only(here.ada, ...held);
    const full = await create({ name: 'Full', authorities: AUTHORITIES });
    expect(
      await edit(
        full.id,
        { name: 'All', authorities: AUTHORITIES.filter((one) => one !== 'export') },
        manager,
      ),
    ).toMatchObject({ name: 'All' });
    expect(await refusal(removeRole(here.deps, manager, full.id))).toMatchObject({
      code: 'AUTHORITY_NOT_HELD',
      message: expect.stringContaining('Manage Tenant API Keys'),
    });
  });

  it('that does not exist is refused', async () => {
    expect(await refusal(create({ authorities: ['everything' as Authority] }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'authorities',
    });
  });
});

describe('the last holder of an authority', () => {
  /** Ada holds everything by a role of her own instead of the built-in one. */
  async function byOwnRole() {
    const role = await create({ name: 'Boss', authorities: AUTHORITIES });
    await meddle(here.store)
      .updateTable('account_roles')
      .set({ role_id: role.id })
      .where('account_id', '=', here.ada.accountId)
      .execute();
    return role;
  }
  const without = (authority: Authority) => AUTHORITIES.filter((each) => each !== authority);

  it.each(['manage-access-control', 'manage-accounts', 'export'] as const)(
    'keeps %s until somebody else has it who can sign in',
    async (authority) => {
      const { id } = await byOwnRole();
      const superUser = await named('Super User');
      const roleIds = [superUser.id];
      await putAccount(here, 'disabled', { roleIds, disabled: true });
      await putAccount(here, 'removed', { roleIds, removed: true });
      await putAccount(here, 'machine', { roleIds, apiOnly: true });
      const input = { name: 'Boss', authorities: without(authority) };
      const before = await everything(here);
      expect(await refusal(edit(id, input))).toMatchObject({ code: 'LAST_HOLDER', field: 'authorities' });
      expect(await everything(here)).toEqual(before);

      await putAccount(here, 'grace', { roleIds });
      await edit(id, input);
      expect((await actor(here.deps.db, here.ada.accountId)).authorities.has(authority)).toBe(false);
    },
  );

  it('is not asked about what nobody holds', async () => {
    const { id } = await create({ name: 'Unused', authorities: ['export'] });
    await meddle(here.store).deleteFrom('account_roles').execute();
    await edit(id, { name: 'Unused', authorities: [] });
  });
});

describe('a role that is in use', () => {
  it('is not removed, and says who has it', async () => {
    const { id } = await create();
    const remove = () => removeRole(here.deps, here.ada, id);
    const roleIds = [id];
    for (const name of ['Payroll', 'Backup', 'Crawler']) await putKey(here, name, { roleIds });
    await putAccount(here, 'grace', { roleIds, disabled: true });
    const before = await everything(here);
    expect(await refusal(remove)).toMatchObject({
      code: 'IN_USE',
      message:
        '“Billing” is used by the keys “Backup”, “Crawler” and 1 more, and by the account “grace”. Take it from them first.',
    });
    expect(await everything(here)).toEqual(before);
    await meddle(here.store).updateTable('keys').set({ deleted_at: 1 }).execute();
    expect(await refusal(remove)).toMatchObject({
      code: 'IN_USE',
      message: '“Billing” is used by the account “grace”. Take it from it first.',
    });
  });

  it('by removed keys and accounts alone is removed, and they lose it', async () => {
    const { id } = await create();
    const other = await create({ name: 'Other' });
    const roleIds = [id, other.id];
    await putKey(here, 'Gone', { roleIds, removed: 'yesterday' });
    await putAccount(here, 'gone', { roleIds, removed: true });
    await removeRole(here.deps, here.ada, id);
    const db = meddle(here.store);
    expect(await db.selectFrom('key_roles').select('role_id').execute()).toEqual([{ role_id: other.id }]);
  });
});
