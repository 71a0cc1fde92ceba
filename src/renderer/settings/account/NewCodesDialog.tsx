import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { useShowSecret } from '../../secrets/SecretHost.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { fieldProps } from '../../ui/fieldProps.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useSubmit } from '../../ui/useSubmit.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The old codes have just stopped working. */
  readonly onMade: () => void;
  /** The new ones are stored. */
  readonly onStored: () => void;
}

/** Asks for the password before all codes are replaced; the new ones then stand over the screen until they are stored. */
export function NewCodesDialog({ opened, ...props }: Props) {
  const [made, setMade] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('New recovery codes')}
      withCloseButton={false}
      size={420}
      // The codes take the focus then.
      returnFocus={!made}
      onExitTransitionEnd={() => setMade(false)}
    >
      <Question
        {...props}
        onMade={() => {
          setMade(true);
          props.onMade();
        }}
      />
    </Modal>
  );
}

function Question({ onClose, onMade, onStored }: Omit<Props, 'opened'>) {
  const show = useShowSecret();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (text) => (text === '' ? t('Enter the password.') : null) },
  });
  const { busy, failure, mustWait, onSubmit } = useSubmit(form, async ({ password }) => {
    const { secret } = await api.session.newRecoveryCodes({ password });
    onMade();
    onClose();
    show(secret, onStored);
  });
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md">
        <Text size="sm">
          {t(
            'The codes from before stop working at once. The new ones are shown once: have a safe place ready.',
          )}
        </Text>
        <FailureAlert failure={failure} />
        <PasswordField
          label={t('Password')}
          autoComplete="current-password"
          data-autofocus
          {...fieldProps(form, 'password')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={busy} onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={mustWait}>
            {t('Make new codes')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
