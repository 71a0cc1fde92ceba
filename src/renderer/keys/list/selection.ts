import { create } from 'zustand';
import { KEY_PAGE } from '../../../shared/key-choices.ts';
import type { KeySelection, KeyView } from '../../../shared/key-view.ts';
import { api } from '../../api.ts';
import { onKeyChange } from '../key-changes.ts';
import { useKeys } from './state.ts';

/** The keys that are ticked: some of them, or all that the view shows but some, read or not. */
interface Selection {
  readonly all: boolean;
  /** The ticked ones; with `all`, those that are not. */
  readonly ids: ReadonlySet<number>;
}

const NOTHING: Selection = { all: false, ids: new Set() };

export const useSelection = create<Selection>()(() => NOTHING);
const { getState, setState } = useSelection;

export const isSelected = ({ all, ids }: Selection, id: number): boolean => ids.has(id) !== all;

/** How many keys are ticked; `null` while all are and nobody has counted them yet. */
export function selectedCount({ all, ids }: Selection, total: number | null): number | null {
  if (!all) return ids.size;
  return total === null ? null : Math.max(0, total - ids.size);
}

/** Ticks keys or takes the ticks away. */
export function select(keys: readonly number[], selected: boolean): void {
  setState(({ all, ids: before }) => {
    const ids = new Set(before);
    for (const id of keys) {
      if (selected === all) ids.delete(id);
      else ids.add(id);
    }
    return { ids };
  });
}

export const toggle = (id: number): void => select([id], !isSelected(getState(), id));
/** Ticks every key that the view shows, on whatever page it is. */
export const selectAll = (): void => setState({ all: true, ids: new Set() });
export const selectNothing = (): void => setState(NOTHING);

/** The ticked keys as the contract wants them; `null`: none. */
export function currentSelection(): KeySelection | null {
  const { all, ids } = getState();
  const { view, total } = useKeys.getState();
  if (selectedCount(getState(), total) === 0) return null;
  return all ? { by: 'view', view, except: [...ids] } : { by: 'ids', ids: [...ids] };
}

const filters = ({ sort: _, ...others }: KeyView): string => JSON.stringify(others);

// What a person does not see any more must not be acted on; another order hides nothing.
useKeys.subscribe(({ view, usage }, before) => {
  if (getState() === NOTHING) return;
  if (usage === null || (view !== before.view && filters(view) !== filters(before.view))) selectNothing();
});

onKeyChange((change) => {
  if (change.type === 'removed' && getState().ids.has(change.id)) select([change.id], getState().all);
});

/** Takes the ticks off keys that are not there any more, as far as that can be asked at once. */
export async function forgetRemoved(): Promise<void> {
  const before = getState();
  if (before.ids.size === 0 || before.ids.size > KEY_PAGE) return;
  try {
    const { rows } = await api.keys.rows({ ids: [...before.ids] });
    const there = new Set(rows.map(({ id }) => id));
    if (getState() === before && there.size < before.ids.size) setState({ ids: there });
  } catch {
    // The dry run before any action counts again.
  }
}
