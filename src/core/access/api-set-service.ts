import { type Operation, operationText, readOperations } from '../../shared/api-pattern.ts';
import { type ApiSet, operationsRule } from '../../shared/api-sets.ts';
import type { Users } from '../../shared/grants.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { ReadDb } from '../db/schema.ts';
import type { AccessDeps } from './access-deps.ts';
import { changedMeanwhile, nameTaken, notFound } from './access-errors.ts';
import {
  apiSetIsThere,
  apiSetNameIsTaken,
  deleteApiSet,
  findApiSet,
  insertApiSet,
  listApiSets,
  putOperations,
  renameApiSet,
} from './api-set-store.ts';
import { differences } from '../audit/differences.ts';
import { requireUnused } from './in-use.ts';
import { checkNaming, type Naming, refuseIf } from './naming.ts';
import { readUsers, USERS_SHOWN } from './use-store.ts';

export interface ApiSetInput extends Naming {
  /** As typed, an operation per line. */
  readonly operations: string;
}

/** All API sets of the actor's tenant, by name. */
export async function allApiSets({ db }: AccessDeps, actor: Actor): Promise<ApiSet[]> {
  requireAuthority(actor, 'view');
  return listApiSets(db, actor.tenantId);
}

export async function createApiSet(
  { db, now }: AccessDeps,
  actor: Actor,
  input: ApiSetInput,
): Promise<ApiSet> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const operations = checkOperations(input.operations);
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    if (await apiSetNameIsTaken(write, tenantId, naming.name_key)) throw nameTaken('API set', naming.name);
    const id = await insertApiSet(write, tenantId, naming, time);
    await putOperations(write, id, operations);
    return {
      result: await requireApiSet(write, tenantId, id),
      entries: [
        {
          action: 'api-sets.create',
          target: targetOf({ id, name: naming.name }),
          details: { after: describe(naming, operations.map(operationText)) },
        },
      ],
    };
  });
}

/** Changes a set; for the keys that are limited to it, from their next verification on. */
export async function editApiSet(
  { db, now }: AccessDeps,
  actor: Actor,
  input: ApiSetInput & { readonly id: number; readonly revision: number },
): Promise<ApiSet> {
  requireAuthority(actor, 'manage-access-control');
  const naming = checkNaming(input);
  const operations = checkOperations(input.operations);
  const { tenantId } = actor;
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requireApiSet(write, tenantId, input.id);
    if (input.revision !== before.revision) throw changedMeanwhile('API set');
    if (await apiSetNameIsTaken(write, tenantId, naming.name_key, before.id)) {
      throw nameTaken('API set', naming.name);
    }
    await renameApiSet(write, before.id, naming);
    await putOperations(write, before.id, operations);
    return {
      result: await requireApiSet(write, tenantId, before.id),
      entries: [
        {
          action: 'api-sets.edit',
          target: targetOf({ id: before.id, name: naming.name }),
          details: differences(
            describe(before, linesOf(before)),
            describe(naming, operations.map(operationText)),
          ),
        },
      ],
    };
  });
}

/** Removes a set that no key is limited to. */
export async function removeApiSet({ db, now }: AccessDeps, actor: Actor, id: number): Promise<void> {
  requireAuthority(actor, 'manage-access-control');
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const before = await requireApiSet(write, tenantId, id);
    await requireUnused(write, tenantId, 'api-set', before, time);
    await deleteApiSet(write, id);
    return {
      result: undefined,
      entries: [
        {
          action: 'api-sets.remove',
          target: targetOf(before),
          details: { before: describe(before, linesOf(before)) },
        },
      ],
    };
  });
}

/** Which keys are limited to the set. */
export async function usersOfApiSet({ db }: AccessDeps, actor: Actor, id: number): Promise<Users> {
  requireAuthority(actor, 'view');
  if (!(await apiSetIsThere(db, actor.tenantId, id))) throw notFound('API set');
  return readUsers(db, actor.tenantId, 'api-set', id, USERS_SHOWN);
}

async function requireApiSet(db: ReadDb, tenantId: number, id: number): Promise<ApiSet> {
  const set = await findApiSet(db, tenantId, id);
  if (!set) throw notFound('API set');
  return set;
}

function checkOperations(text: string): readonly Operation[] {
  refuseIf('operations', operationsRule(text));
  return readOperations(text).operations;
}

const linesOf = ({ operations }: ApiSet): readonly string[] =>
  operations === '' ? [] : operations.split('\n');

const describe = ({ name, description }: Naming, operations: readonly string[]) => ({
  name,
  description,
  operations,
});

const targetOf = ({ id, name }: Pick<ApiSet, 'id' | 'name'>) => ({ type: 'api-set', id, name });
