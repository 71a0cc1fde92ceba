import type { KeyView } from '../../../shared/key-view.ts';
import type { ReadDb } from '../../db/schema.ts';
import { sorted } from './collect.ts';
import { everyKey } from './driver.ts';
import { questionOf } from './question.ts';
import { select } from './select.ts';
import { wayThrough } from './whole-view.ts';

/**
 * The ids of all keys that a view shows but those of `except`, in the view's order: for what is done to many at once.
 * @param now epoch milliseconds, for the expiry states
 */
export async function idsOfView(
  db: ReadDb,
  tenantId: number,
  view: KeyView,
  except: readonly number[],
  now: number,
): Promise<number[]> {
  const question = await questionOf(db, tenantId, view, now, { whole: true });
  if (question.search.kind === 'nothing') return [];
  const way =
    question.filters.length === 0
      ? { driver: everyKey(question), tests: [] }
      : await wayThrough(db, question);
  const found = await select<{ id: number }>(db, sorted(question, { from: null, ...way }));
  const left = new Set(except);
  return found.map(({ id }) => id).filter((id) => !left.has(id));
}
