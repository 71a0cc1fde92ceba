import { Button, Modal, Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import type { Reading } from '../../access/useReading.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';

/** How a form stands, for the window around it. */
interface FormState {
  readonly dirty: boolean;
  readonly busy: boolean;
  /** Something within it is open that Escape is meant for. */
  readonly inner: boolean;
}

interface Props<Values> {
  readonly title: string;
  /** What the form begins with. */
  readonly reading: Reading<Values>;
  /** Asked before what was typed is lost. */
  readonly question: { readonly title: string; readonly text: string };
  readonly onClose: () => void;
  readonly children: (
    first: Values,
    form: { readonly onState: (state: FormState) => void; readonly onCancel: () => void },
  ) => ReactNode;
}

/** A window with a form about a key. Nothing that was typed is lost without asking. */
export function KeyFormDialog<Values>({ title, reading, question, onClose, children }: Props<Values>) {
  const { value, failure, busy, again } = reading;
  const [state, setState] = useState<FormState>({ dirty: false, busy: false, inner: false });
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
        title={title}
        size={720}
        returnFocus={false}
        closeOnEscape={!asking && !state.inner}
        closeOnClickOutside={!state.dirty}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        {value !== null ? (
          children(value, { onState: setState, onCancel: close })
        ) : failure !== null ? (
          <Stack gap="md" align="start">
            <FailureAlert failure={failure} />
            <Button variant="default" loading={busy} onClick={again}>
              {t('Try again')}
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
        title={question.title}
        stay={t('Keep editing')}
        proceed={t('Discard')}
        onStay={() => setAsking(false)}
        onProceed={onClose}
      >
        {question.text}
      </ConfirmDialog>
    </>
  );
}
