import { beforeEach, describe, expect, it } from 'vitest';
import {
  allPermissions,
  createPermission,
  editPermission,
  permissionsGranted,
  removePermission,
} from '../../../src/core/access/permission-service.ts';
import { createRole, editRole } from '../../../src/core/access/role-service.ts';
import { editAuthorizationGroup } from '../../../src/core/access/authorization-group-service.ts';
import { listAuthorizationGroups } from '../../../src/core/access/authorization-group-store.ts';
import { listRoles } from '../../../src/core/access/role-store.ts';
import { MINUTE, MORNING } from '../../support/clock.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';
import { everything, lastEntry, only, otherTenant, permissionIds, putKey } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const refund = { resource: 'payments', action: 'refund', description: 'Give money back' };
const create = (input: Partial<typeof refund> = {}, actor = here.ada) =>
  createPermission(here.deps, actor, { ...refund, ...input });
const list = () => allPermissions(here.deps, here.ada);

describe('a permission', () => {
  it('is in the list, by resource and action, and in the log', async () => {
    const made = await create({ resource: ' payments ', description: ' Give money back ' });
    expect(made).toEqual({ id: expect.any(Number), ...refund, grantedBy: 0 });
    expect((await list()).map(({ resource, action }) => `${resource}:${action}`)).toEqual([
      'customers:read',
      'customers:write',
      'invoices:read',
      'invoices:write',
      'orders:read',
      'orders:write',
      'payments:refund',
      'reports:read',
    ]);
    expect(await list()).toContainEqual(made);
    expect(await lastEntry(here)).toMatchObject({
      action: 'permissions.create',
      tenant: here.ada.tenantId,
      actor: { name: 'ada' },
      target: { type: 'permission', id: made.id, name: 'payments:refund' },
      details: { after: refund },
    });
  });

  it('gets another description, and keeps its name', async () => {
    const { id } = await create();
    const edited = await editPermission(here.deps, here.ada, { id, description: 'Refunds' });
    expect(edited).toEqual({ id, ...refund, description: 'Refunds', grantedBy: 0 });
    expect(await list()).toContainEqual(edited);
    expect(await lastEntry(here)).toMatchObject({
      action: 'permissions.edit',
      target: { name: 'payments:refund' },
      details: { before: { description: 'Give money back' }, after: { description: 'Refunds' } },
    });
  });

  it('is removed, but not while it is withheld from a key, which would get one of the same name', async () => {
    const { id } = await create();
    const key_id = await putKey(here, 'Payroll');
    const gone = await putKey(here, 'Gone', { removed: 'yesterday' });
    const db = meddle(here.store);
    await db
      .insertInto('key_excluded_permissions')
      .values([key_id, gone].map((key) => ({ key_id: key, permission_id: id })))
      .execute();
    expect(await refusal(removePermission(here.deps, here.ada, id))).toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining('withheld from the key “Payroll”'),
    });
    await db.updateTable('keys').set({ deleted_at: MORNING }).where('id', '=', key_id).execute();
    expect(await refusal(removePermission(here.deps, here.ada, id)), 'it can be undone').toMatchObject({
      code: 'IN_USE',
    });
    here.clock.pass(2 * MINUTE);
    await removePermission(here.deps, here.ada, id);
    expect(await list()).toHaveLength(7);
    expect(await db.selectFrom('key_excluded_permissions').selectAll().execute()).toEqual([]);
    expect(await lastEntry(here)).toMatchObject({
      action: 'permissions.remove',
      target: { type: 'permission', id, name: 'payments:refund' },
      details: { before: refund },
    });
  });
});

