import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { forgetCloseRequest } from '../app/session.ts';
import { Gate } from '../sign-in/Gate.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconAlert, IconCheck, IconCopy, IconDownload } from '../ui/icons.ts';
import classes from './Secret.module.css';
import { type SecretProps, useSaving } from './useSaving.ts';

/** Once, after set-up: the codes with which a forgotten password can be replaced. */
export function RecoveryCodes(props: SecretProps) {
  const { secret, closing } = props;
  const { result, failure, busy, copy, download, release } = useSaving(props);
  return (
    <Gate
      title="Recovery codes"
      lead="If you forget your password, one of these codes lets you set a new one. Each works once. Keep them in a safe place, away from this computer."
    >
      <Stack gap="md">
        <Alert color="yellow" icon={<IconAlert size={18} />} role="note">
          Store these codes now. They will not be shown again.
        </Alert>
        <ul className={classes.codes} aria-label="Recovery codes">
          {secret.text
            .trim()
            .split('\n')
            .map((code) => (
              <li key={code}>{code}</li>
            ))}
        </ul>
        <FailureAlert failure={failure} />
        <Group gap="xs" grow>
          <Button variant="default" onClick={copy} leftSection={<IconCopy size={16} />}>
            Copy
          </Button>
          <Button variant="default" onClick={download} leftSection={<IconDownload size={16} />}>
            Download
          </Button>
        </Group>
        <Text
          size="sm"
          role="status"
          className={classes.result}
          data-done={(result !== '' && secret.saved) || undefined}
        >
          {result !== '' && secret.saved && <IconCheck size={16} aria-hidden="true" />}
          <span>{result || 'You can also write them down.'}</span>
        </Text>
        {/* Written down by hand counts too, and only the person knows. */}
        <Button onClick={() => release(true)} loading={busy}>
          I have stored them
        </Button>
      </Stack>
      <ConfirmDialog
        opened={closing && !secret.saved}
        title="Close without saving the recovery codes?"
        stay="Go back"
        proceed="Close without saving"
        busy={busy}
        onStay={forgetCloseRequest}
        onProceed={() => release(true)}
      >
        You have neither copied nor downloaded them, and they cannot be shown again. Without them a forgotten
        password cannot be replaced.
      </ConfirmDialog>
    </Gate>
  );
}
