import '@mantine/core/styles/Radio.layer.css';
import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { rich } from '../../ui/rich.tsx';
import { toast } from '../../ui/toast.tsx';
import { tellKeyChange } from '../key-changes.ts';
import { ActionDialog } from './ActionDialog.tsx';
import type { DialogProps } from './dialog-props.ts';
import { KeyImpactNote } from './KeyImpactNote.tsx';
import { KeyName } from './KeyName.tsx';
import { useAction } from '../../ui/useAction.ts';

/** **Revoke API Key**: blocks a key at once, until it is reinstated or for good. */
export function RevokeDialog({ row, onClose }: DialogProps) {
  // What is revoked until reinstated can only be revoked for good.
  const already = row.state === 'revoked';
  const [permanent, setPermanent] = useState(already);
  const { run, ...state } = useAction();
  const revoke = async () => {
    const how = permanent ? 'permanent' : 'until-reinstated';
    const changed = await api.keys.revoke({ id: row.id, how });
    tellKeyChange({ type: 'changed', ...changed });
    onClose();
    toast({
      message: permanent
        ? t('Revoked “{name}” permanently.', { name: changed.row.name })
        : t('Revoked “{name}”.', { name: changed.row.name }),
    });
  };
  return (
    <ActionDialog
      title={t('Revoke API Key')}
      action={t('Revoke')}
      danger
      onAction={() => run(revoke)}
      onClose={onClose}
      {...state}
    >
      <Text size="sm">
        {already
          ? rich(
              'Are you sure you want to revoke the API key {name} permanently? It has no access now and could not be reinstated any more.',
              { name: <KeyName name={row.name} /> },
            )
          : rich(
              'Are you sure you want to revoke the API key {name}? Any applications using this key will lose access immediately.',
              { name: <KeyName name={row.name} /> },
            )}
      </Text>
      <KeyImpactNote id={row.id} />
      <Radio.Group
        aria-label={t('For how long')}
        value={permanent ? 'permanent' : 'until'}
        onChange={(chosen) => setPermanent(chosen === 'permanent')}
      >
        <Stack gap={8}>
          <Radio
            value="until"
            label={t('Until reinstated')}
            disabled={already}
            description={already ? t('This is how it is revoked now.') : undefined}
          />
          <Radio
            value="permanent"
            label={t('Permanently (cannot be undone)')}
            description={t('Locks the key for good: nobody can reinstate or rotate it.')}
            color="red.9"
          />
        </Stack>
      </Radio.Group>
    </ActionDialog>
  );
}
