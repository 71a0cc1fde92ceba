import { sql } from 'kysely';
import { brokenCursor, type Position } from './cursor.ts';
import type { Filter } from './filters.ts';
import type { Band, Sql } from './order.ts';
import type { Question } from './question.ts';

/** A range of an index whose keys stand in the order of the list; a list is one stretch after the other. */
export interface Stretch {
  readonly band: Band['number'];
  /** A SELECT of the id, of what is tested, and of the order's `value` and `parent`; sorted, without a LIMIT. */
  readonly keys: Sql;
}

/**
 * The stretches of an order, from a position on.
 * @param driver for the order of creation: only the keys of this filter are met
 * @param tests what the keys will be tested for
 */
export function stretchesFrom(
  question: Question,
  from: Position | null,
  driver: Filter | null = null,
  tests: readonly Filter[] = [],
): Stretch[] {
  const { bands, descending } = question;
  if (from) checkPosition(question, from);
  return bands
    .filter(({ number }) => from === null || (descending ? number <= from.band : number >= from.band))
    .flatMap((band) => {
      const bounds = from?.band === band.number ? boundsAfter(question, band, from, driver) : [null];
      return bounds.map((bound) => ({
        band: band.number,
        keys: keysOf(question, band, bound === null ? sql`` : sql`AND ${bound}`, driver, tests),
      }));
    });
}

/** `ASC` or `DESC`. */
export const directionOf = ({ descending }: Pick<Question, 'descending'>): Sql =>
  descending ? sql`DESC` : sql`ASC`;

/** The comparison that is true of what comes later. */
const later = ({ descending }: Question): Sql => (descending ? sql`<` : sql`>`);

function keysOf(
  question: Question,
  band: Band,
  bound: Sql,
  driver: Filter | null,
  tests: readonly Filter[],
): Sql {
  const { order, tenantId } = question;
  const direction = directionOf(question);
  const listed = sql`k.tenant_id = +${tenantId} AND k.deleted_at IS NULL`;
  const columns = sql.raw(
    ['id', ...new Set(tests.flatMap((test) => test.columns))].map((column) => `k.${column}`).join(', '),
  );
  const inBand = band.only === undefined ? sql`` : sql`AND ${band.only}`;
  if (driver) {
    return sql`SELECT ${columns}, NULL AS value, NULL AS parent
      FROM (${driver.ids}) AS driver CROSS JOIN keys AS k INDEXED BY keys_listed ON ${listed} AND k.id = driver.id
      WHERE true ${inBand} ${bound} ORDER BY driver.id ${direction}`;
  }
  const index = sql.raw(order.index);
  if (order.parents && band.byValue) {
    const { table, nameKey, reference } = order.parents;
    return sql`SELECT ${columns}, ${nameKey} AS value, parent.id AS parent
      FROM ${table} AS parent CROSS JOIN keys AS k INDEXED BY ${index} ON ${reference} = parent.id
      WHERE parent.tenant_id = +${tenantId} AND ${listed} ${bound}
      ORDER BY ${nameKey} ${direction}, parent.id ${direction}, k.id ${direction}`;
  }
  const value = band.byValue ? order.value : null;
  const byValue = value === null ? sql`` : sql`${value} ${direction},`;
  return sql`SELECT ${columns}, ${value ?? sql`NULL`} AS value, NULL AS parent
    FROM keys AS k INDEXED BY ${index} WHERE ${listed} ${inBand} ${bound}
    ORDER BY ${byValue} k.id ${direction}`;
}

/**
 * What comes after a position in its band. The rest of what has the same value is a stretch of its own, so that
 * SQLite seeks to it: with one condition for both it would read all that has the value, however many there are.
 */
function boundsAfter(question: Question, band: Band, from: Position, driver: Filter | null): Sql[] {
  const { order } = question;
  const past = later(question);
  // As an integer: better-sqlite3 binds numbers as REAL, for which FTS5 would begin at its first row.
  const idIsLater = driver
    ? sql`driver.id ${past} CAST(${from.id} AS INTEGER)`
    : sql`k.id ${past} +${from.id}`;
  if (!band.byValue || order.value === null) return [idIsLater];
  const { value, parent } = from;
  if (order.parents) {
    const { nameKey } = order.parents;
    return [
      sql`parent.id = +${parent} AND ${idIsLater}`,
      sql`${nameKey} ${past}= +${value} AND (${nameKey} ${past} +${value} OR parent.id ${past} +${parent})`,
    ];
  }
  return [sql`${order.value} = +${value} AND ${idIsLater}`, sql`${order.value} ${past} +${value}`];
}

/** A cursor of another order must not be compared with this one's values. */
export function checkPosition({ order, bands }: Question, { band, value, parent }: Position): void {
  const own = bands.find(({ number }) => number === band);
  if (own === undefined && !order.bands.some(({ number }) => number === band)) throw brokenCursor();
  if (own === undefined) return;
  const expected = own.byValue && order.value ? order.valueType : 'object';
  if (typeof value !== expected || (expected === 'object' && value !== null)) throw brokenCursor();
  if ((own.byValue && order.parents !== null) !== (parent !== null)) throw brokenCursor();
}
