import { Button, Modal, Skeleton, Stack } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EditForm } from './EditForm.tsx';
import type { DialogProps } from './dialog-props.ts';

/** **Edit API Key**: everything about a key but its owner, its expiry and its secret. */
export default function EditDialog({ row, onClose }: DialogProps) {
  const { id } = row;
  const { value, failure, busy, again } = useReading(
    useCallback(() => api.keys.get({ id }), [id]),
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
        title="Edit API Key"
        size={720}
        returnFocus={false}
        closeOnEscape={!asking && !state.inner}
        closeOnClickOutside={!state.dirty}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {value !== null ? (
          <EditForm id={id} first={value} onState={setState} onCancel={close} onSaved={onClose} />
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
        title="Discard your changes?"
        stay="Keep editing"
        proceed="Discard"
        onStay={() => setAsking(false)}
        onProceed={onClose}
      >
        They were not saved yet.
      </ConfirmDialog>
    </>
  );
}
