import type { Database } from 'better-sqlite3';
import { DAY } from '../../shared/duration.ts';

/** For how long counts by the hour are kept. The screens look back 90 days of UTC; the rest is room for a clock that was wrong. */
export const COUNTS_KEPT = 100 * DAY;
/**
 * How far a use may be after the newest entry of the log and still tell what is old. Not the counts themselves: the first
 * one of a wrong clock would make the second one right.
 */
const AHEAD = DAY;
/** Rows that go with one commit: it would hold up other writers of the store with more. */
const ROWS = 500;
/** Keys that are looked at for one commit. */
const LOOKS = 500;

/** Where counts are, and whose. Each table is in the order of that and the hour, so the first row of one is its oldest. */
const TABLES = [
  { name: 'key_uses', of: 'key_id', order: 'key_id, hour' },
  { name: 'key_refusals', of: 'key_id', order: 'key_id, hour' },
  { name: 'tenant_hours', of: 'tenant_id', order: 'tenant_id, hour' },
  { name: 'stray_refusals', of: '1', order: 'hour' },
] as const;

interface Place {
  /** What is older goes. */
  readonly cutoff: number;
  /** In `TABLES`; beyond them: all was looked at. */
  readonly table: number;
  /** The last one in it that has nothing old any more. */
  readonly after: number;
}

/** What goes with one commit, and how far the search will have come with it. */
interface OldCounts {
  readonly spans: readonly { readonly table: number; readonly of: number; readonly last: number }[];
  readonly at: Place;
}

/**
 * Takes out what was counted long ago: a little with each commit of uses, and no commit of its own, because at each one the
 * endpoint forgets what it has looked up. Once through all keys, it rests until the next day.
 */
export function oldCounts(sqlite: Database) {
  const tables = TABLES.map(({ name, of, order }) => ({
    next: sqlite.prepare<[number], { of: number; hour: number }>(
      `SELECT ${of} AS "of", hour FROM ${name} WHERE ${of} > ? ORDER BY ${order} LIMIT 1`,
    ),
    some: sqlite.prepare<object, { rows: number; last: number }>(
      `SELECT count(*) AS rows, max(hour) AS last FROM (
         SELECT hour FROM ${name} WHERE ${of} = @of AND hour < @cutoff ORDER BY ${order} LIMIT @most
       )`,
    ),
    drop: sqlite.prepare(`DELETE FROM ${name} WHERE ${of} = @of AND hour <= @last`),
  }));
  const logged = sqlite
    .prepare<[], number>('SELECT time FROM audit_entries ORDER BY seq DESC LIMIT 1')
    .pluck();
  let at: Place = { cutoff: Number.NaN, table: 0, after: 0 };

  return {
    /** What may go with the next commit. Only reads: nobody waits for it. @param hour the newest one that was counted in */
    find(hour: number): OldCounts {
      // A clock that is far ahead would take out all there is, for good: what goes, goes by the time of the log as well.
      const kept = Math.min(hour, (logged.get() ?? 0) + AHEAD) - COUNTS_KEPT;
      const cutoff = kept - (kept % DAY);
      let { table, after } = cutoff === at.cutoff ? at : { table: 0, after: 0 };
      const spans: { table: number; of: number; last: number }[] = [];
      let most = ROWS;
      for (let looks = 0; looks < LOOKS; looks += 1) {
        const counts = tables[table];
        if (counts === undefined) break;
        const oldest = counts.next.get(after);
        if (oldest === undefined) {
          table += 1;
          after = 0;
          continue;
        }
        const { of } = oldest;
        const { rows, last } = (oldest.hour < cutoff && counts.some.get({ of, cutoff, most })) || NOTHING;
        if (rows > 0) spans.push({ table, of, last });
        most -= rows;
        // It may have more, for the next commit.
        if (most === 0) break;
        after = of;
      }
      return { spans, at: { cutoff, table, after } };
    },

    /** Within the commit. */
    drop({ spans }: OldCounts): void {
      for (const { table, of, last } of spans) tables[table]?.drop.run({ of, last });
    },

    /** After it. What was found for a commit that failed is found again. */
    gone(found: OldCounts): void {
      at = found.at;
    },
  };
}

const NOTHING = { rows: 0, last: 0 };
