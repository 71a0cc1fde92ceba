import '../styles.ts';
import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { useMay } from '../../app/session.ts';
import { KeyName } from '../../keys/dialogs/KeyName.tsx';
import { tellKeyChange } from '../../keys/key-changes.ts';
import { rich } from '../../ui/rich.tsx';
import { toast } from '../../ui/toast.tsx';
import { tellAccountChange } from '../account-changes.ts';
import { type Fate, FateField } from './FateField.tsx';
import type { LeavingDialogProps, QuestionProps } from './leaver.ts';
import { LeavingFrame } from './LeavingFrame.tsx';
import { CreatedKeys, OwnedKeys } from './LeftKeys.tsx';
import { NoKeys } from './NoKeys.tsx';
import { ReadingKeys } from './ReadingKeys.tsx';
import { useLeaving } from './useLeaving.ts';
import { useLeftKeys } from './useLeftKeys.ts';
import { fateText, revokedText } from './words.ts';

/** **Delete account**: takes it out of every list, and asks what becomes of its keys. */
export function DeleteAccountDialog({ account, ...props }: LeavingDialogProps) {
  const [busy, setBusy] = useState(false);
  const [gone, setGone] = useState<number | null>(null);
  return (
    <Modal
      opened={props.opened}
      onClose={() => !busy && props.onClose()}
      title={t('Delete account')}
      size={620}
      withCloseButton={false}
      closeOnClickOutside={!busy}
      // The button that opened it goes with the account.
      returnFocus={account === null || gone !== account.id}
    >
      {account !== null && (
        <Question account={account} {...props} onBusy={setBusy} onGone={() => setGone(account.id)} />
      )}
    </Modal>
  );
}

interface Props extends QuestionProps {
  readonly onBusy: (busy: boolean) => void;
  readonly onGone: () => void;
}

function Question({ account, onClose, onDone, onBusy, onGone }: Props) {
  const { id, username, apiOnly } = account;
  const mayDecide = useMay('manage-user-api-key');
  const { reading, ticked, ...choice } = useLeftKeys(id);
  const left = reading.value;
  const [fate, setFate] = useState<Fate>({ what: null, heir: null });
  const [missing, setMissing] = useState(false);
  const finish = () => {
    onBusy(false);
    onClose();
    onDone();
    tellAccountChange();
    tellKeyChange({ type: 'many' });
  };
  const leaving = useLeaving((said, revoked, how) => {
    finish();
    toast({
      message:
        revoked === 0
          ? said
          : t('{said} Of those created, {revokedText}', { said, revokedText: revokedText(revoked, how) }),
    });
  });
  const { step } = leaving;
  const failure = step.type === 'asking' ? step.failure : null;
  const atField = failure?.field === 'toAccountId';
  const ownsKeys = left !== null && left.owned.count > 0;

  const remove = async () => {
    const reassign = ownsKeys && fate.what === 'reassign' && fate.heir !== null;
    onBusy(true);
    try {
      const result = await api.accounts.remove({
        id,
        keys: reassign && fate.heir ? { fate: 'reassign', toAccountId: fate.heir.id } : { fate: 'revoke' },
      });
      onGone();
      return t('“{username}” was deleted.{fateText}', {
        username,
        fateText: fateText(result, fate.heir?.username ?? null),
      });
    } catch (error) {
      onBusy(false);
      throw error;
    }
  };
  const start = () => {
    const undecided = fate.what === null || (fate.what === 'reassign' && fate.heir === null);
    setMissing(ownsKeys && undecided);
    if (!ownsKeys || !undecided) leaving.start({ act: remove, keys: ticked, how: choice.how });
  };
  return (
    <LeavingFrame
      leaving={leaving}
      action={t('Delete')}
      danger
      ready={left !== null && (!ownsKeys || mayDecide)}
      failure={atField ? null : failure}
      onAction={start}
      onClose={onClose}
      onLeft={finish}
    >
      <Text size="sm">
        {rich(
          'Delete the account {username}? This cannot be undone. Its activity stays in the log, and its username is free again.',
          { username: <KeyName name={username} /> },
        )}
      </Text>
      {left === null ? (
        <ReadingKeys reading={reading} />
      ) : (
        <>
          {!ownsKeys && left.created.count === 0 && <NoKeys apiOnly={apiOnly} />}
          {ownsKeys && (
            <OwnedKeys username={username} left={left.owned}>
              {!mayDecide && (
                <Text size="sm" role="status">
                  {t(
                    'To decide what becomes of them you need the authority Manage User API Key, so you cannot delete this account. You can disable it.',
                  )}
                </Text>
              )}
            </OwnedKeys>
          )}
          {ownsKeys && mayDecide && (
            <FateField
              accountId={id}
              fate={fate}
              onChange={setFate}
              missing={missing}
              error={atField ? failure.message : undefined}
            />
          )}
          {left.created.count > 0 && (
            <CreatedKeys username={username} left={left.created} busy={reading.busy} {...choice} />
          )}
          {left.managesTenants && (
            <Text size="sm">{t('Keys that they made in other tenants are listed there.')}</Text>
          )}
        </>
      )}
    </LeavingFrame>
  );
}
