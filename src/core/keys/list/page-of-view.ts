import { sql } from 'kysely';
import type { KeyView } from '../../../shared/key-view.ts';
import type { ReadDb } from '../../db/schema.ts';
import { collect } from './collect.ts';
import { parseCursor, type Position, toCursor } from './cursor.ts';
import { EFFORT } from './effort.ts';
import { comparePositions } from './merge.ts';
import { nextPositions } from './next-positions.ts';
import { type Question, questionOf } from './question.ts';
import { checkPosition } from './stretches.ts';

export interface PageRequest {
  /** The cursor of the row before; `null`: from the beginning. */
  readonly after: string | null;
  readonly limit: number;
}

export interface IdPage {
  readonly ids: number[];
  /** The cursor of the last row; `null`: nothing follows. */
  readonly end: string | null;
}

/**
 * The ids of one page of a view, in its order.
 * @param now epoch milliseconds, for the expiry states
 * @param effort other than usual only in tests
 * @throws AppError `INVALID_INPUT` for a cursor that is none
 */
export async function pageOfView(
  db: ReadDb,
  tenantId: number,
  view: KeyView,
  { after, limit }: PageRequest,
  now: number,
  effort = EFFORT,
): Promise<IdPage> {
  const question = await questionOf(db, tenantId, view, now, { effort });
  const from = after === null ? null : parseCursor(after);
  if (from) checkPosition(question, from);
  // One more than asked for tells whether something follows.
  const found = await positionsAfter(db, question, from, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { ids: page.map(({ id }) => id), end: found.length > limit && last ? toCursor(last) : null };
}

/** The next positions of a view, a key whose id was typed among them. */
async function positionsAfter(
  db: ReadDb,
  question: Question,
  from: Position | null,
  limit: number,
): Promise<Position[]> {
  const { search } = question;
  if (search.kind === 'nothing') return [];
  const found = await nextPositions(db, question, from, limit);
  if (!('orId' in search) || search.orId === null) return found;
  const named = await namedById(db, question, from, search.orId);
  const merged = [...found.filter(({ id }) => named?.id !== id), ...(named ? [named] : [])];
  return merged.sort(comparePositions(question)).slice(0, limit);
}

/** The key whose id was typed, if everything but the search lets it through. */
async function namedById(
  db: ReadDb,
  question: Question,
  from: Position | null,
  id: number,
): Promise<Position | undefined> {
  const searched = question.filters.at(-1);
  const tests = question.filters.filter((filter) => filter !== searched);
  const [named] = await collect(db, question, {
    from,
    limit: 1,
    driver: { ids: sql`SELECT +${id} AS id` },
    tests,
  });
  return named;
}
