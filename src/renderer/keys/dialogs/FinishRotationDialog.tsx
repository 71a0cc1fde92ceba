import { Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { formatClock, formatDay, formatRelative } from '../../ui/format.ts';
import { rich } from '../../ui/rich.tsx';
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
    toast({ message: t('The old secret of “{name}” works no longer.', { name: row.name }) });
  };
  return (
    <ActionDialog
      title={t('Finish rotation')}
      action={t('Finish rotation now')}
      danger
      onAction={() => run(finish)}
      onClose={onClose}
      {...state}
    >
      <Text size="sm">
        {rich(
          'Applications that still use the old secret of {name} will lose access immediately.{rotation}',
          {
            name: <KeyName name={row.name} />,
            rotation:
              rotation &&
              t(' Otherwise it works until {endsAt}, {endsAt2}.', {
                endsAt: formatDay(rotation.endsAt),
                endsAt2: formatClock(rotation.endsAt),
              }),
          },
        )}
      </Text>
      {rotation && (
        <Text size="sm">
          {rotation.lastUsedAt === null
            ? t('No use of the old secret has been recorded since the rotation.')
            : t('The old secret was last used {lastUsedAt}.', {
                lastUsedAt: formatRelative(rotation.lastUsedAt, now),
              })}{' '}
          {rotation.currentLastUsedAt === null
            ? t('The new one has not been used yet.')
            : t('The new one was last used {currentLastUsedAt}.', {
                currentLastUsedAt: formatRelative(rotation.currentLastUsedAt, now),
              })}
        </Text>
      )}
      <KeyImpactNote id={row.id} about={t('Both secrets together')} />
    </ActionDialog>
  );
}
