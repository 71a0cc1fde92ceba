import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import { everyKey, narrowest } from './driver.ts';
import type { Filter } from './filters.ts';
import { passing, type Way } from './passing.ts';
import type { Sql } from './order.ts';
import type { Question } from './question.ts';
import { select } from './select.ts';

/** How all keys of a view are read: along the filter that asks least work. */

/** How far filters are counted to find the narrowest. */
const COUNTED = 200_000;
/** So many keys of other tenants are worth being looked up, so that those of the own need not be. */
const FEW_OTHERS = 20_000;

/** The way through all keys of a view that was taken apart as a whole. */
export async function wayThrough(db: ReadDb, { filters, ...question }: Question): Promise<Way> {
  const way = (driver: Filter | null): Way => ({
    driver: driver ?? everyKey(question),
    tests: filters.filter((filter) => filter !== driver),
  });
  if (filters.length <= 1) return way(filters[0] ?? null);
  const { filter } = await narrowest(db, filters, COUNTED);
  // What no index of the list has would have to be looked up for each key.
  return way(filter ?? filters.findLast((each) => !each.extensible) ?? null);
}

/** The exact number of keys that a view shows. */
export async function countOf(db: ReadDb, question: Question): Promise<number> {
  const { search, filters, listedKeys } = question;
  if (search.kind === 'nothing') return 0;
  if (filters.length === 0) return listedKeys;
  const ofAllTenants = await countOfSearch(db, question);
  if (ofAllTenants !== null) return ofAllTenants;
  return count(db, passing(question, await wayThrough(db, question)));
}

/** The search index knows no tenants: what it finds is counted without reading it if only few keys are others'. */
async function countOfSearch(db: ReadDb, { tenantId, filters }: Question): Promise<number | null> {
  const [only, more] = filters;
  if (!only?.searchesTexts || more) return null;
  const { others } = await db
    .selectFrom('tenants')
    .select((tenants) =>
      tenants.fn.coalesce(tenants.fn.sum<number>('listed_keys'), sql<number>`0`).as('others'),
    )
    .where('id', '!=', tenantId)
    .executeTakeFirstOrThrow();
  if (others > FEW_OTHERS) return null;
  const found = await count(db, only.ids);
  if (others === 0) return found;
  const notOwn = sql`SELECT k.id FROM tenants CROSS JOIN keys AS k INDEXED BY keys_listed
    ON k.tenant_id = tenants.id AND k.deleted_at IS NULL WHERE tenants.id <> +${tenantId} AND ${only.test}`;
  return found - (await count(db, notOwn));
}

async function count(db: ReadDb, ids: Sql): Promise<number> {
  const [row] = await select<{ total: number }>(db, sql`SELECT count(*) AS total FROM (${ids})`);
  return row?.total ?? 0;
}
