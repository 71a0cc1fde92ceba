import type { ReadDb } from '../../db/schema.ts';
import { collect } from './collect.ts';
import type { Position } from './cursor.ts';
import type { Filter } from './filters.ts';
import { asMember, type Judged } from './judge.ts';
import type { Question } from './question.ts';
import { type Walk, walk } from './walk.ts';

/** The ways to the next keys of a view, each with what it is thought to cost. */
export interface Way {
  /** Microseconds. */
  readonly cost: number;
  readonly go: (from: Position | null) => Promise<Walk>;
}

/** FTS5 reads its lists from the end so many times as slowly, and begins so much later. */
const BACKWARDS = 20;
const BACKWARDS_START = 1_000;

/** Along an index of the order: of all keys or, in the order of creation, of those of one filter. */
export function walks(db: ReadDb, question: Question, judged: readonly Judged[], limit: number): Way[] {
  const { tested, order, listedKeys, effort } = question;
  const left = judged.filter(({ source }) => tested.includes(source));
  const joint = product(judged);
  const along = (driver: Judged | null): Way => {
    const others = left.filter((one) => one !== driver);
    // Those of the order's own band are not met.
    const passing = product(others);
    const met = Math.min(limit / passing, (joint / passing) * listedKeys + 1);
    const { tests, cost } = cheapestTests(question, others, met);
    const backwards = driver?.filter.searchesTexts === true && question.descending;
    const reading = driver ? (driver.reading / driver.size) * (backwards ? BACKWARDS : 1) : 0;
    const step = driver ? reading + effort.row / 5 : effort.step;
    const inexact = driver?.filter.inexact ? [driver.filter] : [];
    return {
      cost:
        met * (step + inexact.length * (driver?.filter.effort.test ?? 0)) +
        cost +
        (backwards ? BACKWARDS_START : 0),
      go: (from) =>
        walk(db, question, {
          from,
          limit,
          tests: [...inexact, ...tests],
          driver: driver?.filter ?? null,
          firstRound: Math.ceil(met * 1.5) + effort.firstRound,
          // Few keys of a filter may be met to the last one.
          budget:
            driver && driver === narrowestOf(judged) ? Infinity : met * effort.patience + effort.firstRound,
        }),
    };
  };
  const drivers = order.index === 'keys_listed' ? left.filter(({ filter }) => filter.inIdOrder) : [];
  return [null, ...drivers].map(along);
}

/** All keys of one filter are read, and those that pass are sorted. */
export function collections(db: ReadDb, question: Question, judged: readonly Judged[], limit: number): Way[] {
  const { listedKeys, effort } = question;
  const survivors = product(judged) * listedKeys;
  return judged.map((driver) => {
    const others = judged.filter((one) => one !== driver);
    const { tests, cost } = cheapestTests(question, others, driver.size);
    const looking = driver.filter.extensible ? 0 : effort.row / 5;
    const { filter } = driver;
    return {
      cost: driver.reading + driver.size * looking + cost + survivors * effort.row,
      go: async (from) => {
        const found = await collect(db, question, {
          from,
          limit,
          driver: filter,
          tests,
          ...(filter.inexact && { lastly: filter }),
        });
        return { found, next: null, gaveUp: false };
      },
    };
  });
}

/** The tests in the order and the form in which they cost least, and what they cost. */
function cheapestTests(
  { effort }: Question,
  judged: readonly Judged[],
  met: number,
): { readonly tests: Filter[]; readonly cost: number } {
  const tests: Filter[] = [];
  let cost = 0;
  let keys = met;
  for (const one of inOrderOfTesting(judged)) {
    const { test } = one.filter.effort;
    const once = one.reading + one.size * effort.remember;
    const remembering = once + keys * effort.recall;
    const remembered = test > effort.recall && remembering < keys * test;
    tests.push(remembered ? asMember(one) : one.filter);
    cost += remembered ? remembering : keys * test;
    keys *= one.part;
  }
  return { tests, cost };
}

/** Tests that cost little and let few keys through go first. */
const inOrderOfTesting = (judged: readonly Judged[]): Judged[] => {
  const price = ({ filter, part }: Judged): number => filter.effort.test / (1.001 - part);
  return judged.toSorted((one, other) => price(one) - price(other));
};

const narrowestOf = (judged: readonly Judged[]): Judged =>
  judged.reduce((best, one) => (one.size < best.size ? one : best));

const product = (judged: readonly Judged[]): number => judged.reduce((part, one) => part * one.part, 1);
