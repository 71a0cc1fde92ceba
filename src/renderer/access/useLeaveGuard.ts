import { useEffect } from 'react';
import { t } from '../../shared/language/t.ts';
import { setGuard } from '../app/router.ts';

/** Asks before a form with unsaved changes is left. */
export function useLeaveGuard(dirty: boolean, one: string, isNew: boolean): void {
  useEffect(() => {
    setGuard(
      dirty
        ? {
            title: isNew ? t('Discard this {one}?', { one }) : t('Discard the changes?'),
            text: isNew
              ? t('It was not created yet. What you typed will be lost.')
              : t('They were not saved yet. What you changed will be lost.'),
            stay: t('Keep editing'),
            leave: t('Discard'),
          }
        : null,
    );
    return () => setGuard(null);
  }, [dirty, one, isNew]);
}
