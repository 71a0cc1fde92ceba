import { sql } from 'kysely';
import type { Filter, Settings } from './filters.ts';
import type { Sql } from './order.ts';
import { phrase, type Search } from './search.ts';

/** The search as a filter; a number that was typed is found beside it. `null`: it asks nothing. */
export function searchFilter(search: Search, { tenantId }: Settings): Filter | null {
  if (search.kind === 'id') {
    return {
      test: sql`k.id = +${search.id}`,
      columns: [],
      effort: { test: 0.03, id: 1 },
      ids: sql`SELECT +${search.id} AS id`,
      inIdOrder: true,
    };
  }
  if (search.kind === 'start') {
    const startOf = (nameKey: Sql): Sql =>
      search.to === null
        ? sql`${nameKey} >= +${search.from}`
        : sql`${nameKey} >= +${search.from} AND ${nameKey} < +${search.to}`;
    const only = startOf(sql`k.name_key`);
    return {
      // By way of the id, so that a name is read only of keys that have passed everything else.
      test: sql`+EXISTS (SELECT 1 FROM keys AS named WHERE named.id = k.id AND ${startOf(sql`named.name_key`)})`,
      columns: [],
      effort: { test: 3, id: 0.05 },
      ids: sql`SELECT k.id FROM keys AS k INDEXED BY keys_in_name_order
        WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND ${only}`,
      inIdOrder: false,
      extensible: true,
      along: { column: 'name', band: { number: 0, only, byValue: true } },
    };
  }
  if (search.kind === 'text') {
    const { text } = search;
    return {
      test: contains(text),
      columns: [],
      effort: { test: 4, id: 0.05 },
      ids: matching(phrase(text)),
      inIdOrder: true,
      searchesTexts: true,
    };
  }
  return null;
}

/** The same for what reads all keys of a view: the ids are exact, and a number that was typed is among them. */
export function exactSearchFilter(search: Search, settings: Settings): Filter | null {
  const filter = searchFilter(search, settings);
  if (!filter || (search.kind !== 'text' && search.kind !== 'start')) return filter;
  if (search.orId === null) return filter;
  return {
    test: sql`(${filter.test} OR k.id = +${search.orId})`,
    columns: filter.columns,
    effort: filter.effort,
    ids: sql`SELECT id FROM (${filter.ids}) UNION SELECT +${search.orId}`,
    inIdOrder: false,
  };
}

/** The ids of all keys, of whatever tenant, that an FTS5 query finds. */
export const matching = (query: string): Sql =>
  sql`SELECT found.rowid AS id FROM key_search AS found WHERE found.key_search MATCH ${query}`;

/** True when the text is in the key `k`, without the search index: for a walk that many of its keys pass. */
const contains = (text: string): Sql =>
  sql`instr((SELECT searched.text FROM key_texts AS searched WHERE searched.key_id = k.id), ${text}) > 0`;
