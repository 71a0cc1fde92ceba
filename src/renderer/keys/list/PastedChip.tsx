import { CloseButton } from '@mantine/core';
import { forgetPasted } from '../keys-store.ts';
import { type PastedKey, useKeys } from './state.ts';
import classes from './Toolbar.module.css';

/** What a pasted key turned out to be. */
export function pastedText({ hint, found, name, failure }: PastedKey): string {
  switch (found) {
    case 'current':
      return `Key ${hint}: current secret of “${name ?? ''}”`;
    case 'previous':
      return `Key ${hint}: previous secret of “${name ?? ''}”`;
    case 'removed':
      return `Key ${hint}: secret of “${name ?? ''}”, which was removed`;
    case 'unknown':
      return `Key ${hint}: not known here`;
    case 'malformed':
      return `Key ${hint}: mistyped or cut off`;
    case 'failed':
      return `Key ${hint}: ${failure?.message ?? ''}`;
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
          <CloseButton size="xs" aria-label="Show all keys again" onClick={forgetPasted} />
        </span>
      )}
    </div>
  );
}
