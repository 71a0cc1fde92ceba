import { AUTHORITIES, type Authority } from '../../shared/authorities.ts';
import type { Role, Users } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { findName, isNameTaken } from '../db/named-store.ts';
import type { ReadDb } from '../db/schema.ts';
import { refuseIf } from '../invalid-input.ts';
import type { AccessDeps } from './access-deps.ts';
import { builtInRole, changedMeanwhile, nameTaken, notFound } from './access-errors.ts';
import { requireHeld, requireStillHeld } from './authority-rules.ts';
import { differences } from '../audit/differences.ts';
import { requireUnused } from './in-use.ts';
import { namePermissions } from './named-permissions.ts';
import { checkNaming, type Naming } from './naming.ts';
import {
  deleteRole,
  findRole,
  heldAuthorities,
  inOrder,
  insertRole,
  listRoles,
  putRoleAuthorities,
  putRolePermissions,
  renameRole,
} from './role-store.ts';
import { readUsers, USERS_SHOWN } from './use-store.ts';

export interface RoleInput extends Naming {
  readonly permissionIds: readonly number[];
  /** Only those that the actor holds may be given or taken. */
  readonly authorities: readonly Authority[];
}

/** All roles of the actor's tenant, by name. */
export async function allRoles({ db }: AccessDeps, actor: Actor): Promise<Role[]> {
  requireAuthority(actor, 'view');
  return listRoles(db, actor.tenantId);
}

export async function createRole({ db, now }: AccessDeps, actor: Actor, input: RoleInput): Promise<Role> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const authorities = checkAuthorities(input.authorities);
  requireHeld(actor, [], authorities);
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const permissions = await namePermissions(write, tenantId, input.permissionIds);
    if (await isNameTaken(write, 'roles', tenantId, naming.name_key)) throw nameTaken('role', naming.name);
    const id = await insertRole(write, tenantId, naming, time);
    await putRolePermissions(write, id, permissions.ids);
    await putRoleAuthorities(write, id, authorities);
    return {
      result: await requireRole(write, tenantId, id),
      entries: [
        {
          action: 'roles.create',
          target: targetOf({ id, name: naming.name }),
          details: { after: describe(naming, permissions.names, authorities) },
        },
      ],
    };
  });
}

/** Changes a role; of one of Latchkey's own only description and permissions. */
export async function editRole(
  { db, now }: AccessDeps,
  actor: Actor,
  input: RoleInput & { readonly id: number; readonly revision: number },
): Promise<Role> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const authorities = checkAuthorities(input.authorities);
  const { tenantId } = actor;
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requireRole(write, tenantId, input.id);
    if (input.revision !== before.revision) throw changedMeanwhile('role');
    if (before.builtIn) requireUntouched(before, naming.name, authorities);
    requireHeld(actor, before.authorities, authorities);
    const had = await namePermissions(write, tenantId, before.permissionIds);
    const permissions = await namePermissions(write, tenantId, input.permissionIds);
    if (await isNameTaken(write, 'roles', tenantId, naming.name_key, before.id)) {
      throw nameTaken('role', naming.name);
    }
    const heldBefore = await heldAuthorities(write, tenantId);
    await renameRole(write, before.id, naming);
    await putRolePermissions(write, before.id, permissions.ids);
    await putRoleAuthorities(write, before.id, authorities);
    requireStillHeld(heldBefore, await heldAuthorities(write, tenantId));
    return {
      result: await requireRole(write, tenantId, before.id),
      entries: [
        {
          action: 'roles.edit',
          target: targetOf({ id: before.id, name: naming.name }),
          details: differences(
            describe(before, had.names, before.authorities),
            describe(naming, permissions.names, authorities),
          ),
        },
      ],
    };
  });
}

/** Removes a role that no key and no account has. */
export async function removeRole({ db, now }: AccessDeps, actor: Actor, id: number): Promise<void> {
  requireAuthority(actor, 'manage-access-control');
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const before = await requireRole(write, tenantId, id);
    if (before.builtIn) throw builtInRole(before.name, t('it cannot be removed.'));
    requireHeld(actor, before.authorities, []);
    await requireUnused(write, tenantId, 'role', before, time);
    const { names } = await namePermissions(write, tenantId, before.permissionIds);
    await deleteRole(write, id);
    return {
      result: undefined,
      entries: [
        {
          action: 'roles.remove',
          target: targetOf(before),
          details: { before: describe(before, names, before.authorities) },
        },
      ],
    };
  });
}

/** Which keys and accounts have the role. */
export async function usersOfRole({ db }: AccessDeps, actor: Actor, id: number): Promise<Users> {
  requireAuthority(actor, 'view');
  if ((await findName(db, 'roles', actor.tenantId, id)) === undefined) throw notFound('role');
  return readUsers(db, actor.tenantId, 'role', id, USERS_SHOWN);
}

async function requireRole(db: ReadDb, tenantId: number, id: number): Promise<Role> {
  const role = await findRole(db, tenantId, id);
  if (!role) throw notFound('role');
  return role;
}

function requireUntouched(role: Role, name: string, authorities: readonly Authority[]): void {
  if (name !== role.name) throw builtInRole(role.name, t('its name cannot be changed.'), 'name');
  if (authorities.join() !== role.authorities.join()) {
    throw builtInRole(role.name, t('its authorities cannot be changed.'), 'authorities');
  }
}

function checkAuthorities(authorities: readonly Authority[]): readonly Authority[] {
  const unknown = authorities.find((authority) => !AUTHORITIES.includes(authority));
  refuseIf(
    'authorities',
    unknown === undefined ? null : t('There is no authority “{unknown}”.', { unknown }),
  );
  return inOrder(authorities);
}

const describe = (
  { name, description }: Naming,
  permissions: readonly string[],
  authorities: readonly Authority[],
) => ({ name, description, permissions, authorities });

const targetOf = ({ id, name }: Pick<Role, 'id' | 'name'>) => ({ type: 'role', id, name });
