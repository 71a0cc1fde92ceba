import type { Operation } from '../../shared/api-pattern.ts';
import type { ApiSet } from '../../shared/api-sets.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { grouped } from './grouped.ts';
import type { NamingColumns } from './naming.ts';
import { countKeys, countKeysOf } from './use-store.ts';

/** SQL of API sets. */

/** All of a tenant by name, with their operations and how many keys are limited to them. */
export async function listApiSets(db: ReadDb, tenantId: number): Promise<ApiSet[]> {
  return readApiSets(db, tenantId, await countKeys(db, tenantId, 'api-set'));
}

export async function findApiSet(db: ReadDb, tenantId: number, id: number): Promise<ApiSet | undefined> {
  const keys = new Map([[id, await countKeysOf(db, tenantId, 'api-set', id)]]);
  const [set] = await readApiSets(db, tenantId, keys, id);
  return set;
}

export async function apiSetIsThere(db: ReadDb, tenantId: number, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('api_sets')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** @param exceptId the set that is being edited, which may keep its name */
export async function apiSetNameIsTaken(
  db: ReadDb,
  tenantId: number,
  nameKey: string,
  exceptId = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom('api_sets')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', nameKey)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertApiSet(
  db: WriteDb,
  tenantId: number,
  naming: NamingColumns,
  now: number,
): Promise<number> {
  const { id } = await db
    .insertInto('api_sets')
    .values({ ...naming, tenant_id: tenantId, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The next revision, named and described like this. */
export async function renameApiSet(db: WriteDb, id: number, naming: NamingColumns): Promise<void> {
  await db
    .updateTable('api_sets')
    .set((of) => ({ ...naming, revision: of('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Replaces the operations of a set, in this order. */
export async function putOperations(
  db: WriteDb,
  setId: number,
  operations: readonly Pick<Operation, 'method' | 'path'>[],
): Promise<void> {
  await db.deleteFrom('api_set_operations').where('api_set_id', '=', setId).execute();
  if (operations.length === 0) return;
  const rows = operations.map(({ method, path }, position) => ({
    api_set_id: setId,
    position,
    method,
    path,
  }));
  await db.insertInto('api_set_operations').values(rows).execute();
}

/** Removes a set that no key has; keys that are removed lose it. */
export async function deleteApiSet(db: WriteDb, id: number): Promise<void> {
  await db.deleteFrom('key_api_sets').where('api_set_id', '=', id).execute();
  await db.deleteFrom('api_sets').where('id', '=', id).execute();
}

async function readApiSets(
  db: ReadDb,
  tenantId: number,
  keys: ReadonlyMap<number | null, number>,
  only?: number,
): Promise<ApiSet[]> {
  let sets = db
    .selectFrom('api_sets')
    .select(['api_sets.id', 'api_sets.name', 'api_sets.description', 'api_sets.revision'])
    .where('api_sets.tenant_id', '=', tenantId);
  if (only !== undefined) sets = sets.where('api_sets.id', '=', only);
  const operations = await sets
    .innerJoin('api_set_operations as operation', 'operation.api_set_id', 'api_sets.id')
    .clearSelect()
    .select(['api_sets.id', 'operation.method', 'operation.path'])
    .orderBy('api_sets.id')
    .orderBy('operation.position')
    .execute();
  const linesOf = grouped(operations.map(({ id, method, path }) => [id, `${method} ${path}`] as const));
  const rows = await sets.orderBy('api_sets.name_key').execute();
  return rows.map(({ id, name, description, revision }) => ({
    id,
    revision,
    name,
    description,
    operations: (linesOf.get(id) ?? []).join('\n'),
    keys: keys.get(id) ?? 0,
  }));
}
