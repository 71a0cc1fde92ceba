import type { AuthorizationGroup } from '../../shared/grants.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { grouped } from './grouped.ts';
import type { NamingColumns } from './naming.ts';
import { countKeys, countKeysOf } from './use-store.ts';

/** SQL of authorization groups. */

/** All of a tenant by name, with what they grant and how many use them. */
export async function listAuthorizationGroups(db: ReadDb, tenantId: number): Promise<AuthorizationGroup[]> {
  return readGroups(db, tenantId, await countKeys(db, tenantId, 'authorization-group'));
}

export async function findAuthorizationGroup(
  db: ReadDb,
  tenantId: number,
  id: number,
): Promise<AuthorizationGroup | undefined> {
  const keys = new Map([[id, await countKeysOf(db, tenantId, 'authorization-group', id)]]);
  const [group] = await readGroups(db, tenantId, keys, id);
  return group;
}

export async function authorizationGroupIsThere(db: ReadDb, tenantId: number, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('authorization_groups')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** @param exceptId the group that is being edited, which may keep its name */
export async function groupNameIsTaken(
  db: ReadDb,
  tenantId: number,
  nameKey: string,
  exceptId = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom('authorization_groups')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', nameKey)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertGroup(
  db: WriteDb,
  tenantId: number,
  group: NamingColumns & Pick<AuthorizationGroup, 'type'>,
  now: number,
): Promise<number> {
  const { id } = await db
    .insertInto('authorization_groups')
    .values({ ...group, tenant_id: tenantId, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The next revision, named and described like this. */
export async function renameGroup(db: WriteDb, id: number, naming: NamingColumns): Promise<void> {
  await db
    .updateTable('authorization_groups')
    .set((of) => ({ ...naming, revision: of('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Replaces the permissions of a group. */
export async function putGroupPermissions(
  db: WriteDb,
  groupId: number,
  permissionIds: readonly number[],
): Promise<void> {
  await db
    .deleteFrom('authorization_group_permissions')
    .where('authorization_group_id', '=', groupId)
    .execute();
  if (permissionIds.length === 0) return;
  const rows = permissionIds.map((permission_id) => ({ authorization_group_id: groupId, permission_id }));
  await db.insertInto('authorization_group_permissions').values(rows).execute();
}

/** Removes a group that no key has; keys that are removed lose it. */
export async function deleteGroup(db: WriteDb, tenantId: number, id: number): Promise<void> {
  await db
    .updateTable('keys')
    .set({ authorization_group_id: null })
    .where('tenant_id', '=', tenantId)
    .where('deleted_at', 'is not', null)
    .where('authorization_group_id', '=', id)
    .execute();
  await db.deleteFrom('authorization_groups').where('id', '=', id).execute();
}

async function readGroups(
  db: ReadDb,
  tenantId: number,
  keys: ReadonlyMap<number | null, number>,
  only?: number,
): Promise<AuthorizationGroup[]> {
  let groups = db
    .selectFrom('authorization_groups as group')
    .select(['group.id', 'group.name', 'group.description', 'group.type', 'group.revision'])
    .where('group.tenant_id', '=', tenantId);
  if (only !== undefined) groups = groups.where('group.id', '=', only);
  const permissions = await groups
    .innerJoin('authorization_group_permissions as link', 'link.authorization_group_id', 'group.id')
    .clearSelect()
    .select(['group.id', 'link.permission_id'])
    .orderBy('link.permission_id')
    .execute();
  const permissionsOf = grouped(permissions.map(({ id, permission_id }) => [id, permission_id] as const));
  const rows = await groups.orderBy('group.name_key').execute();
  return rows.map(({ id, name, description, type, revision }) => ({
    id,
    revision,
    name,
    description,
    type,
    permissionIds: permissionsOf.get(id) ?? [],
    keys: keys.get(id) ?? 0,
    // Accounts have roles, and no group of their own.
    accounts: 0,
  }));
}
