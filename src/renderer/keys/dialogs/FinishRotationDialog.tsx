import { Text } from '@mantine/core';
import { api } from '../../api.ts';
import { formatClock, formatDay, formatRelative } from '../../ui/format.ts';
import { toast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/useNow.ts';
import { tellKeyChange } from '../key-changes.ts';
import { ActionDialog } from './ActionDialog.tsx';
import type { DialogProps } from './dialog-props.ts';
import { KeyImpactNote } from './KeyImpactNote.tsx';
import { KeyName } from './KeyName.tsx';
import { useLiveRow } from './useLiveRow.ts';
import { useAction } from '../../ui/useAction.ts';

/** **Finish rotation now**: ends the old secret before its deadline. */
export function FinishRotationDialog({ row, onClose }: DialogProps) {
  const { run, ...state } = useAction();
  const now = useNow(30_000);
  const rotation = useLiveRow(row).rotation;
  const finish = async () => {
    tellKeyChange({ type: 'changed', ...(await api.keys.finishRotation({ id: row.id })) });
    onClose();
    toast({ message: `The old secret of “${row.name}” works no longer.` });
  };
  return (
    <ActionDialog
      title="Finish rotation"
      action="Finish rotation now"
      danger
      onAction={() => run(finish)}
      onClose={onClose}
      {...state}
    >
      <Text size="sm">
        Applications that still use the old secret of <KeyName name={row.name} /> will lose access
        immediately.
        {rotation &&
          ` Otherwise it works until ${formatDay(rotation.endsAt)}, ${formatClock(rotation.endsAt)}.`}
      </Text>
      {rotation && (
        <Text size="sm">
          {rotation.lastUsedAt === null
            ? 'No use of the old secret has been recorded since the rotation.'
            : `The old secret was last used ${formatRelative(rotation.lastUsedAt, now)}.`}{' '}
          {rotation.currentLastUsedAt === null
            ? 'The new one has not been used yet.'
            : `The new one was last used ${formatRelative(rotation.currentLastUsedAt, now)}.`}
        </Text>
      )}
      <KeyImpactNote id={row.id} about="Both secrets together" />
    </ActionDialog>
  );
}
