import { useEffect } from 'react';
import { t } from '../../../../shared/language/t.ts';
import { setGuard, useRouter } from '../../../app/router.ts';

const leave = () => ({
  title: t('Discard this key?'),
  text: t('It was not generated yet. What you typed will be lost.'),
  stay: t('Keep editing'),
  leave: t('Discard'),
});

/** Asks before a window with something typed is left; what the page below asked for comes back after it. */
export function useOwnGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const below = useRouter.getState().guard;
    setGuard(leave());
    return () => setGuard(below);
  }, [dirty]);
}
