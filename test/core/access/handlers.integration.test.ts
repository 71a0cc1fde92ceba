import { expect, it } from 'vitest';
import { Program } from '../../support/program.ts';
import { refusal } from '../../support/store.ts';

it('permissions, roles, groups and sets are managed through the program, and all of it is in the log', async () => {
  const program = await Program.setUp();
  const { permissions, roles, authorizationGroups, apiSets } = program.api;
  const since = (await program.log()).length;

  const permission = await permissions.create({ resource: 'payments', action: 'refund', description: '' });
  await permissions.edit({ id: permission.id, description: 'Gives money back' });
  const permissionIds = [permission.id];
  const naming = { name: 'Billing', description: 'Money' };

  const role = await roles.create({ ...naming, permissionIds, authorities: ['export'] });
  await roles.edit({ ...naming, id: role.id, revision: role.revision, permissionIds, authorities: [] });
  const group = await authorizationGroups.create({ ...naming, permissionIds, type: 'Tenant API Key' });
  await authorizationGroups.edit({ ...naming, id: group.id, revision: group.revision, permissionIds });
  const set = await apiSets.create({ ...naming, operations: 'GET /v1/payments' });
  await apiSets.edit({ ...naming, id: set.id, revision: set.revision, operations: '* /v1/payments' });

  expect(await permissions.list(undefined)).toContainEqual({
    id: permission.id,
    resource: 'payments',
    action: 'refund',
    description: 'Gives money back',
    grantedBy: 2,
  });
  expect(await roles.list(undefined)).toContainEqual({ ...role, revision: 2, authorities: [] });
  expect(await authorizationGroups.list(undefined)).toContainEqual({ ...group, revision: 2 });
  expect(await apiSets.list(undefined)).toContainEqual({
    ...set,
    revision: 2,
    operations: '* /v1/payments',
  });
  const scope = { authorizationGroupId: group.id, roleIds: [role.id], excludedPermissionIds: [] };
  expect(await permissions.granted(scope)).toMatchObject([{ id: permission.id, excluded: false }]);

  expect(await refusal(permissions.remove({ id: permission.id }))).toMatchObject({ code: 'IN_USE' });
  for (const [subject, id] of [
    [roles, role.id],
    [authorizationGroups, group.id],
    [apiSets, set.id],
  ] as const) {
    expect(await subject.users({ id })).toEqual({ keys: [], keyCount: 0, accounts: [], accountCount: 0 });
    expect(await subject.remove({ id })).toEqual({});
  }
  expect(await permissions.remove({ id: permission.id })).toEqual({});

  const log = (await program.log()).slice(since);
  expect(log.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
    { action: 'permissions.remove' },
  ]);
  const done = log.filter(({ outcome }) => outcome === 'done');
  expect(done.map(({ action }) => action)).toEqual([
    'permissions.create',
    'permissions.edit',
    ...['roles', 'authorization-groups', 'api-sets'].flatMap((each) => [`${each}.create`, `${each}.edit`]),
    ...['roles', 'authorization-groups', 'api-sets', 'permissions'].map((each) => `${each}.remove`),
  ]);
  expect(program.internalErrors).toEqual([]);
});

it('who has the role Tenant Administrator cannot make themselves a super user', async () => {
  const program = await Program.setUp();
  await program.sql(
    `UPDATE account_roles SET role_id = (SELECT id FROM roles WHERE built_in = 'tenant-administrator')`,
  );
  const attempt = {
    name: 'Stairs',
    description: '',
    permissionIds: [],
    authorities: ['manage-tenants' as const],
  };
  expect(await refusal(program.api.roles.create(attempt))).toMatchObject({ code: 'AUTHORITY_NOT_HELD' });
  const roles = await program.api.roles.list(undefined);
  const mine = roles.find(({ name }) => name === 'Tenant Administrator');
  expect(mine?.authorities).not.toContain('manage-tenants');
  const { id, revision, name, description, permissionIds } = mine ?? { ...attempt, id: 0, revision: 0 };
  const edit = { id, revision, name, description, permissionIds, authorities: attempt.authorities };
  expect(await refusal(program.api.roles.edit(edit))).toMatchObject({ code: 'BUILT_IN_ROLE' });
});
