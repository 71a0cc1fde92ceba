import '../styles.ts';
import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { KeyName } from '../../keys/dialogs/KeyName.tsx';
import { tellKeyChange } from '../../keys/key-changes.ts';
import { rich } from '../../ui/rich.tsx';
import { toast } from '../../ui/toast.tsx';
import { tellAccountChange } from '../account-changes.ts';
import type { LeavingDialogProps, QuestionProps } from './leaver.ts';
import { LeavingFrame } from './LeavingFrame.tsx';
import { CreatedKeys, OwnedKeys } from './LeftKeys.tsx';
import { NoKeys } from './NoKeys.tsx';
import { ReadingKeys } from './ReadingKeys.tsx';
import { useLeaving } from './useLeaving.ts';
import { useLeftKeys } from './useLeftKeys.ts';
import { revokedText } from './words.ts';

/** **Disable account**: shuts somebody out, and decides about the keys that they know. */
export function DisableDialog({ account, ...props }: LeavingDialogProps) {
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      opened={props.opened}
      onClose={() => !busy && props.onClose()}
      title={t('Disable account')}
      size={620}
      withCloseButton={false}
      closeOnClickOutside={!busy}
    >
      {account !== null && <Question account={account} {...props} onBusy={setBusy} />}
    </Modal>
  );
}

interface Props extends QuestionProps {
  readonly onBusy: (busy: boolean) => void;
}

function Question({ account, onClose, onDone, onBusy }: Props) {
  const { id, username, apiOnly } = account;
  const { reading, ticked, ...choice } = useLeftKeys(id);
  const left = reading.value;
  const finish = () => {
    onBusy(false);
    onClose();
    onDone();
    tellAccountChange();
    if (ticked.length > 0) tellKeyChange({ type: 'many' });
  };
  const leaving = useLeaving((said, revoked, how) => {
    finish();
    toast({ message: revoked === 0 ? said : `${said} ${revokedText(revoked, how)}` });
  });
  const { step } = leaving;
  const act = async () => {
    onBusy(true);
    try {
      await api.accounts.disable({ id });
    } catch (error) {
      onBusy(false);
      throw error;
    }
    return t('“{username}” was disabled.', { username });
  };
  return (
    <LeavingFrame
      leaving={leaving}
      action={t('Disable')}
      danger
      ready={left !== null}
      failure={step.type === 'asking' ? step.failure : null}
      onAction={() => leaving.start({ act, keys: ticked, how: choice.how })}
      onClose={onClose}
      onLeft={finish}
    >
      <Text size="sm">
        {rich('Disable the account {username}? {value} You can enable it again.', {
          username: <KeyName name={username} />,
          value: apiOnly
            ? t('Its keys stop working at once.')
            : t('It cannot sign in any more, and its remembered devices are forgotten.'),
        })}
      </Text>
      {left === null ? (
        <ReadingKeys reading={reading} />
      ) : (
        <>
          {left.owned.count === 0 && left.created.count === 0 && <NoKeys apiOnly={apiOnly} />}
          {left.owned.count > 0 && (
            <OwnedKeys username={username} left={left.owned}>
              <Text size="sm">
                {t('They stop working at once, and work again when the account is enabled.')}
              </Text>
            </OwnedKeys>
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
