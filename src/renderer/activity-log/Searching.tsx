import { Progress, Text } from '@mantine/core';
import { useEffect } from 'react';
import { t } from '../../shared/language/t.ts';
import classes from './ActivityLog.module.css';
import type { Entries } from './useEntries.ts';

/** While nothing was found yet and there is more to look through. */
export function Searching({ entries }: { readonly entries: Entries }) {
  const { known, more } = entries;
  useEffect(more);
  if (known === null || known.next === null) return null;
  const looked = known.newest === 0 ? 0 : (100 * (known.newest - known.next)) / known.newest;
  return (
    <div className={classes.empty}>
      <Text size="sm">{t('Looking through the log…')}</Text>
      <Progress value={looked} w={240} aria-label={t('Progress')} />
    </div>
  );
}
