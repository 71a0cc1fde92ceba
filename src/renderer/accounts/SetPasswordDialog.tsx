import './styles.ts';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { passwordProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { KeyName } from '../keys/dialogs/KeyName.tsx';
import { NewPassword } from '../sign-in/NewPassword.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import { toast } from '../ui/toast.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { tellAccountChange } from './account-changes.ts';

interface Props {
  readonly account: { readonly id: number; readonly username: string };
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** **Set password** of another person. Escape and a click outside give up only what is untouched. */
export function SetPasswordDialog(props: Props) {
  const [dirty, setDirty] = useState(false);
  return (
    <Modal
      opened={props.opened}
      onClose={() => !dirty && props.onClose()}
      title={t('Set password')}
      withCloseButton={false}
      size={460}
    >
      <PasswordForm {...props} onDirty={setDirty} />
    </Modal>
  );
}

interface FormProps extends Props {
  readonly onDirty: (dirty: boolean) => void;
}

function PasswordForm({ account: { id, username }, onClose, onDone, onDirty }: FormProps) {
  const form = useForm({ initialValues: { password: '' }, validate: { password: passwordProblem } });
  const isDirty = form.values.password !== '';
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [onDirty, isDirty]);
  const { busy, failure, onSubmit } = useSubmit(form, async ({ password }) => {
    await api.accounts.setPassword({ id, password });
    onClose();
    onDone();
    tellAccountChange();
    toast({ message: t('The new password of “{username}” is in force.', { username }) });
  });
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md">
        <Text size="sm">
          <KeyName name={username} />{' '}
          {t(
            'signs in with the new password from now on. Their remembered devices are forgotten. Tell nobody else.',
          )}
        </Text>
        <FailureAlert failure={failure} />
        <NewPassword
          label={t('New password')}
          password={form.values.password}
          data-autofocus
          {...fieldProps(form, 'password')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={busy} onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('Set password')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
