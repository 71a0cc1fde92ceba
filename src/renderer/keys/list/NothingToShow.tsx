import { Button, Text, Title } from '@mantine/core';
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
      <Title order={2}>No key matches</Title>
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        No key has everything that the search and the filters ask for.
      </Text>
      <Button mt="xs" variant="default" onClick={clearFilters}>
        Clear filters
      </Button>
    </div>
  );
}

const WHY: Readonly<Record<'removed' | 'unknown' | 'malformed' | 'failed', string>> = {
  removed: 'The key was removed. Whoever uses it is refused.',
  unknown: 'It has the shape of a key, but no key of this organisation has or had this secret.',
  malformed: 'Its checksum is wrong, so it was mistyped or cut off, or is no key of Latchkey.',
  failed: 'It could not be looked for.',
};

/** The key that was pasted is in no row. */
export function PastedElsewhere({ pasted }: { readonly pasted: PastedKey }) {
  if (pasted.found === 'current' || pasted.found === 'previous') return null;
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>
        <IconSearch size={28} stroke={1.5} />
      </span>
      <Title order={2}>No row for this key</Title>
      <Text size="sm" ta="center" maw={440}>
        {pastedText(pasted)}.
      </Text>
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        {WHY[pasted.found]}
      </Text>
      <Button mt="xs" variant="default" onClick={forgetPasted}>
        Show all keys
      </Button>
    </div>
  );
}
