import { breathe } from '../../breathe.ts';
import type { ReadDb } from '../../db/schema.ts';
import type { EntryBody } from '../entry.ts';
import { listedBody } from '../read-body.ts';
import { entriesBetween, type LogQuestion } from './activity-log-store.ts';
import { saysWords } from './search-words.ts';

/** Rows that are read at once. */
const ROWS = 500;
/** Numbers among which the first step looks; each step that is quick lets the next one look among twice as many. */
const FIRST_WIDTH = 1_000;
const WIDEST = 1_000_000;
/** A step is to take so long. Milliseconds. */
const QUICK = 5;
const SLOW = 20;

export interface Found {
  readonly body: EntryBody;
  readonly seq: number;
}

/**
 * Goes back through the log in steps that keep nobody waiting, whatever a question asks for.
 * @param from the oldest number to look at
 * @param before the number to begin in front of
 * @param take called with each entry found, newest first; false ends the walk behind it
 * @param lookOn asked between steps; false ends the walk
 * @returns where to go on from; `null`: there are no more
 */
export async function walkBack(
  db: ReadDb,
  question: LogQuestion,
  { from, before }: { readonly from: number; readonly before: number },
  take: (found: Found) => boolean,
  lookOn: () => boolean,
): Promise<number | null> {
  let at = before;
  let width = FIRST_WIDTH;
  while (at > from) {
    const began = performance.now();
    const low = Math.max(from, at - width);
    const rows = await entriesBetween(db, question, { from: low, before: at }, ROWS);
    for (const row of rows) {
      const { seq } = row;
      const body = listedBody(row);
      if (question.search !== '' && !saysWords(body, question.search)) continue;
      if (!take({ seq, body })) return seq > from ? seq : null;
    }
    at = rows.length === ROWS ? (rows.at(-1)?.seq ?? low) : low;
    if (at > from && !lookOn()) return at;
    const took = performance.now() - began;
    if (took < QUICK) width = Math.min(width * 2, WIDEST);
    else if (took > SLOW) width = Math.max(FIRST_WIDTH, Math.floor(width / 2));
    await breathe();
  }
  return null;
}
