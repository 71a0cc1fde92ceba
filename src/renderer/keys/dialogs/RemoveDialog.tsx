import { Text } from '@mantine/core';
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

/** **Remove API Key**: takes a key out of every list; for a while it can be brought back. */
export function RemoveDialog({ row, onClose }: DialogProps) {
  const { run, ...state } = useAction();
  const { id, name } = row;
  const remove = async () => {
    const { usage } = await api.keys.remove({ id });
    onClose();
    tellKeyChange({ type: 'removed', id, usage });
    toast({
      message: t('Removed “{name}”.', { name }),
      undo: async () => tellKeyChange({ type: 'restored', ...(await api.keys.restore({ id })) }),
    });
  };
  return (
    <ActionDialog
      title={t('Remove API Key')}
      action={t('Continue')}
      danger
      onAction={() => run(remove)}
      onClose={onClose}
      {...state}
    >
      <Text size="sm">
        {rich(
          'If you remove the API key {name}, all applications and integrations that use it will cease to function.',
          { name: <KeyName name={name} /> },
        )}
      </Text>
      <KeyImpactNote id={id} />
    </ActionDialog>
  );
}
