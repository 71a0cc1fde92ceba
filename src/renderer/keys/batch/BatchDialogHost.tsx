import { useEffect, useRef } from 'react';
import { fetched } from '../../app/fetched.tsx';
import { focusPageTitle } from '../../ui/PageTitle.tsx';
import { useBatch } from './batch-store.ts';

const BatchDialog = fetched(() => import('./BatchDialog.tsx'));

/** The dialog of the batch that is asked about or under way, and the focus after it. */
export function BatchDialogHost() {
  const open = useBatch((store) => store.open);
  const opener = useRef<HTMLElement | null>(null);
  const shown = open !== null;
  useEffect(() => {
    if (!shown) return;
    opener.current = useBatch.getState().open?.opener ?? null;
    return () => {
      setTimeout(() => {
        if (document.querySelector('[aria-modal="true"]') !== null) return;
        // The buttons for selected keys go with the selection; the table is where they acted.
        const target = opener.current?.isConnected
          ? opener.current
          : document.querySelector<HTMLElement>('[role="grid"]');
        if (target) target.focus({ preventScroll: true });
        else focusPageTitle();
      });
    };
  }, [shown]);
  return open && <BatchDialog batch={open} />;
}
