import { Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import { type KeysStore, useKeys } from './state.ts';

/** "412 keys", or "37 of 412 keys" while a filter leaves some out. */
export function countText({
  total,
  all,
  pages,
  reading,
}: Pick<KeysStore, 'total' | 'all' | 'pages' | 'reading'>): string {
  if (reading || pages.size === 0) return t('Reading the keys…');
  if (total === null) return t('Counting the keys…');
  return total === all
    ? counted(total, 'key')
    : t('{total, number} of {all, plural, one {# key} other {# keys}}', { total, all });
}

/** How many keys the view shows. */
export function ListCount() {
  const store = useKeys();
  return (
    <Text size="xs" c="dimmed" role="status">
      {store.failure !== null && store.pages.size === 0 ? '' : countText(store)}
    </Text>
  );
}
