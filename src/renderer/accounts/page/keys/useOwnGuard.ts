import { useEffect } from 'react';
import { setGuard, useRouter } from '../../../app/router.ts';

const LEAVE = {
  title: 'Discard this key?',
  text: 'It was not generated yet. What you typed will be lost.',
  stay: 'Keep editing',
  leave: 'Discard',
};

/** Asks before a window with something typed is left; what the page below asked for comes back after it. */
export function useOwnGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const below = useRouter.getState().guard;
    setGuard(LEAVE);
    return () => setGuard(below);
  }, [dirty]);
}
