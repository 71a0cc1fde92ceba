import { Button, Stack } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import { Gate } from './Gate.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { askForSession } from '../app/session.ts';

/** Not even the question where the program stands was answered. */
export function NoAnswer({ failure }: { readonly failure: Failure }) {
  return (
    <Gate title={t('Latchkey did not start')} windowTitle={t('No answer')}>
      <Stack gap="md">
        <FailureAlert failure={failure} />
        <Button onClick={() => void askForSession()}>{t('Try again')}</Button>
      </Stack>
    </Gate>
  );
}
