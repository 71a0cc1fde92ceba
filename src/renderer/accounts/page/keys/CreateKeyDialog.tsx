import { Button, Modal, Skeleton, Stack } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { AccountDetails } from '../../../../shared/account-row.ts';
import { useReading } from '../../../access/useReading.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../../ui/FailureAlert.tsx';
import { readFirstValues } from './create-key.ts';
import { CreateKeyForm } from './CreateKeyForm.tsx';

interface Props {
  readonly account: AccountDetails;
  readonly onClose: () => void;
  /** The key is there and waits to be saved. */
  readonly onCreated: () => void;
}

/** **Create API key**: a key of one account. Nothing that was typed is lost without asking. */
export function CreateKeyDialog({ account: { row }, onClose, onCreated }: Props) {
  // As it was when the window was opened: a change of somebody else does not change what is being typed.
  const [owner] = useState(row);
  const { value, failure, busy, again } = useReading(
    useCallback(() => readFirstValues(owner), [owner]),
    false,
  );
  const [state, setState] = useState({ dirty: false, busy: false, inner: false });
  const [asking, setAsking] = useState(false);
  const close = () => {
    if (state.busy) return;
    // Later: the question would take the same Escape for its answer.
    if (state.dirty) setTimeout(() => setAsking(true));
    else onClose();
  };
  return (
    <>
      <Modal
        opened
        onClose={close}
        title="Create API key"
        size={720}
        returnFocus={false}
        closeOnEscape={!asking && !state.inner}
        closeOnClickOutside={!state.dirty}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {value !== null ? (
          <CreateKeyForm
            account={owner}
            first={value}
            onState={setState}
            onCancel={close}
            onCreated={onCreated}
          />
        ) : failure !== null ? (
          <Stack gap="md" align="start">
            <FailureAlert failure={failure} />
            <Button variant="default" loading={busy} onClick={again}>
              Try again
            </Button>
          </Stack>
        ) : (
          <Stack gap="md" aria-busy="true">
            <Skeleton height={36} />
            <Skeleton height={96} />
            <Skeleton height={36} />
          </Stack>
        )}
      </Modal>
      <ConfirmDialog
        opened={asking}
        title="Discard this key?"
        stay="Keep editing"
        proceed="Discard"
        onStay={() => setAsking(false)}
        onProceed={onClose}
      >
        It was not generated yet. What you typed will be lost.
      </ConfirmDialog>
    </>
  );
}
