import { useEffect } from 'react';
import { useSession } from '../../app/session.ts';
import { IS_MAC } from '../../ui/platform.ts';
import { selectAll, selectNothing, useSelection } from './selection.ts';
import { hasRow, useKeys } from './state.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('textarea, select, [contenteditable], input:not([type="checkbox"])');

/** Keys that work wherever the focus is on the screen: select all, select nothing. */
export function useListKeys(selectable: boolean): void {
  useEffect(() => {
    if (!selectable) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector('[aria-modal="true"], [role="menu"]') !== null) return;
      if (useSession.getState().state?.status !== 'signed-in') return;
      const { ids, all } = useSelection.getState();
      if (event.key === 'Escape' && (all || ids.size > 0)) {
        event.preventDefault();
        selectNothing();
      }
      const modified = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!modified || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'a') return;
      const { total, pasted } = useKeys.getState();
      event.preventDefault();
      if (total !== 0 && (pasted === null || hasRow(pasted))) selectAll();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [selectable]);
}
