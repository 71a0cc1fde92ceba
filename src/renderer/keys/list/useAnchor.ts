import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useKeyRowHeight } from '../../app/density.ts';
import { indexOf, rowAt } from './pages.ts';
import { useKeys } from './state.ts';

/** Keeps the rows that a person looks at where they are when others come or go above them. */
export function useAnchor(box: RefObject<HTMLElement | null>): void {
  const { pages, epoch } = useKeys();
  const rowHeight = useKeyRowHeight();
  const before = useRef({ pages, epoch });
  useLayoutEffect(() => {
    const { pages: old, epoch: oldEpoch } = before.current;
    before.current = { pages, epoch };
    const element = box.current;
    if (!element || old === pages) return;
    if (oldEpoch !== epoch) {
      element.scrollTo({ top: 0 });
      return;
    }
    // At the top a person wants to see what is new.
    if (element.scrollTop === 0) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const shifts = [first, first + 1].map((index) => {
      const id = rowAt(old, index)?.id;
      const now = id === undefined ? -1 : indexOf(pages, id);
      return now < 0 ? 0 : now - index;
    });
    // Both: one alone may have moved to another place of the order.
    if (shifts[0] !== 0 && shifts[0] === shifts[1]) element.scrollBy({ top: (shifts[0] ?? 0) * rowHeight });
  }, [pages, epoch, box, rowHeight]);
}
