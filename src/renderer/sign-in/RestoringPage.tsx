import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf } from '../api.ts';
import { enter } from '../app/session.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { Gate } from './Gate.tsx';

/** While the keychain is asked for a kept sign-in; it may take five seconds, and nobody has to wait. */
export function RestoringPage() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = async () => {
    try {
      enter(await api.session.stopRestoring(undefined));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Gate title={t('Welcome back')} windowTitle={t('Signing in')}>
      <Stack gap="md">
        <FailureAlert failure={failure} />
        <Group gap="sm" role="status">
          <Loader size="sm" aria-hidden="true" />
          <Text size="sm">{t('Signing in…')}</Text>
        </Group>
        <Button variant="default" onClick={() => void stop()}>
          {t('Use password instead')}
        </Button>
      </Stack>
    </Gate>
  );
}
