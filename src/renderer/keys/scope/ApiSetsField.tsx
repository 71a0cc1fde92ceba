import { Radio, Stack } from '@mantine/core';
import type { ApiSet } from '../../../shared/api-sets.ts';
import { t } from '../../../shared/language/t.ts';
import { ApiSetPicker } from './ApiSetPicker.tsx';

interface Props {
  readonly access: 'all' | 'selected';
  readonly onAccess: (access: 'all' | 'selected') => void;
  readonly apiSets: readonly ApiSet[] | null;
  readonly value: readonly number[];
  readonly onChange: (ids: number[]) => void;
  readonly error?: React.ReactNode;
}

/** **All API sets** or **Only selected API sets**, with the picker for those. */
export function ApiSetsField({ access, onAccess, apiSets, value, onChange, error }: Props) {
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('API sets')}
        description={t('Which operations the key may call at all.')}
        value={access}
        onChange={(chosen) => onAccess(chosen === 'selected' ? 'selected' : 'all')}
      >
        <Stack gap={8} mt={8}>
          <Radio value="all" label={t('All API sets')} size="sm" />
          <Radio value="selected" label={t('Only selected API sets')} size="sm" data-path="apiAccess" />
        </Stack>
      </Radio.Group>
      {access === 'selected' && (
        <ApiSetPicker apiSets={apiSets ?? []} value={value} onChange={onChange} error={error} />
      )}
    </Stack>
  );
}
