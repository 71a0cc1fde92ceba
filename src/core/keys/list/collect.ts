import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import type { Position } from './cursor.ts';
import type { Filter } from './filters.ts';
import type { Sql } from './order.ts';
import type { Question } from './question.ts';
import { passing, type Way } from './passing.ts';
import { select } from './select.ts';
import { directionOf } from './stretches.ts';

/** Reads all keys of one filter, keeps what passes the others, and sorts: cheap where there are few. */

export interface CollectOptions extends Way {
  /** Tested last, of the keys that would be taken: for a test that costs much and that nearly all of them pass. */
  readonly lastly?: Filter;
  readonly from: Position | null;
  readonly limit: number;
}

/** The next keys in the order, at most `limit`; fewer only where the list ends. */
export const collect = (db: ReadDb, question: Question, options: CollectOptions): Promise<Position[]> =>
  select<Position>(db, sql`${sorted(question, options)} LIMIT ${options.limit}`);

/** A SELECT of positions, sorted. */
export function sorted(question: Question, options: Omit<CollectOptions, 'limit'>): Sql {
  const { driver, tests, from, lastly } = options;
  const { order, tenantId } = question;
  const direction = directionOf(question);
  const { band, value, parent } = columns(question);
  const join = order.parents
    ? sql`LEFT JOIN ${order.parents.table} AS parent ON parent.id = ${order.parents.reference}`
    : sql``;
  // The key itself has to be read for what it is sorted by; only keys that pass what indexes can tell are.
  // With the LIMIT, SQLite does not read it before it was tested.
  const ids = tests.length === 0 ? driver.ids : sql`${passing(question, { driver, tests })} LIMIT -1`;
  const keys = sql`SELECT k.id, ${band} AS band, ${value} AS value, ${parent} AS parent
    FROM (${ids}) AS passing CROSS JOIN keys AS k NOT INDEXED ON k.id = passing.id ${join}
    WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL`;
  const positions = sql`SELECT * FROM (${keys}) AS k ${from === null ? sql`` : sql`WHERE ${after(question, from)}`}
    ORDER BY k.band ${direction}, k.value ${direction}, k.parent ${direction}, k.id ${direction}`;
  if (!lastly) return positions;
  // With the LIMIT, SQLite cannot test all of them before it sorts.
  return sql`SELECT * FROM (${positions} LIMIT -1) AS k WHERE ${lastly.test}`;
}

/** The same positions as a walk gives, so that a page may be collected after one that was walked. */
function columns({ order, bands }: Question): { band: Sql; value: Sql; parent: Sql } {
  const byValue = bands.some((band) => band.byValue);
  return {
    band: order.band,
    value: byValue && order.value ? order.value : sql`NULL`,
    parent: byValue && order.parents ? order.parents.reference : sql`NULL`,
  };
}

/** True of what comes later than a position, column by column. */
function after(question: Question, { band, value, parent, id }: Position): Sql {
  const past = question.descending ? sql`<` : sql`>`;
  return sql`(k.band ${past} +${band} OR (k.band = +${band} AND (k.value ${past} +${value} OR (k.value IS +${value}
    AND (k.parent ${past} +${parent} OR (k.parent IS +${parent} AND k.id ${past} +${id}))))))`;
}
