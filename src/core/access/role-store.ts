import { AUTHORITIES, type Authority } from '../../shared/authorities.ts';
import type { Role } from '../../shared/grants.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { grouped } from './grouped.ts';
import type { NamingColumns } from './naming.ts';
import { countAccounts, countKeys, countKeysOf } from './use-store.ts';

/** SQL of roles. */

/** All of a tenant by name, with what they grant and how many use them. */
export async function listRoles(db: ReadDb, tenantId: number): Promise<Role[]> {
  return readRoles(db, tenantId, await countKeys(db, tenantId, 'role'));
}

export async function findRole(db: ReadDb, tenantId: number, id: number): Promise<Role | undefined> {
  const keys = new Map([[id, await countKeysOf(db, tenantId, 'role', id)]]);
  const [role] = await readRoles(db, tenantId, keys, id);
  return role;
}

/** Whether every one of them is a role of the tenant. */
export async function rolesThere(db: ReadDb, tenantId: number, ids: readonly number[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const rows = await db
    .selectFrom('roles')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute();
  return rows.length === new Set(ids).size;
}

/** @param exceptId the role that is being edited, which may keep its name */
export async function roleNameIsTaken(
  db: ReadDb,
  tenantId: number,
  nameKey: string,
  exceptId = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom('roles')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', nameKey)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertRole(
  db: WriteDb,
  tenantId: number,
  naming: NamingColumns,
  now: number,
): Promise<number> {
  const { id } = await db
    .insertInto('roles')
    .values({ ...naming, tenant_id: tenantId, built_in: null, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The next revision, named and described like this. */
export async function renameRole(db: WriteDb, id: number, naming: NamingColumns): Promise<void> {
  await db
    .updateTable('roles')
    .set((of) => ({ ...naming, revision: of('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Replaces the permissions of a role. */
export async function putRolePermissions(
  db: WriteDb,
  roleId: number,
  permissionIds: readonly number[],
): Promise<void> {
  await db.deleteFrom('role_permissions').where('role_id', '=', roleId).execute();
  if (permissionIds.length === 0) return;
  const rows = permissionIds.map((permission_id) => ({ role_id: roleId, permission_id }));
  await db.insertInto('role_permissions').values(rows).execute();
}

/** Replaces the authorities of a role. */
export async function putRoleAuthorities(
  db: WriteDb,
  roleId: number,
  authorities: readonly Authority[],
): Promise<void> {
  await db.deleteFrom('role_authorities').where('role_id', '=', roleId).execute();
  if (authorities.length === 0) return;
  const rows = authorities.map((authority) => ({ role_id: roleId, authority }));
  await db.insertInto('role_authorities').values(rows).execute();
}

/** Removes a role that nobody has; keys and accounts that are removed lose it. */
export async function deleteRole(db: WriteDb, id: number): Promise<void> {
  await db.deleteFrom('key_roles').where('role_id', '=', id).execute();
  await db.deleteFrom('account_roles').where('role_id', '=', id).execute();
  await db.deleteFrom('roles').where('id', '=', id).execute();
}

/** The authorities that people of a tenant hold who may sign in. */
export async function heldAuthorities(db: ReadDb, tenantId: number): Promise<ReadonlySet<Authority>> {
  const rows = await db
    .selectFrom('accounts')
    .innerJoin('account_roles', 'account_roles.account_id', 'accounts.id')
    .innerJoin('role_authorities', 'role_authorities.role_id', 'account_roles.role_id')
    .select('authority')
    .distinct()
    .where('accounts.tenant_id', '=', tenantId)
    .where('accounts.api_only', '=', 0)
    .where('accounts.status', '=', 'active')
    .where('accounts.deleted_at', 'is', null)
    .execute();
  return new Set(rows.map(({ authority }) => authority));
}

async function readRoles(
  db: ReadDb,
  tenantId: number,
  keys: ReadonlyMap<number | null, number>,
  only?: number,
): Promise<Role[]> {
  let roles = db
    .selectFrom('roles')
    .select(['roles.id', 'roles.name', 'roles.description', 'roles.built_in', 'roles.revision'])
    .where('roles.tenant_id', '=', tenantId);
  if (only !== undefined) roles = roles.where('roles.id', '=', only);
  const permissions = await roles
    .innerJoin('role_permissions', 'role_permissions.role_id', 'roles.id')
    .clearSelect()
    .select(['roles.id', 'permission_id'])
    .orderBy('permission_id')
    .execute();
  const authorities = await roles
    .innerJoin('role_authorities', 'role_authorities.role_id', 'roles.id')
    .clearSelect()
    .select(['roles.id', 'authority'])
    .execute();
  const permissionsOf = grouped(permissions.map(({ id, permission_id }) => [id, permission_id] as const));
  const authoritiesOf = grouped(authorities.map(({ id, authority }) => [id, authority] as const));
  const accounts = await countAccounts(db, tenantId, only);
  const rows = await roles.orderBy('roles.name_key').execute();
  return rows.map(({ id, name, description, built_in, revision }) => ({
    id,
    revision,
    name,
    description,
    permissionIds: permissionsOf.get(id) ?? [],
    keys: keys.get(id) ?? 0,
    accounts: accounts.get(id) ?? 0,
    builtIn: built_in !== null,
    authorities: inOrder(authoritiesOf.get(id) ?? []),
  }));
}

/** As people read them everywhere. */
export const inOrder = (authorities: readonly Authority[]): Authority[] =>
  AUTHORITIES.filter((authority) => authorities.includes(authority));
