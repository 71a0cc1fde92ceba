import { sql } from 'kysely';
import type { KeyView } from '../../../shared/key-view.ts';
import type { ReadDb } from '../../db/schema.ts';
import { EFFORT, type Effort } from './effort.ts';
import { type Filter, filtersOf } from './filters.ts';
import { type Band, type Order, orderBy } from './order.ts';
import { exactSearchFilter, searchFilter } from './search-filter.ts';
import { parseSearch, type Search } from './search.ts';

/** A view made ready to be answered. */
export interface Question {
  readonly tenantId: number;
  readonly search: Search;
  readonly order: Order;
  readonly descending: boolean;
  /** The bands of the order in which there can be keys, in the direction of the list. */
  readonly bands: readonly Band[];
  /** Everything that the view asks. */
  readonly filters: readonly Filter[];
  /** What is left to test of a key that is met along the order's index. */
  readonly tested: readonly Filter[];
  /** The search, where it is one for text anywhere; one of `filters`. */
  readonly text: { readonly text: string; readonly filter: Filter } | null;
  /** Keys of the tenant that are not removed. */
  readonly listedKeys: number;
  readonly effort: Effort;
}

/**
 * Reads the tenant's settings and takes a view apart.
 * @param whole all keys of the view are wanted, not a page: see `exactSearchFilter`
 */
export async function questionOf(
  db: ReadDb,
  tenantId: number,
  view: KeyView,
  now: number,
  { whole = false, effort = EFFORT } = {},
): Promise<Question> {
  const tenant = await db
    .selectFrom('tenants')
    .select(['expiring_soon_days', 'listed_keys'])
    .where('id', '=', sql<number>`+${tenantId}`)
    .executeTakeFirstOrThrow();
  const settings = { tenantId, now, expiringSoonDays: tenant.expiring_soon_days };
  const search = parseSearch(view.search);
  const searched = (whole ? exactSearchFilter : searchFilter)(search, settings);
  const filters = filtersOf(view, settings);
  if (searched) filters.push(searched);
  const { column, descending } = view.sort;
  const order = orderBy(column);
  const along = filters.filter((filter) => filter.along?.column === column);
  const bands = along.map((filter) => filter.along?.band).filter((band) => band !== undefined);
  return {
    tenantId,
    search,
    order,
    descending,
    bands: bands.length > 0 ? bands : descending ? order.bands.toReversed() : order.bands,
    filters,
    tested: filters.filter((filter) => !along.includes(filter)),
    text: search.kind === 'text' && searched && !whole ? { text: search.text, filter: searched } : null,
    listedKeys: tenant.listed_keys,
    effort,
  };
}
