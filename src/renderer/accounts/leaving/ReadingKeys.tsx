import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import type { Reading } from '../../access/useReading.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';

/** What stands in the place of the keys until they are read. */
export function ReadingKeys({ reading: { failure, busy, again } }: { readonly reading: Reading<unknown> }) {
  if (failure !== null) {
    return (
      <Stack gap="xs" align="flex-start">
        <FailureAlert failure={failure} />
        <Button variant="default" size="xs" onClick={again} loading={busy}>
          {t('Try again')}
        </Button>
      </Stack>
    );
  }
  return (
    <>
      <Text size="sm" role="status">
        {t('Looking for its keys…')}
      </Text>
      <Skeleton height={12} width="70%" />
      <Skeleton height={12} width="45%" />
    </>
  );
}
