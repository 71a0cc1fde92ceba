import { Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { StoreProgress } from '../../shared/store.ts';
import { onEvent } from '../api.ts';
import { STAGES } from './words.ts';

/** How far a backup, a restore or a check has come: what it is at, and how much of that is done. */
export function WorkProgress({ begins }: { readonly begins: string }) {
  const [progress, setProgress] = useState<StoreProgress | null>(null);
  useEffect(() => onEvent('store-progress', setProgress), []);
  return (
    <Stack gap="xs" aria-busy="true">
      <Text size="sm" role="status">
        {progress === null ? begins : t(STAGES[progress.stage])}
      </Text>
      <Progress
        value={progress === null || progress.of === 0 ? 0 : (100 * progress.done) / progress.of}
        aria-label={t('Progress')}
      />
    </Stack>
  );
}
