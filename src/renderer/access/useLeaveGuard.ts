import { useEffect } from 'react';
import { setGuard } from '../app/router.ts';

/** Asks before a form with unsaved changes is left. */
export function useLeaveGuard(dirty: boolean, one: string, isNew: boolean): void {
  useEffect(() => {
    setGuard(
      dirty
        ? {
            title: isNew ? `Discard this ${one}?` : 'Discard the changes?',
            text: `${isNew ? 'It was not created yet. What you typed' : 'They were not saved yet. What you changed'} will be lost.`,
            stay: 'Keep editing',
            leave: 'Discard',
          }
        : null,
    );
    return () => setGuard(null);
  }, [dirty, one, isNew]);
}
