import { useState } from 'react';
import { indexOf, type Pages, rowAt } from './pages.ts';
import { useKeys } from './state.ts';

interface ActiveRow {
  /** Counted from 0. */
  readonly index: number;
  /** Whose row it was when the keyboard came there; `null` while that was still being read. */
  readonly id: number | null;
  readonly epoch: number;
}

/**
 * The row that the keyboard is in. It follows its key when rows come, go or move; when the key is gone, the row that
 * took its place is the one. Another view begins at its top.
 */
export function useActiveRow(): readonly [index: number, setIndex: (index: number) => void] {
  const { pages, epoch } = useKeys();
  const [active, setActive] = useState<ActiveRow>({ index: 0, id: null, epoch });
  const current = follow(active, pages, epoch);
  if (current !== active) setActive(current);
  const setIndex = (index: number) =>
    setActive({ index, id: rowAt(useKeys.getState().pages, index)?.id ?? null, epoch });
  return [current.index, setIndex];
}

function follow(active: ActiveRow, pages: Pages, epoch: number): ActiveRow {
  if (active.epoch !== epoch) return { index: 0, id: rowAt(pages, 0)?.id ?? null, epoch };
  const here = rowAt(pages, active.index)?.id ?? null;
  if (here === active.id) return active;
  const moved = active.id === null ? -1 : indexOf(pages, active.id);
  if (moved >= 0) return { ...active, index: moved };
  return here === null ? active : { ...active, id: here };
}
