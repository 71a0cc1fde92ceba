import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import { collect, type CollectOptions } from './collect.ts';
import type { Position } from './cursor.ts';
import { everyKey, fewMatches, narrowest } from './driver.ts';
import type { Filter } from './filters.ts';
import type { Question } from './question.ts';
import { type Walk, walk } from './walk.ts';

/**
 * The next keys of a view, at most `limit`: walked along an index where many of the keys that are met pass, read and
 * sorted where there are few. Which of the two is found out by counting a little and by walking a little.
 */
export async function nextPositions(
  db: ReadDb,
  question: Question,
  from: Position | null,
  limit: number,
): Promise<Position[]> {
  const { filters, tested, text, effort } = question;
  const all = { from, limit, tests: tested };
  if (tested.length === 0) return [...(await walk(db, question, { ...all, budget: Infinity })).found];

  const matches = text && (await fewMatches(db, text.filter, effort.few));
  const others = filters.filter((filter) => filter !== text?.filter);
  const narrow = await narrowest(db, others, matches?.size ?? effort.few);
  const byCreation = question.order.index === 'keys_listed';
  if (narrow.filter && byCreation && narrow.filter.inIdOrder) {
    const tests = without(tested, narrow.filter);
    return [...(await walk(db, question, { ...all, tests, driver: narrow.filter, budget: Infinity })).found];
  }
  if (narrow.filter) {
    return collect(db, question, { ...all, driver: narrow.filter, tests: without(filters, narrow.filter) });
  }
  if (matches) return collect(db, question, { ...all, ...throughSearch(question, matches.filter) });
  if (byCreation) return inOrderOfCreation(db, question, all);
  // Where something else is tested first, few keys are looked up in the texts.
  const budget = text && tested.length === 1 ? effort.patience : effort.lastPatience;
  const first = await walk(db, question, { ...all, budget });
  if (!first.gaveUp) return [...first.found];
  return lookFurther(db, question, first, limit);
}

/** Along a filter whose keys stand in that order, if one is narrow; or along all keys. */
async function inOrderOfCreation(
  db: ReadDb,
  question: Question,
  { from, limit }: { readonly from: Position | null; readonly limit: number },
): Promise<Position[]> {
  const { tested, text, effort } = question;
  const ordered = tested.filter((filter) => filter.inIdOrder && filter !== text?.filter);
  const { filter } = await narrowest(db, ordered, effort.some);
  const driver = filter ?? text?.filter ?? null;
  const tests = without(tested, driver);
  const first = await walk(db, question, { from, limit, tests, driver, budget: effort.lastPatience });
  if (!first.gaveUp) return [...first.found];
  return lookFurther(db, question, first, limit);
}

/** A walk met few keys that pass: the search index may tell which ones do, else the narrowest filter is read whole. */
async function lookFurther(db: ReadDb, question: Question, first: Walk, limit: number): Promise<Position[]> {
  const { filters, tested, text, order, effort } = question;
  const found = [...first.found];
  let from = first.next;
  if (text && order.index !== 'keys_listed') {
    const { filter } = text;
    const indexed = {
      ...filter,
      test: filter.inexact ? sql`(k.id IN (${filter.ids}) AND ${filter.test})` : sql`k.id IN (${filter.ids})`,
    };
    const further = await walk(db, question, {
      from,
      limit: limit - found.length,
      tests: [...tested.filter((test) => test !== filter), indexed],
      budget: effort.lastPatience,
      firstRound: effort.largestRound,
    });
    found.push(...further.found);
    if (!further.gaveUp) return found;
    from = further.next;
  }
  const { filter } = await narrowest(
    db,
    filters.filter((filter) => filter !== text?.filter),
    text ? effort.some : effort.some * 10,
  );
  const way =
    filter || !text
      ? { driver: filter ?? everyKey(question), tests: without(filters, filter) }
      : throughSearch(question, text.filter);
  const rest = await collect(db, question, { from, limit: limit - found.length, ...way });
  return [...found, ...rest];
}

/** Reads what the search index has found, by this filter or a part of it. */
function throughSearch(
  { filters, text }: Question,
  driver: Filter,
): Pick<CollectOptions, 'driver' | 'tests' | 'lastly'> {
  const tests = filters.filter((filter) => filter !== text?.filter);
  return { driver, tests, ...(driver.inexact && { lastly: driver }) };
}

/** What is left to test of the keys that a filter has let through. */
const without = (filters: readonly Filter[], one: Filter | null): Filter[] =>
  filters.filter((filter) => filter !== one || filter.inexact);
