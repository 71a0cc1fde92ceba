import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import { countUpTo } from './driver.ts';
import type { Filter } from './filters.ts';
import type { Question } from './question.ts';
import { type Sample, sampleOf } from './sample.ts';
import { matching } from './search-filter.ts';

/** A filter and what is known or guessed of it. */
export interface Judged {
  /** As the view has it, and as it is best asked. */
  readonly source: Filter;
  readonly filter: Filter;
  /** How many keys pass, and what part of all that is; never 0. */
  readonly size: number;
  readonly part: number;
  /** Reading all its ids. Microseconds. */
  readonly reading: number;
}

/** Counting one more posting of the search index, and the part of it for those that are mostly leapt over. */
const POSTING = 0.035;
const LEAPT_OVER = 0.3;

/** Judges the filters of a view, in their order: counts a little, and looks at a sample. */
export async function judge(db: ReadDb, question: Question): Promise<Judged[]> {
  const { filters, text, effort } = question;
  const others = filters.filter((filter) => filter !== text?.filter);
  const sample = await sampleOf(db, question);
  const counts: number[] = [];
  for (const { ids } of others) counts.push(await countUpTo(db, ids, effort.counted));
  const many = others.filter((_, at) => (counts[at] ?? 0) >= effort.counted);
  const parts = await sample.parts(many);
  const judged = others.map((filter, at): Judged => {
    const count = counts[at] ?? 0;
    const guessed = parts[many.indexOf(filter)];
    if (guessed === undefined) return judgedBy(question, filter, (count + 1) / (question.listedKeys + 1));
    return judgedBy(question, filter, Math.max(guessed, count / (question.listedKeys + 1)));
  });
  if (text) judged.push(await judgeText(question, text, sample));
  return judged;
}

function judgedBy({ listedKeys }: Question, filter: Filter, guessed: number): Judged {
  const part = Math.min(1, guessed);
  const size = part * listedKeys;
  return { source: filter, filter, part, size, reading: size * filter.effort.id };
}

/** The search by its rarest trigrams: these are found several times as fast as the whole text. */
async function judgeText(
  { listedKeys }: Question,
  { text, filter }: NonNullable<Question['text']>,
  sample: Sample,
): Promise<Judged> {
  const { needles, exact, part, parts } = await sample.rarest(text);
  const [first = 1, ...others] = parts;
  const leapt = others.reduce((sum, part) => sum + Math.min(part, first * 3) * LEAPT_OVER, 0);
  return {
    source: filter,
    filter: exact ? filter : { ...filter, ids: matching(needles), inexact: true },
    part,
    size: part * listedKeys,
    reading: POSTING * listedKeys * (first + leapt),
  };
}

/** The same filter as a test of whether a key is among its ids: a set that is made once instead of many look-ups. */
export const asMember = ({ filter }: Judged): Filter => ({
  ...filter,
  // The plus keeps SQLite from looking the ids up the other way round.
  test: filter.inexact ? sql`(+k.id IN (${filter.ids}) AND ${filter.test})` : sql`+k.id IN (${filter.ids})`,
});
