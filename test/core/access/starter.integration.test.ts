import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { allApiSets } from '../../../src/core/access/api-set-service.ts';
import { allAuthorizationGroups } from '../../../src/core/access/authorization-group-service.ts';
import { allPermissions } from '../../../src/core/access/permission-service.ts';
import { allRoles } from '../../../src/core/access/role-service.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { MORNING } from '../../support/clock.ts';
import { organisation } from '../../support/people.ts';

it('a new tenant has something of each to begin with', async () => {
  const { deps, ada } = await organisation();
  const names = new Map(
    (await allPermissions(deps, ada)).map(({ id, resource, action }) => [id, `${resource}:${action}`]),
  );
  const said = (ids: readonly number[]) => ids.map((id) => names.get(id));
  const reading = ['customers:read', 'invoices:read', 'orders:read', 'reports:read'];
  const groups = await allAuthorizationGroups(deps, ada);
  expect(groups.map(({ name, type, permissionIds }) => [name, type, said(permissionIds)])).toEqual([
    ['Full access', 'Tenant API Key', [...names.values()]],
    ['Read only', 'Tenant API Key', reading],
    ['Standard user', 'User', reading],
  ]);
  const roles = (await allRoles(deps, ada)).filter(({ builtIn }) => !builtIn);
  expect(
    roles.map(({ name, permissionIds, authorities }) => [name, said(permissionIds), authorities]),
  ).toEqual([
    ['Order processing', ['customers:read', 'orders:read', 'orders:write'], []],
    ['Reporting', ['invoices:read', 'orders:read', 'reports:read'], []],
  ]);
  const sets = await allApiSets(deps, ada);
  expect(sets.map(({ name }) => name)).toEqual(['Customers', 'Invoices', 'Orders']);
  expect(sets[2]?.operations).toBe('GET /v1/orders\nPOST /v1/orders\n* /v1/orders/**');
  for (const each of [...groups, ...roles, ...sets, ...(await allPermissions(deps, ada))]) {
    expect(each.description).not.toBe('');
  }
});

it('an older tenant gets the same permissions and groups by migration 0002', async () => {
  const { store } = await organisation();
  const older = new Sqlite(':memory:');
  older.exec(MIGRATIONS[0] ?? '');
  older
    .prepare(
      `INSERT INTO tenants (name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, created_at)
       VALUES ('Old', 'old', 'lk', 10, 90, 14, ?)`,
    )
    .run(MORNING);
  older.exec(MIGRATIONS[1] ?? '');
  const permissions = `SELECT resource, action, description, created_at FROM permissions ORDER BY resource, action`;
  const groups = `
    SELECT g.name, g.name_key, g.type, g.description, g.created_at, resource, action
    FROM authorization_groups g
    JOIN authorization_group_permissions ON authorization_group_id = g.id
    JOIN permissions p ON p.id = permission_id ORDER BY g.name_key, resource, action`;
  // An apostrophe of SQL is one of typography here.
  const straight = (rows: unknown) => JSON.stringify(rows).replaceAll('’', "'");
  for (const query of [permissions, groups]) {
    expect(straight(older.prepare(query).all())).toBe(straight(store.sqlite.prepare(query).all()));
  }
  older.close();
});
