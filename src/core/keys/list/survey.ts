import { sql } from 'kysely';
import { KEY_PAGE, type KeyView } from '../../../shared/key-view.ts';
import type { ReadDb } from '../../db/schema.ts';
import { sorted } from './collect.ts';
import { type Position, toCursor } from './cursor.ts';
import { type Question, questionOf } from './question.ts';
import { select } from './select.ts';
import { stretchesFrom } from './stretches.ts';
import { countOf, wayThrough } from './whole-view.ts';

/** How many keys a view shows, and where each of its pages begins: read once, in a thread of its own. */
export interface Survey {
  readonly total: number;
  /** The cursor of the last row of each page that another one follows: page `n + 1` comes after `marks[n]`. */
  readonly marks: string[];
}

/** The exact number of keys that a view shows. */
export async function countOfView(db: ReadDb, tenantId: number, view: KeyView, now: number): Promise<number> {
  return countOf(db, await questionOf(db, tenantId, view, now, { whole: true }));
}

/**
 * Surveys a view.
 * @param breathe awaited now and then; what it throws ends the survey
 */
export async function surveyView(
  db: ReadDb,
  tenantId: number,
  view: KeyView,
  now: number,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<Survey> {
  const question = await questionOf(db, tenantId, view, now, { whole: true });
  const total = await countOf(db, question);
  await breathe();
  if (total <= KEY_PAGE) return { total, marks: [] };
  const marks =
    question.tested.length === 0 ? await marksAlong(db, question, breathe) : await marksSorted(db, question);
  // The end of the last page is where nothing begins.
  return { total, marks: marks.slice(0, Math.ceil(total / KEY_PAGE) - 1).map(toCursor) };
}

/** Jumps along the order's index from mark to mark. */
async function marksAlong(db: ReadDb, question: Question, breathe: () => Promise<void>): Promise<Position[]> {
  const marks: Position[] = [];
  let missing = KEY_PAGE;
  let stretches = stretchesFrom(question, null);
  let [stretch] = stretches;
  while (stretch) {
    const { keys, band } = stretch;
    const [mark] = await select<Position>(
      db,
      sql`SELECT k.id, ${sql.lit(band)} AS band, k.value, k.parent FROM (${keys} LIMIT 1 OFFSET ${missing - 1}) AS k`,
    );
    if (mark) {
      marks.push(mark);
      missing = KEY_PAGE;
      stretches = stretchesFrom(question, mark);
      if (marks.length % 100 === 0) await breathe();
    } else {
      const [left] = await select<{ keys: number }>(
        db,
        sql`SELECT count(*) AS keys FROM (${keys} LIMIT ${missing})`,
      );
      missing -= left?.keys ?? 0;
      stretches = stretches.slice(1);
    }
    [stretch] = stretches;
  }
  return marks;
}

/** Reads and sorts all of it, and keeps one in a page. */
async function marksSorted(db: ReadDb, question: Question): Promise<Position[]> {
  const way = await wayThrough(db, question);
  return select<Position>(
    db,
    sql`SELECT id, band, value, parent
      FROM (SELECT *, row_number() OVER () AS number FROM (${sorted(question, { from: null, ...way })}))
      WHERE number % ${KEY_PAGE} = 0 ORDER BY number`,
  );
}
