import { EVERYTHING } from '../../shared/everything.ts';
import type { KeyColumn } from '../../shared/key-choices.ts';
import type { KeyRow, KeyUsage } from '../../shared/key-row.ts';
import type { KeyView } from '../../shared/key-view.ts';
import { api, failureOf } from '../api.ts';
import { useSession, whose } from '../app/session.ts';
import { tellKeyChange } from './key-changes.ts';
import { keepView } from './list/kept-view.ts';
import { show } from './list/reader.ts';
import { useKeys } from './list/state.ts';
import { hintOf } from './list/whole-key.ts';

/** What can be asked of the list of keys. */

const { getState, setState } = useKeys;

/** Shows other keys, or in another order; all but the search is kept for the next start. */
export function choose(choices: Partial<KeyView>): void {
  const before = getState();
  const view = { ...before.view, ...choices };
  const owner = whose(useSession.getState().state);
  if (owner !== null) keepView(owner, view);
  show(view, 'search' in choices ? null : before.pasted);
}

/** Sorts by a column; by the same one again: the other way round. */
export function sortBy(column: KeyColumn): void {
  const { sort } = getState().view;
  const descending = sort.column === column ? !sort.descending : NEWEST_FIRST.has(column);
  choose({ sort: { column, descending } });
}
const NEWEST_FIRST: ReadonlySet<KeyColumn> = new Set(['last-used', 'created']);

/** Shows everything again, in the order that was chosen. */
export const clearFilters = (): void => choose({ ...EVERYTHING, sort: getState().view.sort });

let search = 0;

/** Shows the key that a whole key belongs to. The text itself is kept nowhere. */
export async function findWholeKey(key: string): Promise<void> {
  const hint = hintOf(key);
  const asked = ++search;
  const asker = whose(useSession.getState().state);
  const stillAsked = () => asked === search && asker === whose(useSession.getState().state);
  try {
    const { found, id, name } = await api.keys.find({ text: key });
    if (!stillAsked()) return;
    const pasted = { hint, found, id, name, failure: null };
    const listed = found === 'current' || found === 'previous';
    if (listed && id !== null) choose({ ...EVERYTHING, sort: getState().view.sort, search: `#${id}` });
    setState({ pasted });
  } catch (error) {
    if (!stillAsked()) return;
    setState({ pasted: { hint, found: 'failed', id: null, name: null, failure: failureOf(error) } });
  }
}

/** Puts away what was found of a pasted key. */
export function forgetPasted(): void {
  search += 1;
  if (getState().view.search === '') setState({ pasted: null });
  else choose({ search: '' });
}

/**
 * Tells of a key that this window generates. Made before the key is asked for: by the time it is generated, somebody
 * else may have signed in.
 */
export function generatedKeyAdder(): (row: KeyRow, usage: KeyUsage) => void {
  const owner = whose(useSession.getState().state);
  return (row, usage) => {
    if (owner === whose(useSession.getState().state)) tellKeyChange({ type: 'generated', row, usage });
  };
}

/** Marks the row of a key for a while. */
export const markFresh = (freshId: number): void => setState({ freshId });

export { openList } from './list/changes.ts';
export { need, retry } from './list/reader.ts';
export { useKeys } from './list/state.ts';
