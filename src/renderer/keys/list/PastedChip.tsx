import { CloseButton } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { forgetPasted } from '../keys-store.ts';
import { type PastedKey, useKeys } from './state.ts';
import classes from './Toolbar.module.css';

/** What a pasted key turned out to be. */
export function pastedText({ hint, found, name, failure }: PastedKey): string {
  switch (found) {
    case 'current':
      return t('Key {hint}: current secret of “{name}”', { hint, name: name ?? '' });
    case 'previous':
      return t('Key {hint}: previous secret of “{name}”', { hint, name: name ?? '' });
    case 'removed':
      return t('Key {hint}: secret of “{name}”, which was removed', { hint, name: name ?? '' });
    case 'unknown':
      return t('Key {hint}: not known here', { hint });
    case 'malformed':
      return t('Key {hint}: mistyped or cut off', { hint });
    case 'failed':
      return t('Key {hint}: {message}', { hint, message: failure?.message ?? '' });
  }
}

/** Says what was found instead of showing what was pasted. */
export function PastedChip() {
  const pasted = useKeys((store) => store.pasted);
  return (
    <div role="status" className={classes.chipPlace}>
      {pasted !== null && (
        <span className={classes.chip} title={pastedText(pasted)}>
          <span className={classes.chipText}>{pastedText(pasted)}</span>
          <CloseButton size="xs" aria-label={t('Show all keys again')} onClick={forgetPasted} />
        </span>
      )}
    </div>
  );
}
