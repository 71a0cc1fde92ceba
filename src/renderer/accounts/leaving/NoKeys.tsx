import { Text } from '@mantine/core';

/** What stands in the place of keys when nothing is to be decided about any. */
export const NoKeys = ({ apiOnly }: { readonly apiOnly: boolean }) => (
  <Text size="sm" c="dimmed" role="status">
    It owns no keys{apiOnly ? '' : ' and has created none'}.
  </Text>
);
