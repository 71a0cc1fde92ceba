import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../shared/language/t.ts';
import { nameProblem, ORGANISATION_NAME, passwordProblem, USERNAME } from '../../shared/text.ts';
import { api } from '../api.ts';
import { enter } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { Gate } from './Gate.tsx';
import { FromBackup } from '../store/FromBackup.tsx';
import { NewPassword } from './NewPassword.tsx';

/** The first run: an organisation and its first administrator. */
export function SetUpPage() {
  const form = useForm({
    initialValues: { organisation: '', username: '', password: '', confirm: '' },
    validate: {
      organisation: (text) => nameProblem(t('Organisation name'), text, ORGANISATION_NAME),
      username: (text) => nameProblem(t('Username'), text, USERNAME),
      password: passwordProblem,
      confirm: (text, { password }) => (text === password ? null : t('The two passwords are not the same.')),
    },
  });
  const { busy, failure, onSubmit } = useSubmit(form, async ({ organisation, username, password }) => {
    // The recovery codes are shown by `SecretHost`, which asks for what waits to be saved.
    enter(await api.session.setUp({ organisation, username, password }));
  });
  return (
    <Gate
      title={t('Set up Latchkey')}
      lead={t(
        'Name your organisation and create its first administrator. Everything stays on this computer.',
      )}
    >
      <form onSubmit={onSubmit} noValidate aria-busy={busy}>
        <Stack gap="sm">
          <FailureAlert failure={failure} />
          <TextInput
            label={t('Organisation name')}
            autoComplete="organization"
            autoFocus
            {...fieldProps(form, 'organisation')}
          />
          <TextInput label={t('Username')} autoComplete="username" {...fieldProps(form, 'username')} />
          <NewPassword
            label={t('Password')}
            password={form.values.password}
            {...fieldProps(form, 'password')}
          />
          <PasswordField
            label={t('Confirm password')}
            autoComplete="new-password"
            {...fieldProps(form, 'confirm')}
          />
          <Button type="submit" loading={busy} mt="xs">
            {t('Create administrator')}
          </Button>
        </Stack>
      </form>
      <Stack mt="xs">
        <FromBackup variant="subtle" />
      </Stack>
    </Gate>
  );
}
