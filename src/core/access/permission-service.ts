import { t } from '../../shared/language/t.ts';
import type { GrantedPermission, Permission } from '../../shared/permissions.ts';
import { UNDO_WINDOW } from '../../shared/overlap.ts';
import { permissionPartProblem } from '../../shared/text.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { ReadDb } from '../db/schema.ts';
import { unknownIds } from '../db/named-store.ts';
import { refuseIf } from '../invalid-input.ts';
import type { AccessDeps } from './access-deps.ts';
import { notFound, permissionExists, withheldFrom } from './access-errors.ts';
import { differences } from '../audit/differences.ts';
import { grantedPermissions, type Scope } from './granted.ts';
import { inUse, NAMED } from './in-use.ts';
import { checkDescription } from './naming.ts';
import {
  deletePermission,
  describePermission,
  findPermission,
  grantersOf,
  insertPermission,
  keysWithout,
  listPermissions,
  permissionIsThere,
  permissionName,
} from './permission-store.ts';

/** All permissions of the actor's tenant, by resource and action. */
export async function allPermissions({ db }: AccessDeps, actor: Actor): Promise<Permission[]> {
  requireAuthority(actor, 'view');
  return listPermissions(db, actor.tenantId);
}

/** Adds a permission, which nothing grants yet. */
export async function createPermission(
  { db, now }: AccessDeps,
  actor: Actor,
  input: { readonly resource: string; readonly action: string; readonly description: string },
): Promise<Permission> {
  requireAuthority(actor, 'manage-access-control');
  refuseIf('resource', permissionPartProblem(t('Resource'), input.resource));
  refuseIf('action', permissionPartProblem(t('Action'), input.action));
  const description = checkDescription(input.description);
  const [resource, action] = [input.resource.trim(), input.action.trim()];
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const name = permissionName({ resource, action });
    if (await permissionIsThere(write, tenantId, resource, action)) throw permissionExists(name);
    const columns = { tenant_id: tenantId, resource, action, description, created_at: time };
    const id = await insertPermission(write, columns);
    return {
      result: { id, resource, action, description, grantedBy: 0 },
      entries: [
        {
          action: 'permissions.create',
          target: { type: 'permission', id, name },
          details: { after: { resource, action, description } },
        },
      ],
    };
  });
}

/** Changes the description. The name stays: keys and other programs rely on it. */
export async function editPermission(
  { db, now }: AccessDeps,
  actor: Actor,
  input: { readonly id: number; readonly description: string },
): Promise<Permission> {
  requireAuthority(actor, 'manage-access-control');
  const description = checkDescription(input.description);
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requirePermission(write, actor, input.id);
    await describePermission(write, before.id, description);
    return {
      result: { ...before, description },
      entries: [
        {
          action: 'permissions.edit',
          target: targetOf(before),
          details: differences({ description: before.description }, { description }),
        },
      ],
    };
  });
}

/** Removes a permission that nothing grants and that is withheld from no key: made again, it would be granted to those. */
export async function removePermission({ db, now }: AccessDeps, actor: Actor, id: number): Promise<void> {
  requireAuthority(actor, 'manage-access-control');
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const before = await requirePermission(write, actor, id);
    if (before.grantedBy > 0) {
      throw inUse(
        t('“{permissionName}” is granted', { permissionName: permissionName(before) }),
        await grantersOf(write, id, NAMED),
      );
    }
    const { resource, action, description } = before;
    const withheld = await keysWithout(write, id, { limit: NAMED, removedAfter: time - UNDO_WINDOW });
    if (withheld.count > 0) throw withheldFrom(permissionName(before), withheld);
    await deletePermission(write, id);
    return {
      result: undefined,
      entries: [
        {
          action: 'permissions.remove',
          target: targetOf(before),
          details: { before: { resource, action, description } },
        },
      ],
    };
  });
}

/** What a key of the actor's tenant with this group, these roles and these exclusions may do, and why. */
export async function permissionsGranted(
  { db }: AccessDeps,
  actor: Actor,
  scope: Scope,
): Promise<GrantedPermission[]> {
  requireAuthority(actor, 'view');
  const { tenantId } = actor;
  const { authorizationGroupId, roleIds } = scope;
  if (
    authorizationGroupId !== null &&
    (await unknownIds(db, 'authorization_groups', tenantId, [authorizationGroupId])).length > 0
  ) {
    throw notFound('authorization group', 'authorizationGroupId');
  }
  if ((await unknownIds(db, 'roles', tenantId, roleIds)).length > 0) throw notFound('role', 'roleIds');
  return grantedPermissions(db, tenantId, scope);
}

async function requirePermission(db: ReadDb, actor: Actor, id: number): Promise<Permission> {
  const permission = await findPermission(db, actor.tenantId, id);
  if (!permission) throw notFound('permission');
  return permission;
}

const targetOf = (permission: Permission) => ({
  type: 'permission',
  id: permission.id,
  name: permissionName(permission),
});
