import type { ReadDb } from './schema.ts';

/** SQL that is the same for whatever a tenant has by id and name. */

type Named = 'keys' | 'roles' | 'authorization_groups' | 'api_sets' | 'data_access_groups';

/** The name of a row of the tenant's, a removed key's too; `undefined` when it has none of that id. */
export async function findName(
  db: ReadDb,
  table: Named,
  tenantId: number,
  id: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom(table)
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.name;
}

/** What an account is called, a removed one too. */
export async function findUsername(db: ReadDb, tenantId: number, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('username')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.username;
}

/** Whether another row of the tenant has the name. @param exceptId the one that is edited, which may keep its name */
export async function isNameTaken(
  db: ReadDb,
  table: Exclude<Named, 'keys'>,
  tenantId: number,
  nameKey: string,
  exceptId = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', nameKey)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of `ids` that are no row of the tenant's. */
export async function unknownIds(
  db: ReadDb,
  table: 'roles' | 'permissions' | 'authorization_groups' | 'api_sets',
  tenantId: number,
  ids: readonly number[],
): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute();
  const known = new Set(rows.map((row) => row.id));
  return ids.filter((id) => !known.has(id));
}
