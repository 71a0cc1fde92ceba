import { CloseButton } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { choose } from '../keys-store.ts';
import { sliceText } from './slice-text.ts';
import { useKeys } from './state.ts';
import classes from './Toolbar.module.css';

/** Says what the list was asked for from the overview, and takes it back. */
export function SliceChip() {
  const slice = useKeys((store) => store.view.slice);
  if (slice === null) return null;
  const text = sliceText(slice);
  return (
    <span className={classes.chip} title={text}>
      <span className={classes.chipText}>{text}</span>
      <CloseButton
        size="xs"
        aria-label={t('Remove the filter “{text}”', { text })}
        onClick={() => choose({ slice: null })}
      />
    </span>
  );
}
