import type { Permission } from '../../shared/permissions.ts';
import type { NewRow, ReadDb, WriteDb } from '../db/schema.ts';
import type { Some } from './in-use.ts';

/** SQL of permissions. */

/** What a permission is called everywhere: `invoices:read`. */
export const permissionName = ({ resource, action }: { resource: string; action: string }): string =>
  `${resource}:${action}`;

/** All of a tenant, by resource and action. */
export const listPermissions = (db: ReadDb, tenantId: number): Promise<Permission[]> =>
  permissionsOf(db, tenantId).orderBy('resource').orderBy('action').execute();

export const findPermission = (db: ReadDb, tenantId: number, id: number): Promise<Permission | undefined> =>
  permissionsOf(db, tenantId).where('id', '=', id).executeTakeFirst();

/** The names of all permissions of a tenant by their ids, in the order of the names. */
export async function permissionNames(db: ReadDb, tenantId: number): Promise<ReadonlyMap<number, string>> {
  const rows = await db
    .selectFrom('permissions')
    .select(['id', 'resource', 'action'])
    .where('tenant_id', '=', tenantId)
    .orderBy('resource')
    .orderBy('action')
    .execute();
  return new Map(rows.map((row) => [row.id, permissionName(row)]));
}

export async function permissionIsThere(
  db: ReadDb,
  tenantId: number,
  resource: string,
  action: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('permissions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('resource', '=', resource)
    .where('action', '=', action)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertPermission(db: WriteDb, row: NewRow<'permissions'>): Promise<number> {
  const { id } = await db.insertInto('permissions').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function describePermission(db: WriteDb, id: number, description: string): Promise<void> {
  await db.updateTable('permissions').set({ description }).where('id', '=', id).execute();
}

/** Removes one that nothing grants; the exclusions of keys go with it. */
export async function deletePermission(db: WriteDb, id: number): Promise<void> {
  await db.deleteFrom('permissions').where('id', '=', id).execute();
}

/** The keys that a permission is withheld from, but for those removed long ago: how many, and the first `limit` by name. */
export async function keysWithout(
  db: ReadDb,
  id: number,
  { limit, removedAfter }: { readonly limit: number; readonly removedAfter: number },
): Promise<Some> {
  const rows = await db
    .selectFrom('key_excluded_permissions')
    .innerJoin('keys', 'keys.id', 'key_excluded_permissions.key_id')
    .select('keys.name')
    .where('permission_id', '=', id)
    .where((or) => or.or([or('keys.deleted_at', 'is', null), or('keys.deleted_at', '>', removedAfter)]))
    .orderBy('keys.name_key')
    .execute();
  const names = rows.slice(0, limit).map(({ name }) => name);
  return { of: 'key', names, count: rows.length };
}

/** The roles and authorization groups that grant a permission, the first `limit` of each by name. */
export async function grantersOf(db: ReadDb, id: number, limit: number): Promise<readonly Some[]> {
  const roles = await db
    .selectFrom('role_permissions')
    .innerJoin('roles', 'roles.id', 'role_permissions.role_id')
    .select('roles.name')
    .where('permission_id', '=', id)
    .orderBy('roles.name_key')
    .execute();
  const groups = await db
    .selectFrom('authorization_group_permissions as link')
    .innerJoin('authorization_groups', 'authorization_groups.id', 'link.authorization_group_id')
    .select('authorization_groups.name')
    .where('permission_id', '=', id)
    .orderBy('authorization_groups.name_key')
    .execute();
  const some = (of: Some['of'], rows: readonly { readonly name: string }[]): Some => ({
    of,
    names: rows.slice(0, limit).map(({ name }) => name),
    count: rows.length,
  });
  return [some('role', roles), some('authorization group', groups)];
}

function permissionsOf(db: ReadDb, tenantId: number) {
  return db
    .selectFrom('permissions')
    .select((of) => [
      'id',
      'resource',
      'action',
      'description',
      of(
        of
          .selectFrom('role_permissions')
          .select((by) => by.fn.countAll<number>().as('roles'))
          .whereRef('permission_id', '=', 'permissions.id')
          .$asScalar(),
        '+',
        of
          .selectFrom('authorization_group_permissions')
          .select((by) => by.fn.countAll<number>().as('groups'))
          .whereRef('permission_id', '=', 'permissions.id')
          .$asScalar(),
      )
        .$castTo<number>()
        .as('grantedBy'),
    ])
    .where('tenant_id', '=', tenantId);
}
