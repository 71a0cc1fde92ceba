import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import type { Filter } from './filters.ts';
import type { Sql } from './order.ts';
import type { Question } from './question.ts';
import { select } from './select.ts';

/** Which filter of a view lets the fewest keys through, and how many: found by counting no further than needed. */

export interface Narrow<F extends Filter | null = Filter | null> {
  readonly filter: F;
  /** How many keys it has; the limit stands for that many and more. */
  readonly size: number;
}

/** The narrowest filter, counting each up to `limit`; `filter` is `null` when all have that many keys. */
export async function narrowest(db: ReadDb, filters: readonly Filter[], limit: number): Promise<Narrow> {
  let best: Narrow = { filter: null, size: limit };
  for (const filter of filters) {
    const size = await countUpTo(db, filter.ids, best.size);
    if (size < best.size) best = { filter, size };
  }
  return best;
}

/**
 * The same for the search in the texts, whose ids are kept: looking them up twice costs more than to sort them.
 * `null`: there are `limit` and more.
 */
export async function fewMatches(db: ReadDb, filter: Filter, limit: number): Promise<Narrow<Filter> | null> {
  const [row] = await select<{ ids: string; size: number }>(
    db,
    sql`SELECT json_group_array(id) AS ids, count(*) AS size FROM (${filter.ids} LIMIT ${limit})`,
  );
  if (!row || row.size >= limit) return null;
  return { filter: { ...filter, ids: sql`SELECT value AS id FROM json_each(${row.ids})` }, size: row.size };
}

async function countUpTo(db: ReadDb, ids: Sql, limit: number): Promise<number> {
  const [row] = await select<{ size: number }>(db, sql`SELECT count(*) AS size FROM (${ids} LIMIT ${limit})`);
  return row?.size ?? 0;
}

/** All keys of the tenant, as a filter that lets them all through. */
export const everyKey = ({ tenantId }: Pick<Question, 'tenantId'>): Filter => ({
  test: sql`true`,
  columns: [],
  ids: sql`SELECT k.id FROM keys AS k INDEXED BY keys_listed WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL`,
  inIdOrder: true,
  extensible: true,
});
