import type { DataAccessGroup } from '../../shared/data-access.ts';
import { t } from '../../shared/language/t.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import { isNameTaken } from '../db/named-store.ts';
import type { ReadDb } from '../db/schema.ts';
import type { AccessDeps } from './access-deps.ts';
import { changedMeanwhile, nameTaken, notFound } from './access-errors.ts';
import { readMembers } from './data-access-member-store.ts';
import {
  deleteDataAccessGroup,
  findDataAccessGroup,
  insertDataAccessGroup,
  listDataAccessGroups,
  putScopes,
  renameDataAccessGroup,
} from './data-access-store.ts';
import { inUse, NAMED } from './in-use.ts';
import { checkNaming, type Naming } from './naming.ts';
import { canonicalScopes } from './scopes.ts';

export interface DataAccessInput extends Naming {
  readonly scopes: readonly string[];
}

/** All data access groups of the actor's tenant, by name. */
export async function allDataAccessGroups({ db }: AccessDeps, actor: Actor): Promise<DataAccessGroup[]> {
  requireAuthority(actor, 'view');
  return listDataAccessGroups(db, actor.tenantId);
}

/** @throws AppError `NAME_TAKEN`, `INVALID_INPUT` */
export async function createDataAccessGroup(
  { db, now }: AccessDeps,
  actor: Actor,
  input: DataAccessInput,
): Promise<DataAccessGroup> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const scopes = canonicalScopes(input.scopes);
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    if (await isNameTaken(write, 'data_access_groups', tenantId, naming.name_key)) {
      throw nameTaken('data access group', naming.name);
    }
    const id = await insertDataAccessGroup(write, tenantId, naming, time);
    await putScopes(write, id, scopes);
    return {
      result: await requireDataAccessGroup(write, tenantId, id),
      entries: [
        {
          action: 'data-access.create',
          target: targetOf({ id, name: naming.name }),
          details: { after: describe(naming, scopes) },
        },
      ],
    };
  });
}

/** Changes a group; for the keys of its accounts from their next verification on. */
export async function editDataAccessGroup(
  { db, now }: AccessDeps,
  actor: Actor,
  input: DataAccessInput & { readonly id: number; readonly revision: number },
): Promise<DataAccessGroup> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const scopes = canonicalScopes(input.scopes);
  const { tenantId } = actor;
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requireDataAccessGroup(write, tenantId, input.id);
    if (input.revision !== before.revision) throw changedMeanwhile('data access group');
    if (await isNameTaken(write, 'data_access_groups', tenantId, naming.name_key, before.id)) {
      throw nameTaken('data access group', naming.name);
    }
    await renameDataAccessGroup(write, before.id, naming);
    await putScopes(write, before.id, scopes);
    return {
      result: await requireDataAccessGroup(write, tenantId, before.id),
      entries: [
        {
          action: 'data-access.edit',
          target: targetOf({ id: before.id, name: naming.name }),
          details: differences(describe(before, before.scopes), describe(naming, scopes)),
        },
      ],
    };
  });
}

/** Removes a group that no account is in. @throws AppError `IN_USE` */
export async function removeDataAccessGroup(
  { db, now }: AccessDeps,
  actor: Actor,
  id: number,
): Promise<void> {
  requireAuthority(actor, 'manage-access-control');
  const { tenantId } = actor;
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requireDataAccessGroup(write, tenantId, id);
    if (before.members > 0) {
      const names = (await readMembers(write, id, NAMED)).map((account) => account.username);
      throw inUse(t('“{name}” is used', { name: before.name }), [
        { of: 'account', names, count: before.members },
      ]);
    }
    await deleteDataAccessGroup(write, id);
    return {
      result: undefined,
      entries: [
        {
          action: 'data-access.remove',
          target: targetOf(before),
          details: { before: describe(before, before.scopes) },
        },
      ],
    };
  });
}

/** @throws AppError `NOT_FOUND` */
export async function requireDataAccessGroup(
  db: ReadDb,
  tenantId: number,
  id: number,
): Promise<DataAccessGroup> {
  const group = await findDataAccessGroup(db, tenantId, id);
  if (!group) throw notFound('data access group');
  return group;
}

/** What the log names a group by. */
export const targetOf = ({ id, name }: Pick<DataAccessGroup, 'id' | 'name'>) => ({
  type: 'data-access-group',
  id,
  name,
});

const describe = ({ name, description }: Naming, scopes: readonly string[]) => ({
  name,
  description,
  scopes,
});
