import { type MouseEvent, useRef } from 'react';
import type { KeyRow } from '../../../shared/key-row.ts';
import { indexOf, rowAt } from './pages.ts';
import { idsBetween } from './reader.ts';
import { act, isAction } from './row-actions.ts';
import type { MenuPlace } from './RowMenu.tsx';
import { isSelected, select, useSelection } from './selection.ts';
import { useKeys } from './state.ts';

interface Options {
  readonly setActive: (index: number) => void;
  readonly openMenu: (place: MenuPlace) => void;
}

interface Clicked {
  readonly index: number;
  readonly row: KeyRow;
  /** What was clicked in the row; `undefined`: nothing that does something. */
  readonly action: string | undefined;
  readonly element: HTMLElement | null;
}

function clicked(event: MouseEvent): Clicked | null {
  if (!(event.target instanceof Element)) return null;
  const tr = event.target.closest<HTMLElement>('tr[data-index]');
  if (!tr) return null;
  const index = Number(tr.dataset['index']);
  const row = rowAt(useKeys.getState().pages, index);
  const element = event.target.closest<HTMLElement>('[data-action]');
  return row ? { index, row, action: element?.dataset['action'], element } : null;
}

interface Anchor {
  readonly id: number;
  readonly index: number;
  readonly epoch: number;
}

/** Where a key stands now: rows that come above it must not become part of a range. */
function placeOf(anchor: Anchor | null): number | null {
  if (anchor === null) return null;
  const { pages, epoch } = useKeys.getState();
  const index = indexOf(pages, anchor.id);
  if (index >= 0) return index;
  // Its page was let go of in a long scroll; in another view it may be anywhere.
  return anchor.epoch === epoch ? anchor.index : null;
}

/** What clicks in rows do. One listener for the table: rows come and go while it scrolls. */
export function useRowClicks({ setActive, openMenu }: Options) {
  /** The key where a range of ticks begins. */
  const anchor = useRef<Anchor | null>(null);

  const tick = async ({ index, row }: Clicked, range: boolean) => {
    const from = placeOf(anchor.current) ?? index;
    const on = !isSelected(useSelection.getState(), row.id);
    anchor.current = { id: row.id, index, epoch: useKeys.getState().epoch };
    if (!range) {
      select([row.id], on);
      return;
    }
    const ids = await idsBetween(Math.min(from, index), Math.max(from, index)).catch(() => null);
    select(ids ?? [row.id], on);
  };

  const onClick = (event: MouseEvent) => {
    const click = clicked(event);
    if (!click) return;
    setActive(click.index);
    const { row, action, element } = click;
    if (action === 'select') void tick(click, event.shiftKey);
    else if (action === 'more' && element) {
      const { left, width, bottom } = element.getBoundingClientRect();
      openMenu({ row, left: left + width, top: bottom, opener: element });
    } else if (isAction(action)) {
      event.preventDefault();
      act(action, row);
    }
  };

  const onContextMenu = (event: MouseEvent) => {
    const click = clicked(event);
    if (!click || window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    setActive(click.index);
    const opener = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
    openMenu({ row: click.row, left: event.clientX, top: event.clientY, opener });
  };

  /** A click with Shift ticks a range; it is not to mark text as well. */
  const onMouseDown = (event: MouseEvent) => {
    if (event.shiftKey && clicked(event)) event.preventDefault();
  };

  return { onClick, onContextMenu, onMouseDown };
}
