import { focusPageTitle } from '../../ui/PageTitle.tsx';
import { useKeyDialog } from '../key-dialog.ts';

let opener: HTMLElement | null = null;

/** What a dialog was opened with: a menu's entry goes with its menu, so its button stands for it. */
export function lasting(element: Element | null): HTMLElement | null {
  const menu = element?.closest('[role="menu"]');
  const target = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element;
  return target instanceof HTMLElement && target !== document.body ? target : null;
}

// At this moment the focus is still where the person pressed.
useKeyDialog.subscribe(({ open }, before) => {
  if (open !== null && before.open === null) opener = lasting(document.activeElement);
});

/** Puts the focus back to where the dialog was opened from, or on the screen's title when that has gone. */
export function focusOpener(): void {
  setTimeout(() => {
    if (document.querySelector('[aria-modal="true"]') !== null) return;
    if (opener?.isConnected) opener.focus();
    else focusPageTitle();
  });
}
