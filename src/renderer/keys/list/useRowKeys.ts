import type { KeyboardEvent } from 'react';
import type { KeyRow } from '../../../shared/key-row.ts';
import { askBatch } from '../batch/batch-store.ts';
import { rowId } from './KeyTableRow.tsx';
import { rowAt } from './pages.ts';
import { act } from './row-actions.ts';
import type { MenuPlace } from './RowMenu.tsx';
import { currentSelection, select, toggle } from './selection.ts';
import { useKeys } from './state.ts';

interface Options {
  readonly active: number;
  readonly count: number;
  readonly perScreen: number;
  readonly selectable: boolean;
  readonly mayChange: (row: KeyRow) => boolean;
  /** Whether selected keys may be changed; which of them, the dry run says. */
  readonly mayBatch: boolean;
  readonly moveTo: (index: number) => void;
  readonly openMenu: (place: MenuPlace) => void;
}

/** What keys do in the table. Within a row's buttons only those that move, because the others belong to the button. */
export function useRowKeys(options: Options): (event: KeyboardEvent<HTMLElement>) => void {
  const { active, count, perScreen, selectable, mayChange, mayBatch, moveTo, openMenu } = options;

  const targets: Readonly<Record<string, number>> = {
    ArrowUp: active - 1,
    ArrowDown: active + 1,
    PageUp: active - perScreen,
    PageDown: active + perScreen,
    Home: 0,
    End: count - 1,
  };

  return (event) => {
    const { key, shiftKey, currentTarget } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Of a menu or a tooltip that only React counts as being inside.
    if (!(event.target instanceof Node) || !currentTarget.contains(event.target)) return;
    const row = rowAt(useKeys.getState().pages, active);
    const target = targets[key];
    if (target !== undefined) {
      event.preventDefault();
      const index = Math.min(Math.max(target, 0), Math.max(0, count - 1));
      moveTo(index);
      currentTarget.focus({ preventScroll: true });
      const reached = rowAt(useKeys.getState().pages, index);
      if (shiftKey && selectable)
        select(
          [row, reached].flatMap((one) => (one ? [one.id] : [])),
          true,
        );
      return;
    }
    if (event.target !== currentTarget || !row) return;
    const does = shortcut(key, shiftKey);
    if (does === null) return;
    event.preventDefault();
    if (does === 'menu') {
      // Its button stays in sight where the row is wider than the window.
      const more = document.getElementById(rowId(active))?.querySelector('[data-action="more"]');
      if (!more) return;
      const { right, bottom } = more.getBoundingClientRect();
      openMenu({ row, left: right, top: bottom, opener: currentTarget });
    } else if (does === 'details') act('details', row);
    else if (does === 'select') {
      if (selectable) toggle(row.id);
    } else if (does === 'remove' && currentSelection() !== null) {
      if (mayBatch) askBatch('remove');
    } else if (mayChange(row)) act(does, row);
  };
}

function shortcut(key: string, shift: boolean): 'menu' | 'details' | 'select' | 'remove' | 'edit' | null {
  switch (key) {
    case 'Enter':
      return 'details';
    case ' ':
      return 'select';
    case 'Delete':
      return 'remove';
    case 'F2':
    case 'e':
      return 'edit';
    case 'ContextMenu':
      return 'menu';
    case 'F10':
      return shift ? 'menu' : null;
    default:
      return null;
  }
}
