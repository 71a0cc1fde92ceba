import { Button, Text, Title } from '@mantine/core';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import { IconFilterOff, IconSearch } from '../../ui/icons.ts';
import { clearFilters, forgetPasted } from '../keys-store.ts';
import classes from './List.module.css';
import { pastedText } from './PastedChip.tsx';
import type { PastedKey } from './state.ts';

/** No key has everything that search and filters ask for. */
export function NothingMatches() {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>
        <IconFilterOff size={28} stroke={1.5} />
      </span>
      <Title order={2}>{t('No key matches')}</Title>
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        {t('No key has everything that the search and the filters ask for.')}
      </Text>
      <Button mt="xs" variant="default" onClick={clearFilters}>
        {t('Clear filters')}
      </Button>
    </div>
  );
}

const WHY: Readonly<Record<'removed' | 'unknown' | 'malformed' | 'failed', Message>> = {
  removed: msg('The key was removed. Whoever uses it is refused.'),
  unknown: msg('It has the shape of a key, but no key of this organisation has or had this secret.'),
  malformed: msg('Its checksum is wrong, so it was mistyped or cut off, or is no key of Latchkey.'),
  failed: msg('It could not be looked for.'),
};

/** The key that was pasted is in no row. */
export function PastedElsewhere({ pasted }: { readonly pasted: PastedKey }) {
  if (pasted.found === 'current' || pasted.found === 'previous') return null;
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>
        <IconSearch size={28} stroke={1.5} />
      </span>
      <Title order={2}>{t('No row for this key')}</Title>
      <Text size="sm" ta="center" maw={440}>
        {pastedText(pasted)}.
      </Text>
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        {t(WHY[pasted.found])}
      </Text>
      <Button mt="xs" variant="default" onClick={forgetPasted}>
        {t('Show all keys')}
      </Button>
    </div>
  );
}
