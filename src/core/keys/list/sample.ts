import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import type { Filter } from './filters.ts';
import type { Question } from './question.ts';
import { phrase, trigramsOf } from './search.ts';
import { select } from './select.ts';

/** What is guessed of a view from a few hundred keys, taken from several places of the tenant. */
export interface Sample {
  /** What part of the keys passes a filter; never 0. */
  readonly parts: (filters: readonly Filter[]) => Promise<number[]>;
  /** The trigrams of a text that say most of where it is. */
  readonly rarest: (text: string) => Promise<Rarest>;
}

export interface Rarest {
  /** An FTS5 query; what has the text is found by it, and little else. */
  readonly needles: string;
  /** It finds nothing else. */
  readonly exact: boolean;
  /** The parts of the keys that have all of them, and that have each of them. */
  readonly part: number;
  readonly parts: readonly number[];
}

/** Many small ones: names tend to be alike where keys were made one after the other. */
const WINDOWS = 10;
/** The search index is asked in so much larger windows: it reads nothing but what it finds. */
const TEXT_WINDOW = 25;
const MOST_NEEDLES = 3;
/** More of a long text say no more. */
const MOST_TRIGRAMS = 24;

/** Looks at the tenant's keys as they are numbered. */
export async function sampleOf(db: ReadDb, { tenantId, effort }: Question): Promise<Sample> {
  const listed = sql`SELECT k.id FROM keys AS k INDEXED BY keys_listed
    WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL ORDER BY k.id`;
  const [span] = await select<{ first: number | null; last: number | null }>(
    db,
    sql`SELECT (${listed} LIMIT 1) AS first, (${listed} DESC LIMIT 1) AS last`,
  );
  const { first, last } = { first: span?.first ?? 0, last: span?.last ?? 0 };
  const starts = Array.from({ length: WINDOWS }, (_, index) =>
    Math.floor(first + ((last - first) * index) / WINDOWS),
  );
  const wide = effort.sample * TEXT_WINDOW;
  const looked = Math.max(1, Math.min(wide * WINDOWS, last - first + 1));
  const guess = (hits: number, of: number): number => Math.min(1, (hits + 0.5) / (of + 1));

  const width = Math.min(wide, Math.floor((last - first) / WINDOWS) + 1);
  // Numbers come as JSON, which gives integers: see `boundsAfter`.
  const countTexts = async (queries: readonly string[]): Promise<number[]> => {
    const found = sql`SELECT count(*) FROM key_search AS found WHERE found.key_search MATCH query.value
      AND found.rowid >= start.value AND found.rowid < start.value + CAST(${width} AS INTEGER)`;
    const [row] = await select<{ numbers: string }>(
      db,
      sql`SELECT json_group_array(hits) AS numbers FROM (
        SELECT (SELECT sum((${found})) FROM json_each(${JSON.stringify(starts)}) AS start) AS hits
        FROM json_each(${JSON.stringify(queries)}) AS query ORDER BY query.key)`,
    );
    return numbersOf(row);
  };

  return {
    parts: async (filters) => {
      if (filters.length === 0) return [];
      const columns = sql.raw(
        ['id', ...new Set(filters.flatMap((filter) => filter.columns))].map((name) => `k.${name}`).join(', '),
      );
      const windows = starts.map(
        (start) => sql`SELECT * FROM (SELECT ${columns} FROM keys AS k INDEXED BY keys_listed
          WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND k.id >= +${start}
          ORDER BY k.id LIMIT ${effort.sample})`,
      );
      const sums = filters.map(({ test }) => sql`coalesce(sum(${test}), 0)`);
      const [row] = await select<{ numbers: string }>(
        db,
        sql`SELECT json_array(count(*), ${sql.join(sums)}) AS numbers
          FROM (${sql.join(windows, sql` UNION ALL `)}) AS k`,
      );
      const [met = 0, ...hits] = numbersOf(row);
      return hits.map((hit) => guess(hit, met));
    },
    rarest: async (text) => {
      const trigrams = trigramsOf(text).slice(0, MOST_TRIGRAMS);
      const counts = await countTexts(trigrams.map(phrase));
      const byCount = trigrams
        .map((trigram, at) => ({ trigram, at, count: counts[at] ?? 0 }))
        .sort((one, other) => one.count - other.count);
      const chosen: typeof byCount = [];
      for (const one of byCount) {
        // What overlaps with another one says hardly more.
        const apart = chosen.every(({ at }) => Math.abs(at - one.at) > 2);
        if (apart && chosen.length < MOST_NEEDLES) chosen.push(one);
      }
      if (chosen.length === 1) chosen.push(...byCount.slice(1, 2));
      const needles = chosen.map(({ trigram }) => phrase(trigram)).join(' AND ');
      const [all = 0] = chosen.length === 1 ? chosen.map(({ count }) => count) : await countTexts([needles]);
      return {
        needles,
        exact: trigrams.length === 1,
        part: guess(all, looked),
        parts: chosen.map(({ count }) => guess(count, looked)),
      };
    },
  };
}

const numbersOf = (row: { readonly numbers: string } | undefined): number[] =>
  row ? (JSON.parse(row.numbers) as number[]) : [];
