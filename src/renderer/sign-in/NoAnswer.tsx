import { Button, Stack } from '@mantine/core';
import type { Failure } from '../../shared/rpc.ts';
import { Gate } from './Gate.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { askForSession } from '../app/session.ts';

/** Not even the question where the program stands was answered. */
export function NoAnswer({ failure }: { readonly failure: Failure }) {
  return (
    <Gate title="Latchkey did not start" windowTitle="No answer">
      <Stack gap="md">
        <FailureAlert failure={failure} />
        <Button onClick={() => void askForSession()}>Try again</Button>
      </Stack>
    </Gate>
  );
}
