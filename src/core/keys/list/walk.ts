import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import type { Position } from './cursor.ts';
import type { Filter } from './filters.ts';
import type { Question } from './question.ts';
import { allOf, select } from './select.ts';
import { type Stretch, stretchesFrom } from './stretches.ts';

/** Reads along the index of an order and keeps what passes the tests: cheap where most keys pass. */

export interface Walk {
  readonly found: readonly Position[];
  /** What comes after the last key that was met; `null`: the list ends here. */
  readonly next: Position | null;
  /** The budget is used up, and more may follow. */
  readonly gaveUp: boolean;
}

export interface WalkOptions {
  readonly from: Position | null;
  readonly limit: number;
  readonly tests: readonly Filter[];
  readonly driver?: Filter | null;
  /** How many keys to meet at most. A walk gives up earlier when the first ones show that these will not do. */
  readonly budget: number;
  /** How many of them in the first round. */
  readonly firstRound?: number;
}

const FIRST_ROUND = 1_000;

/** The next keys in the order, at most `limit`. */
export async function walk(db: ReadDb, question: Question, options: WalkOptions): Promise<Walk> {
  const { limit, tests, driver = null } = options;
  const found: Position[] = [];
  const { budget } = options;
  let met = 0;
  let round = options.firstRound ?? FIRST_ROUND;
  let stretches = stretchesFrom(question, options.from, driver, tests);
  let [stretch] = stretches;
  while (stretch) {
    const wanted = limit - found.length;
    const keys = await meet(db, stretch, tests, round, wanted);
    found.push(...keys);
    if (found.length >= limit) return { found, next: found.at(-1) ?? null, gaveUp: false };
    met += round;
    // A full round may have left keys behind it.
    const end = tests.length === 0 ? undefined : await endOfRound(db, stretch, round);
    if (end) stretches = stretchesFrom(question, end, driver, tests);
    else stretches = stretches.slice(1);
    if (end && (met >= budget || (found.length * budget) / met < limit / 2))
      return { found, next: end, gaveUp: true };
    [stretch] = stretches;
    round = Math.ceil(Math.min(round * 2, budget));
  }
  return { found, next: null, gaveUp: false };
}

async function meet(
  db: ReadDb,
  { band, keys }: Stretch,
  tests: readonly Filter[],
  round: number,
  limit: number,
): Promise<Position[]> {
  const columns = sql`k.id, ${sql.lit(band)} AS band, k.value, k.parent`;
  return select<Position>(
    db,
    tests.length === 0
      ? sql`SELECT ${columns} FROM (${keys} LIMIT ${limit}) AS k`
      : sql`SELECT ${columns} FROM (${keys} LIMIT ${round}) AS k
          WHERE true ${allOf(tests)} LIMIT ${limit}`,
  );
}

/** The last key of a round that was met in full; `undefined` when the stretch ended before. */
async function endOfRound(db: ReadDb, { band, keys }: Stretch, round: number): Promise<Position | undefined> {
  const [end] = await select<Position>(
    db,
    sql`SELECT k.id, ${sql.lit(band)} AS band, k.value, k.parent FROM (${keys} LIMIT 1 OFFSET ${round - 1}) AS k`,
  );
  return end;
}
