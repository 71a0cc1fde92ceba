import { useCallback, useRef, useState } from 'react';
import { focusPageTitle } from '../../ui/PageTitle.tsx';

export interface PageWindow {
  readonly opened: boolean;
  readonly open: () => void;
  /** The focus goes back to what opened it. @param gone that goes with what was done */
  readonly close: (gone?: boolean) => void;
}

/** A window over a page. When what opened it has gone, the page's title gets the focus. */
export function useWindow(): PageWindow {
  const [opened, setOpened] = useState(false);
  const opener = useRef<Element>(null);
  const open = useCallback(() => {
    opener.current = document.activeElement;
    setOpened(true);
  }, []);
  const close = useCallback((gone = false) => {
    setOpened(false);
    setTimeout(() => {
      // The Save window may have come in its place.
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      if (!gone && opener.current instanceof HTMLElement && opener.current.isConnected) {
        opener.current.focus();
      } else focusPageTitle();
    });
  }, []);
  return { opened, open, close };
}
