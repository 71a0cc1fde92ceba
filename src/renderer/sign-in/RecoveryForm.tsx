import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../shared/language/t.ts';
import { passwordProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { enter } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { Gate } from './Gate.tsx';
import { NewPassword } from './NewPassword.tsx';

/** For a forgotten password: spends one recovery code and sets a new password. */
export function RecoveryForm({ onBack }: { readonly onBack: () => void }) {
  const form = useForm({
    initialValues: { username: '', code: '', newPassword: '', confirm: '' },
    validate: {
      username: (text) => (text.trim() === '' ? t('Enter the username.') : null),
      code: (text) => (text.trim() === '' ? t('Enter a recovery code.') : null),
      newPassword: passwordProblem,
      confirm: (text, { newPassword }) =>
        text === newPassword ? null : t('The two passwords are not the same.'),
    },
  });
  const { busy, failure, mustWait, onSubmit } = useSubmit(form, async ({ username, code, newPassword }) => {
    // oxlint-disable-next-line react/hooks -- a call that only looks like a hook
    enter(await api.session.useRecoveryCode({ username, code, newPassword }));
  });
  return (
    <Gate
      title={t('Use a recovery code')}
      lead={t('Each code works once. Every remembered sign-in of your account ends, on this computer too.')}
    >
      <form onSubmit={onSubmit} noValidate aria-busy={busy}>
        <Stack gap="sm">
          <FailureAlert failure={failure} />
          <TextInput
            label={t('Username')}
            autoComplete="username"
            autoFocus
            {...fieldProps(form, 'username')}
          />
          <TextInput
            label={t('Recovery code')}
            autoComplete="off"
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            {...fieldProps(form, 'code')}
          />
          <NewPassword
            label={t('New password')}
            password={form.values.newPassword}
            {...fieldProps(form, 'newPassword')}
          />
          <PasswordField
            label={t('Confirm password')}
            autoComplete="new-password"
            {...fieldProps(form, 'confirm')}
          />
          <Button type="submit" loading={busy} disabled={mustWait} mt="xs">
            {t('Set password and sign in')}
          </Button>
          <Anchor component="button" type="button" size="sm" ta="center" onClick={onBack}>
            {t('Back to sign in')}
          </Anchor>
        </Stack>
      </form>
    </Gate>
  );
}
