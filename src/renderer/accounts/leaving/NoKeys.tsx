import { Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { rich } from '../../ui/rich.tsx';

/** What stands in the place of keys when nothing is to be decided about any. */
export const NoKeys = ({ apiOnly }: { readonly apiOnly: boolean }) => (
  <Text size="sm" c="dimmed" role="status">
    {rich('It owns no keys{value}.', { value: apiOnly ? '' : t(' and has created none') })}
  </Text>
);
