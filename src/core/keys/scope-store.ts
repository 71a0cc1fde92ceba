import { sql } from 'kysely';
import type { ReadDb, WriteDb } from '../db/schema.ts';

/** SQL of what limits a key beside its own row: roles, exclusions and API sets. */

export interface ScopeIds {
  readonly roleIds: readonly number[];
  readonly excludedPermissionIds: readonly number[];
  readonly apiSetIds: readonly number[];
}

/** Replaces what a key has, and with it what verification reads of it: to be called after the key's own columns changed. */
export async function putScope(db: WriteDb, keyId: number, scope: ScopeIds): Promise<void> {
  await db.deleteFrom('key_roles').where('key_id', '=', keyId).execute();
  await db.deleteFrom('key_excluded_permissions').where('key_id', '=', keyId).execute();
  await db.deleteFrom('key_api_sets').where('key_id', '=', keyId).execute();
  const { roleIds, excludedPermissionIds, apiSetIds } = scope;
  if (roleIds.length > 0) {
    const rows = [...new Set(roleIds)].map((role_id) => ({ key_id: keyId, role_id }));
    await db.insertInto('key_roles').values(rows).execute();
  }
  if (excludedPermissionIds.length > 0) {
    const ids = [...new Set(excludedPermissionIds)];
    const rows = ids.map((permission_id) => ({ key_id: keyId, permission_id }));
    await db.insertInto('key_excluded_permissions').values(rows).execute();
  }
  if (apiSetIds.length > 0) {
    const rows = [...new Set(apiSetIds)].map((api_set_id) => ({ key_id: keyId, api_set_id }));
    await db.insertInto('key_api_sets').values(rows).execute();
  }
  await db.updateTable('keys').set({ policy: POLICY }).where('id', '=', keyId).execute();
}

/** Rows of one statement: fewer than SQLite's parameters. */
const ROWS = 5_000;

/** Gives keys that were just inserted, and have no secrets yet, what limits them. */
export async function putNewScopes(db: WriteDb, scopes: ReadonlyMap<number, ScopeIds>): Promise<void> {
  const rowsOf = <Row>(
    of: (scope: ScopeIds) => readonly number[],
    row: (key_id: number, id: number) => Row,
  ) => [...scopes].flatMap(([keyId, scope]) => [...new Set(of(scope))].map((id) => row(keyId, id)));
  const roles = rowsOf(
    ({ roleIds }) => roleIds,
    (key_id, role_id) => ({ key_id, role_id }),
  );
  const excluded = rowsOf(
    ({ excludedPermissionIds }) => excludedPermissionIds,
    (key_id, permission_id) => ({ key_id, permission_id }),
  );
  const apiSets = rowsOf(
    ({ apiSetIds }) => apiSetIds,
    (key_id, api_set_id) => ({ key_id, api_set_id }),
  );
  for (let start = 0; start < roles.length; start += ROWS) {
    await db
      .insertInto('key_roles')
      .values(roles.slice(start, start + ROWS))
      .execute();
  }
  for (let start = 0; start < excluded.length; start += ROWS) {
    await db
      .insertInto('key_excluded_permissions')
      .values(excluded.slice(start, start + ROWS))
      .execute();
  }
  for (let start = 0; start < apiSets.length; start += ROWS) {
    await db
      .insertInto('key_api_sets')
      .values(apiSets.slice(start, start + ROWS))
      .execute();
  }
  await db
    .updateTable('keys')
    .set({ policy: POLICY })
    .where('id', 'in', [...scopes.keys()])
    .execute();
}

const ids = (table: 'key_roles' | 'key_api_sets' | 'key_excluded_permissions', column: string) =>
  sql`coalesce((SELECT group_concat(${sql.ref(column)}) FROM
    (SELECT ${sql.ref(column)} FROM ${sql.table(table)} WHERE key_id = keys.id ORDER BY 1)), '')`;

/** What limits a key in one text; migration 0005 says how it is made up, `verification/policy.ts` reads it. */
const POLICY = sql<string>`coalesce(authorization_group_id, '') || '|' || api_access || '|' ||
  ${ids('key_roles', 'role_id')} || '|' || ${ids('key_api_sets', 'api_set_id')} || '|' ||
  ${ids('key_excluded_permissions', 'permission_id')} || '|' || rate_limits || '|' || allowlist`;

/** What a key has, in names as well. */
export async function readScope(db: ReadDb, keyId: number) {
  const roles = await db
    .selectFrom('key_roles')
    .innerJoin('roles', 'roles.id', 'key_roles.role_id')
    .select(['roles.id', 'roles.name'])
    .where('key_roles.key_id', '=', keyId)
    .orderBy('roles.name_key')
    .execute();
  const apiSets = await db
    .selectFrom('key_api_sets')
    .innerJoin('api_sets', 'api_sets.id', 'key_api_sets.api_set_id')
    .select(['api_sets.id', 'api_sets.name'])
    .where('key_api_sets.key_id', '=', keyId)
    .orderBy('api_sets.name_key')
    .execute();
  const excluded = await db
    .selectFrom('key_excluded_permissions')
    .innerJoin('permissions', 'permissions.id', 'key_excluded_permissions.permission_id')
    .select(['permissions.id', 'permissions.resource', 'permissions.action'])
    .where('key_excluded_permissions.key_id', '=', keyId)
    .orderBy('permissions.resource')
    .orderBy('permissions.action')
    .execute();
  return { roles, apiSets, excluded };
}

/** A group of the tenant, or `undefined`. */
export function findGroup(db: ReadDb, tenantId: number, id: number) {
  return db
    .selectFrom('authorization_groups')
    .select(['id', 'name', 'type'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}
