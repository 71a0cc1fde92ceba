import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import type { Filter } from './filters.ts';
import type { Sql } from './order.ts';
import type { Question } from './question.ts';
import { select } from './select.ts';

/** Which filter of a view lets the fewest keys through, and how many: found by counting no further than needed. */

export interface Narrow {
  readonly filter: Filter | null;
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

/** How many ids a SELECT gives; the limit stands for that many and more. */
export async function countUpTo(db: ReadDb, ids: Sql, limit: number): Promise<number> {
  const [row] = await select<{ size: number }>(db, sql`SELECT count(*) AS size FROM (${ids} LIMIT ${limit})`);
  return row?.size ?? 0;
}

/** All keys of the tenant, as a filter that lets them all through. */
export const everyKey = ({ tenantId }: Pick<Question, 'tenantId'>): Filter => ({
  test: sql`true`,
  columns: [],
  effort: { test: 0, id: 0.05 },
  ids: sql`SELECT k.id FROM keys AS k INDEXED BY keys_listed WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL`,
  inIdOrder: true,
  extensible: true,
});