describe('is refused', () => {
  it.each([
    [{ resource: '' }, 'resource', /Resource is required/],
    [{ resource: 'Payments' }, 'resource', /small letter/],
    [{ resource: 'pay:ments' }, 'resource', /small letter/],
    [{ action: '  ' }, 'action', /Action is required/],
    [{ action: '*' }, 'action', /small letter/],
    [{ action: 'a'.repeat(51) }, 'action', /at most 50/],
    [{ description: 'x'.repeat(201) }, 'description', /at most 200/],
    [{ description: 'a\nb' }, 'description', /control/],
  ])('%o, whoever calls', async (input, field, message) => {
    const before = await everything(here);
    const code = 'INVALID_INPUT';
    expect(await refusal(create(input))).toMatchObject({
      code,
      field,
      message: expect.stringMatching(message),
    });
    expect(await everything(here)).toEqual(before);
  });

  it('a description that is too long, when it is edited', async () => {
    const { id } = await create();
    expect(
      await refusal(editPermission(here.deps, here.ada, { id, description: 'x'.repeat(201) })),
    ).toMatchObject({ code: 'INVALID_INPUT', field: 'description' });
  });

  it('one that is there', async () => {
    const before = await everything(here);
    expect(await refusal(create({ resource: 'orders', action: ' read ' }))).toMatchObject({
      code: 'PERMISSION_EXISTS',
      field: 'action',
      message: 'There is already a permission “orders:read”. Choose another action.',
    });
    expect(await everything(here)).toEqual(before);
    await create({ resource: 'orders', action: 'refund' });
    const other = await otherTenant(here);
    await create({}, other);
  });

  it('to be removed while it is granted, with the names of what grants it', async () => {
    const [id = 0] = await permissionIds(here, 'orders:read');
    const remove = () => removePermission(here.deps, here.ada, id);
    const before = await everything(here);
    expect(await refusal(remove)).toMatchObject({
      code: 'IN_USE',
      message:
        '“orders:read” is granted by the roles “Order processing” and “Reporting”, and by the authorization groups “Full access”, “Read only” and 1 more. Take it from them first.',
    });
    expect(await everything(here)).toEqual(before);

    const { db } = here.deps;
    for (const role of await listRoles(db, here.ada.tenantId)) {
      const input = { ...role, permissionIds: role.permissionIds.filter((each) => each !== id) };
      await editRole(here.deps, here.ada, input);
    }
    const groups = await listAuthorizationGroups(db, here.ada.tenantId);
    for (const [index, group] of groups.entries()) {
      const left = groups.length - index;
      expect((await list()).find((each) => each.id === id)?.grantedBy).toBe(left);
      if (left === 1) {
        expect(await refusal(remove)).toMatchObject({
          message:
            '“orders:read” is granted by the authorization group “Standard user”. Take it from it first.',
        });
      }
      const input = { ...group, permissionIds: group.permissionIds.filter((each) => each !== id) };
      await editAuthorizationGroup(here.deps, here.ada, input);
    }
    await remove();
  });

  it('what another tenant has, or nobody', async () => {
    const other = await otherTenant(here);
    const { id } = await create();
    const before = await everything(here);
    for (const [actor, which] of [
      [other, id],
      [here.ada, 999],
    ] as const) {
      const code = 'NOT_FOUND';
      const edit = editPermission(here.deps, actor, { id: which, description: '' });
      expect(await refusal(edit)).toMatchObject({
        code,
        message: expect.stringMatching(/no such permission/),
      });
      expect(await refusal(removePermission(here.deps, actor, which))).toMatchObject({ code });
    }
    expect(await everything(here)).toEqual(before);
    expect(await allPermissions(here.deps, other)).toHaveLength(7);
  });

  it('everything without the authority', async () => {
    const { id } = await create();
    const before = await everything(here);
    const reader = only(here.ada, 'view', 'manage-accounts');
    const manager = only(here.ada, 'manage-access-control');
    const scope = { authorizationGroupId: null, roleIds: [], excludedPermissionIds: [] };
    for (const asked of [
      () => create({}, reader),
      () => editPermission(here.deps, reader, { id, description: '' }),
      () => removePermission(here.deps, reader, id),
      () => allPermissions(here.deps, manager),
      () => permissionsGranted(here.deps, manager, scope),
    ]) {
      expect(await refusal(asked)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await everything(here)).toEqual(before);
  });
});

describe('what a key would be granted', () => {
  it('comes with everything that grants it, and what is withheld is marked', async () => {
    const { db } = here.deps;
    const groups = await listAuthorizationGroups(db, here.ada.tenantId);
    const group = groups.find(({ name }) => name === 'Read only');
    const roles = await listRoles(db, here.ada.tenantId);
    const roleIds = roles.filter(({ name }) => /^(Order|Rep)/.test(name)).map(({ id }) => id);
    const [excluded = 0] = await permissionIds(here, 'orders:read');
    const granted = await permissionsGranted(here.deps, here.ada, {
      authorizationGroupId: group?.id ?? 0,
      roleIds,
      excludedPermissionIds: [excluded],
    });
    expect(granted.map(({ resource, action }) => `${resource}:${action}`)).toEqual([
      'customers:read',
      'invoices:read',
      'orders:read',
      'orders:write',
      'reports:read',
    ]);
    expect(granted[2]).toEqual({
      id: excluded,
      resource: 'orders',
      action: 'read',
      description: 'See orders and their state',
      from: [
        { type: 'authorization-group', name: 'Read only' },
        { type: 'role', name: 'Order processing' },
        { type: 'role', name: 'Reporting' },
      ],
      excluded: true,
    });
    expect(granted.filter((each) => each.excluded)).toHaveLength(1);
  });

  it('is refused for a group or a role that the tenant lacks', async () => {
    const other = await otherTenant(here);
    const role = await createRole(here.deps, other, {
      name: 'Theirs',
      description: '',
      permissionIds: [],
      authorities: [],
    });
    const [group] = await listAuthorizationGroups(here.deps.db, other.tenantId);
    const nothing = { authorizationGroupId: null, roleIds: [], excludedPermissionIds: [] };
    const ask = (scope: object) => permissionsGranted(here.deps, here.ada, { ...nothing, ...scope });
    expect(await refusal(ask({ authorizationGroupId: group?.id }))).toMatchObject({
      code: 'NOT_FOUND',
      field: 'authorizationGroupId',
    });
    expect(await refusal(ask({ roleIds: [role.id] }))).toMatchObject({ code: 'NOT_FOUND', field: 'roleIds' });
    expect(await ask({ excludedPermissionIds: [999] })).toEqual([]);
  });
});
