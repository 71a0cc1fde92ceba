import { Alert, Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf } from '../api.ts';
import { enter, signOut, useAdministrator, useSession } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconKey } from '../ui/icons.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { Gate } from './Gate.tsx';

/** Lies over the program, which keeps its unsaved forms below, out of reach. */
export function LockScreen() {
  const { username, tenant } = useAdministrator();
  const closeAskedFor = useSession((store) => store.closeAskedFor);
  const [signOutFailure, setSignOutFailure] = useState<Failure | null>(null);
  useRestoredTitle();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (text) => (text === '' ? t('Enter the password.') : null) },
  });
  const { busy, failure, mustWait, onSubmit } = useSubmit(form, async ({ password }) => {
    enter(await api.session.unlock({ password }));
  });
  const leave = () => signOut().catch((error: unknown) => setSignOutFailure(failureOf(error)));
  return (
    <Gate title={t('Locked')} lead={`${username} · ${tenant.name}`}>
      <form onSubmit={onSubmit} noValidate aria-busy={busy}>
        <Stack gap="sm">
          {closeAskedFor !== null && (
            <Alert color="yellow" icon={<IconKey size={18} />} role="status">
              {t('Something you generated is not saved yet, so Latchkey did not close. Unlock to save it.')}
            </Alert>
          )}
          <FailureAlert failure={failure ?? signOutFailure} />
          <PasswordField
            label={t('Password')}
            autoComplete="current-password"
            autoFocus
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={busy} disabled={mustWait} mt="xs">
            {t('Unlock')}
          </Button>
          <Button variant="default" onClick={() => void leave()}>
            {t('Sign out')}
          </Button>
        </Stack>
      </form>
    </Gate>
  );
}

/** The screen below named the window and will not do it again when the lock goes. */
function useRestoredTitle() {
  const [before] = useState(() => document.title);
  useEffect(
    () => () => {
      document.title = before;
    },
    [before],
  );
}
