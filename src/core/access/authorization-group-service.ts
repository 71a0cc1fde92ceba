import { type AuthorizationGroup, GROUP_TYPES, type Users } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { findName, isNameTaken } from '../db/named-store.ts';
import type { ReadDb } from '../db/schema.ts';
import { refuseIf } from '../invalid-input.ts';
import type { AccessDeps } from './access-deps.ts';
import { changedMeanwhile, nameTaken, notFound } from './access-errors.ts';
import {
  deleteGroup,
  findAuthorizationGroup,
  insertGroup,
  listAuthorizationGroups,
  putGroupPermissions,
  renameGroup,
} from './authorization-group-store.ts';
import { differences } from '../audit/differences.ts';
import { requireUnused } from './in-use.ts';
import { namePermissions } from './named-permissions.ts';
import { checkNaming, type Naming } from './naming.ts';
import { readUsers, USERS_SHOWN } from './use-store.ts';

export interface AuthorizationGroupInput extends Naming {
  readonly permissionIds: readonly number[];
}

/** All authorization groups of the actor's tenant, of both types, by name. */
export async function allAuthorizationGroups(
  { db }: AccessDeps,
  actor: Actor,
): Promise<AuthorizationGroup[]> {
  requireAuthority(actor, 'view');
  return listAuthorizationGroups(db, actor.tenantId);
}

export async function createAuthorizationGroup(
  { db, now }: AccessDeps,
  actor: Actor,
  input: AuthorizationGroupInput & Pick<AuthorizationGroup, 'type'>,
): Promise<AuthorizationGroup> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const { type } = input;
  refuseIf(
    'type',
    GROUP_TYPES.includes(type)
      ? null
      : t('Type must be {groupTypes}.', { groupTypes: GROUP_TYPES.join(' or ') }),
  );
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const permissions = await namePermissions(write, tenantId, input.permissionIds);
    if (await isNameTaken(write, 'authorization_groups', tenantId, naming.name_key)) {
      throw nameTaken('authorization group', naming.name);
    }
    const id = await insertGroup(write, tenantId, { ...naming, type }, time);
    await putGroupPermissions(write, id, permissions.ids);
    return {
      result: await requireGroup(write, tenantId, id),
      entries: [
        {
          action: 'authorization-groups.create',
          target: targetOf({ id, name: naming.name }),
          details: { after: { ...describe(naming, permissions.names), type } },
        },
      ],
    };
  });
}

/** Changes a group. Its type stays: it decides whose keys may have the group. */
export async function editAuthorizationGroup(
  { db, now }: AccessDeps,
  actor: Actor,
  input: AuthorizationGroupInput & { readonly id: number; readonly revision: number },
): Promise<AuthorizationGroup> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const { tenantId } = actor;
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requireGroup(write, tenantId, input.id);
    if (input.revision !== before.revision) throw changedMeanwhile('authorization group');
    const had = await namePermissions(write, tenantId, before.permissionIds);
    const permissions = await namePermissions(write, tenantId, input.permissionIds);
    if (await isNameTaken(write, 'authorization_groups', tenantId, naming.name_key, before.id)) {
      throw nameTaken('authorization group', naming.name);
    }
    await renameGroup(write, before.id, naming);
    await putGroupPermissions(write, before.id, permissions.ids);
    return {
      result: await requireGroup(write, tenantId, before.id),
      entries: [
        {
          action: 'authorization-groups.edit',
          target: targetOf({ id: before.id, name: naming.name }),
          details: differences(describe(before, had.names), describe(naming, permissions.names)),
        },
      ],
    };
  });
}

/** Removes a group that no key has. */
export async function removeAuthorizationGroup(
  { db, now }: AccessDeps,
  actor: Actor,
  id: number,
): Promise<void> {
  requireAuthority(actor, 'manage-access-control');
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const before = await requireGroup(write, tenantId, id);
    await requireUnused(write, tenantId, 'authorization-group', before, time);
    const { names } = await namePermissions(write, tenantId, before.permissionIds);
    await deleteGroup(write, tenantId, id);
    return {
      result: undefined,
      entries: [
        {
          action: 'authorization-groups.remove',
          target: targetOf(before),
          details: { before: { ...describe(before, names), type: before.type } },
        },
      ],
    };
  });
}

/** Which keys have the group. */
export async function usersOfAuthorizationGroup(
  { db }: AccessDeps,
  actor: Actor,
  id: number,
): Promise<Users> {
  requireAuthority(actor, 'view');
  if ((await findName(db, 'authorization_groups', actor.tenantId, id)) === undefined)
    throw notFound('authorization group');
  return readUsers(db, actor.tenantId, 'authorization-group', id, USERS_SHOWN);
}

async function requireGroup(db: ReadDb, tenantId: number, id: number): Promise<AuthorizationGroup> {
  const group = await findAuthorizationGroup(db, tenantId, id);
  if (!group) throw notFound('authorization group');
  return group;
}

const describe = ({ name, description }: Naming, permissions: readonly string[]) => ({
  name,
  description,
  permissions,
});

const targetOf = ({ id, name }: Pick<AuthorizationGroup, 'id' | 'name'>) => ({
  type: 'authorization-group',
  id,
  name,
});
