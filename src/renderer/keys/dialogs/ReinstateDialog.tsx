import { Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { formatDay } from '../../ui/format.ts';
import { rich } from '../../ui/rich.tsx';
import { toast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/useNow.ts';
import { tellKeyChange } from '../key-changes.ts';
import { ActionDialog } from './ActionDialog.tsx';
import type { DialogProps } from './dialog-props.ts';
import { KeyName } from './KeyName.tsx';
import { useAction } from '../../ui/useAction.ts';

/** **Reinstate API Key**: undoes a revocation that was not permanent. */
export function ReinstateDialog({ row, onClose }: DialogProps) {
  const { run, ...state } = useAction();
  const now = useNow(60_000);
  const reinstate = async () => {
    const changed = await api.keys.reinstate({ id: row.id });
    tellKeyChange({ type: 'changed', ...changed });
    onClose();
    toast({ message: t('Reinstated “{name}”.', { name: changed.row.name }) });
  };
  return (
    <ActionDialog
      title={t('Reinstate API Key')}
      action={t('Reinstate')}
      onAction={() => run(reinstate)}
      onClose={onClose}
      {...state}
    >
      <Text size="sm">
        {rich('Applications that still have the API key {name} regain access immediately.', {
          name: <KeyName name={row.name} />,
        })}
      </Text>
      {row.expiresAt !== null && row.expiresAt <= now && (
        <Text size="sm">
          {t('It expired on {expiresAt} and stays expired: rotate it to set a new expiry.', {
            expiresAt: formatDay(row.expiresAt),
          })}
        </Text>
      )}
    </ActionDialog>
  );
}
