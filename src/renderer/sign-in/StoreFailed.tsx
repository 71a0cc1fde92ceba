import { Code, Stack, Text } from '@mantine/core';
import type { SessionState } from '../../shared/session.ts';
import { Gate } from './Gate.tsx';

type Props = Omit<Extract<SessionState, { status: 'store-failed' }>, 'status'>;

/** The file could not be opened, and was left as it is. */
export function StoreFailed({ code, message, path }: Props) {
  return (
    <Gate title="Latchkey cannot open its store" windowTitle="Store not opened">
      <Stack gap="sm">
        <Text size="sm" role="alert">
          {message}
        </Text>
        <Text size="sm" c="dimmed">
          The file was not changed. Once the cause is removed, close Latchkey and start it again. To begin
          with an empty store instead, move the file away first and keep it: it holds all of your keys.
        </Text>
        <div>
          <Text size="xs" c="dimmed">
            File
          </Text>
          <Code block>{path}</Code>
        </div>
        <div>
          <Text size="xs" c="dimmed">
            Code, for support
          </Text>
          <Code block>{code}</Code>
        </div>
      </Stack>
    </Gate>
  );
}
