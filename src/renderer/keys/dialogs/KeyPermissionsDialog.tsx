import '../scope/styles.ts';
import { Text } from '@mantine/core';
import { useCallback } from 'react';
import { t } from '../../../shared/language/t.ts';
import { AppError } from '../../../shared/rpc.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { toast } from '../../ui/toast.tsx';
import { tellKeyChange } from '../key-changes.ts';
import { useMayChange } from '../may-change.ts';
import { configurationInput, configurationOf } from '../scope/configuration.ts';
import { PermissionsDialog } from '../scope/PermissionsDialog.tsx';
import type { DialogProps } from './dialog-props.ts';
import { KeyName } from './KeyName.tsx';
import { useAction } from '../../ui/useAction.ts';

/** What a key of the list may do; **Manage permissions** saves at once. */
export default function KeyPermissionsDialog({ row, onClose }: DialogProps) {
  const { id } = row;
  const mayChange = useMayChange();
  const { run, busy, failure } = useAction();
  const reading = useReading(
    useCallback(async () => {
      const key = await api.keys.get({ id });
      const { authorizationGroupId, roleIds } = configurationInput(configurationOf(key));
      const granted = await api.permissions.granted({
        authorizationGroupId,
        roleIds,
        excludedPermissionIds: key.excludedPermissionIds,
      });
      return { key, granted };
    }, [id]),
    // Read again under the ticks, a change of somebody else's would be saved over without a word.
    !mayChange(row),
  );
  const key = reading.value?.key;

  const save = (excludedPermissionIds: readonly number[]) =>
    run(async () => {
      if (!key) return;
      const configuration = { ...configurationOf(key), excludedPermissionIds };
      try {
        const changed = await api.keys.edit({
          id,
          revision: key.row.revision,
          ...configurationInput(configuration),
        });
        tellKeyChange({ type: 'changed', ...changed });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'KEY_CHANGED') throw error;
        reading.again();
        throw new AppError(
          'KEY_CHANGED',
          t('Somebody else has changed this key meanwhile. Look at the list again, then save once more.'),
        );
      }
      onClose();
      toast({ message: t('Saved the permissions of “{name}”.', { name: row.name }) });
    });

  return (
    <PermissionsDialog
      opened
      onClose={() => !busy && onClose()}
      reading={{ ...reading, value: reading.value?.granted ?? null }}
      excluded={key?.excludedPermissionIds ?? []}
      {...(mayChange(row) && { keep: { label: t('Save'), busy, failure, act: save } })}
    >
      <Text size="sm">
        <KeyName name={key?.row.name ?? row.name} />
      </Text>
    </PermissionsDialog>
  );
}
