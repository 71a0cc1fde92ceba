import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { forgetCloseRequest } from '../app/session.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconAlert, IconCheck, IconCopy, IconDownload } from '../ui/icons.ts';
import classes from './Secret.module.css';
import { type SecretProps, useSaving } from './useSaving.ts';

/** **Save generated key**: the only place where a key is ever seen. It does not close before the key was saved or given up. */
export function SecretOnce(props: SecretProps) {
  const { secret, closing } = props;
  const { result, failure, busy, copy, download, release } = useSaving(props);
  const [asking, setAsking] = useState(false);
  const close = () => (secret.saved ? release(false) : setAsking(true));
  const goBack = () => {
    setAsking(false);
    forgetCloseRequest();
  };
  return (
    <>
      <Modal
        opened
        onClose={close}
        title="Save generated key"
        size={560}
        withCloseButton={false}
        closeOnEscape={secret.saved}
        closeOnClickOutside={false}
        returnFocus={false}
        overlayProps={{ backgroundOpacity: 0.6, blur: 2 }}
      >
        <Stack gap="md">
          <Alert color="yellow" icon={<IconAlert size={18} />} role="note">
            Copy this key now. It will not be shown again.
          </Alert>
          <TextInput
            label="API key"
            description={<span className={classes.name}>{secret.name}</span>}
            value={secret.text}
            readOnly
            classNames={{ input: classes.secret ?? '' }}
            onFocus={(event) => event.currentTarget.select()}
            spellCheck={false}
            autoComplete="off"
          />
          <FailureAlert failure={failure} />
          <Text
            size="sm"
            role="status"
            className={classes.result}
            data-done={(result !== '' && secret.saved) || undefined}
          >
            {result !== '' && secret.saved && <IconCheck size={16} aria-hidden="true" />}
            <span>{result || 'Store it in a vault, or where the application keeps its secrets.'}</span>
          </Text>
          <Group gap="xs">
            <Button onClick={copy} leftSection={<IconCopy size={16} />} data-autofocus>
              Copy to clipboard
            </Button>
            <Button variant="default" onClick={download} leftSection={<IconDownload size={16} />}>
              Download
            </Button>
            <Button variant="default" ml="auto" onClick={close}>
              Close
            </Button>
          </Group>
        </Stack>
      </Modal>
      <ConfirmDialog
        opened={asking || (closing && !secret.saved)}
        title="Close without saving the key?"
        stay="Go back"
        proceed="Close without saving"
        busy={busy}
        onStay={goBack}
        onProceed={() => release(true)}
      >
        You have neither copied nor downloaded this key. It cannot be shown again; you would have to generate
        a new one.
      </ConfirmDialog>
    </>
  );
}
