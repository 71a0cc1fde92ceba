import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../shared/language/t.ts';
import { api } from '../api.ts';
import { enter } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconInfo } from '../ui/icons.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { Gate } from './Gate.tsx';
import { RememberBox } from './RememberBox.tsx';

interface Props {
  /** Why a kept sign-in did not work. */
  readonly notice: string | undefined;
  readonly onRecover: () => void;
}

export function SignInForm({ notice, onRecover }: Props) {
  const form = useForm({
    initialValues: { username: '', password: '', remember: false },
    validate: {
      username: (text) => (text.trim() === '' ? t('Enter the username.') : null),
      password: (text) => (text === '' ? t('Enter the password.') : null),
    },
  });
  const { busy, failure, mustWait, onSubmit } = useSubmit(form, async (values) => {
    enter(await api.session.signIn(values));
  });
  return (
    <Gate title={t('Sign in')}>
      <form onSubmit={onSubmit} noValidate aria-busy={busy}>
        <Stack gap="sm">
          {notice !== undefined && failure === null && (
            <Alert color="gray" icon={<IconInfo size={18} />} role="status">
              {notice}
            </Alert>
          )}
          <FailureAlert failure={failure} />
          <TextInput
            label={t('Username')}
            autoComplete="username"
            autoFocus
            {...form.getInputProps('username')}
          />
          <PasswordField
            label={t('Password')}
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <RememberBox {...form.getInputProps('remember', { type: 'checkbox' })} />
          <Button type="submit" loading={busy} disabled={mustWait} mt="xs">
            {t('Sign in')}
          </Button>
          <Anchor component="button" type="button" size="sm" ta="center" onClick={onRecover}>
            {t('Use a recovery code')}
          </Anchor>
        </Stack>
      </form>
    </Gate>
  );
}
