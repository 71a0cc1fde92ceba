import type { ReadDb } from '../../db/schema.ts';
import { collect } from './collect.ts';
import type { Position } from './cursor.ts';
import { narrowest } from './driver.ts';
import type { Filter } from './filters.ts';
import { judge } from './judge.ts';
import type { Question } from './question.ts';
import { walk } from './walk.ts';
import { collections, walks, type Way } from './ways.ts';

/**
 * The next keys of a view, at most `limit`: walked along an index where many of the keys that are met pass, read and
 * sorted where there are few. What is plain at once is done at once; otherwise a sample tells which way is cheapest.
 */
export async function nextPositions(
  db: ReadDb,
  question: Question,
  from: Position | null,
  limit: number,
): Promise<Position[]> {
  const { filters, tested, text, effort } = question;
  const [only, ...more] = tested;
  if (!only) return [...(await walk(db, question, { from, limit, tests: [], budget: Infinity })).found];
  const byCreation = question.order.index === 'keys_listed';
  if (byCreation && more.length === 0 && only.inIdOrder && !text) {
    const all = { from, limit, tests: [], driver: only, budget: Infinity };
    return [...(await walk(db, question, all)).found];
  }
  if (text) return cheapest(db, question, from, limit);

  // Many views find their page among the first keys.
  const budget = effort.firstRound;
  const first = await walk(db, question, { from, limit, tests: tested, budget, firstRound: budget });
  if (!first.gaveUp) return [...first.found];
  const missing = limit - first.found.length;
  const { filter } = await narrowest(db, filters, effort.few);
  const rest = filter
    ? await collect(db, question, {
        from: first.next,
        limit: missing,
        driver: filter,
        tests: without(filters, filter),
      })
    : await cheapest(db, question, first.next, missing);
  return [...first.found, ...rest];
}

/** Goes the way that is thought to cost least; if it turns out to be long, the cheapest that surely ends. */
async function cheapest(
  db: ReadDb,
  question: Question,
  from: Position | null,
  limit: number,
): Promise<Position[]> {
  const judged = await judge(db, question);
  const sure = leastOf(collections(db, question, judged, limit));
  const { found, next, gaveUp } = await leastOf([sure, ...walks(db, question, judged, limit)]).go(from);
  if (!gaveUp) return [...found];
  const rest = await leastOf(collections(db, question, judged, limit - found.length)).go(next);
  return [...found, ...rest.found];
}

const leastOf = (ways: readonly Way[]): Way =>
  ways.reduce((best, way) => (way.cost < best.cost ? way : best));

const without = (filters: readonly Filter[], one: Filter): Filter[] =>
  filters.filter((filter) => filter !== one);
