import '../styles.ts';
import { Modal, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { KeyName } from '../../keys/dialogs/KeyName.tsx';
import { rich } from '../../ui/rich.tsx';
import { toast } from '../../ui/toast.tsx';
import { tellAccountChange } from '../account-changes.ts';
import type { LeavingDialogProps, QuestionProps } from './leaver.ts';
import { LeavingFrame } from './LeavingFrame.tsx';
import { OwnedKeys } from './LeftKeys.tsx';
import { ReadingKeys } from './ReadingKeys.tsx';
import { useLeaving } from './useLeaving.ts';
import { useLeftKeys } from './useLeftKeys.ts';
import { worksAgainText } from './words.ts';

/** **Enable account**: lets somebody in again, and their keys with them. */
export function EnableDialog({ account, ...props }: LeavingDialogProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('Enable account')}
      size={620}
      withCloseButton={false}
    >
      {account !== null && <Question account={account} {...props} />}
    </Modal>
  );
}

function Question({ account, onClose, onDone }: QuestionProps) {
  const { id, username, apiOnly } = account;
  const { reading } = useLeftKeys(id);
  const owned = reading.value?.owned ?? null;
  const finish = () => {
    onClose();
    onDone();
    tellAccountChange();
  };
  const leaving = useLeaving((said) => {
    finish();
    toast({ message: said });
  });
  const { step } = leaving;
  const act = async () => {
    await api.accounts.enable({ id });
    return t('“{username}” was enabled.', { username });
  };
  return (
    <LeavingFrame
      leaving={leaving}
      action={t('Enable')}
      ready={owned !== null}
      failure={step.type === 'asking' ? step.failure : null}
      onAction={() => leaving.start({ act, keys: [], how: 'until-reinstated' })}
      onClose={onClose}
      onLeft={finish}
    >
      <Text size="sm">
        {rich('Enable the account {username}? {apiOnly}', {
          username: <KeyName name={username} />,
          apiOnly: !apiOnly && t('It can sign in again, with the same password.'),
        })}
      </Text>
      {owned === null ? (
        <ReadingKeys reading={reading} />
      ) : owned.count === 0 ? (
        <Text size="sm" c="dimmed" role="status">
          {t('It owns no keys.')}
        </Text>
      ) : (
        <OwnedKeys username={username} left={owned}>
          <Text size="sm">{worksAgainText(owned)}</Text>
        </OwnedKeys>
      )}
    </LeavingFrame>
  );
}
