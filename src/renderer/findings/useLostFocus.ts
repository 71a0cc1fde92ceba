import { useCallback } from 'react';
import { focusPageTitle } from '../ui/PageTitle.tsx';

/**
 * Keeps the focus among the findings when the one that had it is mended and goes: on the heading of its rule, or on the
 * screen's title when the rule has found nothing else. To be given to the element around them as its `ref`.
 */
export function useLostFocus(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element) => {
    if (element === null) return undefined;
    let last: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target.closest('[data-finding]') : null;
    };
    const look = () => {
      if (last === null || last.isConnected) return;
      const [rule = ''] = last.getAttribute('data-finding')?.split(' ') ?? [];
      last = null;
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (!lost || document.querySelector('[aria-modal="true"]') !== null) return;
      const heading = document.getElementById(`rule-${rule}`);
      if (heading) heading.focus();
      else focusPageTitle();
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', remember);
      // The last finding of all was mended.
      setTimeout(look);
    };
  }, []);
}
