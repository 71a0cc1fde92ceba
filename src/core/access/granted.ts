import type { GrantedPermission } from '../../shared/permissions.ts';
import type { ReadDb } from '../db/schema.ts';
import { permissionName } from './permission-store.ts';

/** What decides about the permissions of a key. */
export interface Scope {
  readonly authorizationGroupId: number | null;
  readonly roleIds: readonly number[];
  /** Withheld, whatever grants them, now or later. */
  readonly excludedPermissionIds: readonly number[];
}

/**
 * All that a group and roles of a tenant grant, by resource and action, each with everything that it comes from (the
 * group first, then the roles by name). What is withheld is there too, marked. Ids of other tenants grant nothing.
 */
export async function grantedPermissions(
  db: ReadDb,
  tenantId: number,
  { authorizationGroupId, roleIds, excludedPermissionIds }: Scope,
): Promise<GrantedPermission[]> {
  const fromGroup = authorizationGroupId === null ? [] : await byGroup(db, tenantId, authorizationGroupId);
  const fromRoles = roleIds.length === 0 ? [] : await byRoles(db, tenantId, roleIds);
  const excluded = new Set(excludedPermissionIds);
  const granted = new Map<number, GrantedPermission>();
  for (const { id, resource, action, description, type, name } of [...fromGroup, ...fromRoles]) {
    const already = granted.get(id);
    if (already) already.from.push({ type, name });
    else {
      const from = [{ type, name }];
      granted.set(id, { id, resource, action, description, from, excluded: excluded.has(id) });
    }
  }
  return [...granted.values()].sort(
    (one, other) => compare(one.resource, other.resource) || compare(one.action, other.action),
  );
}

/** The names of what remains when what is withheld is left out, for example `invoices:read`; in order. */
export const effectivePermissions = (granted: readonly GrantedPermission[]): string[] =>
  granted.filter(({ excluded }) => !excluded).map(permissionName);

function byGroup(db: ReadDb, tenantId: number, groupId: number) {
  return db
    .selectFrom('authorization_groups as source')
    .innerJoin('authorization_group_permissions as link', 'link.authorization_group_id', 'source.id')
    .innerJoin('permissions', 'permissions.id', 'link.permission_id')
    .select([...COLUMNS, (of) => of.val('authorization-group' as const).as('type')])
    .where('source.id', '=', groupId)
    .where('source.tenant_id', '=', tenantId)
    .execute();
}

function byRoles(db: ReadDb, tenantId: number, roleIds: readonly number[]) {
  return db
    .selectFrom('roles as source')
    .innerJoin('role_permissions as link', 'link.role_id', 'source.id')
    .innerJoin('permissions', 'permissions.id', 'link.permission_id')
    .select([...COLUMNS, (of) => of.val('role' as const).as('type')])
    .where('source.id', 'in', roleIds)
    .where('source.tenant_id', '=', tenantId)
    .orderBy('source.name_key')
    .execute();
}

const COLUMNS = [
  'permissions.id',
  'permissions.resource',
  'permissions.action',
  'permissions.description',
  'source.name',
] as const;

/** By code units, as the store sorts: resources and actions are ASCII. */
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
