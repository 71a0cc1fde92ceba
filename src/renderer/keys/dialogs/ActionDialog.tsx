import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../shared/language/t.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import classes from './Dialog.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button does, in one word. */
  readonly action: string;
  /** It cuts access or loses something: the button is red and the focus begins on **Cancel**. */
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Something within is open and closes by Escape itself. */
  readonly inner?: boolean;
  readonly onAction: () => void;
  readonly onClose: () => void;
}

/** A question about one key. While the answer is being carried out the dialog stays. */
export function ActionDialog(props: Props) {
  const { title, children, action, danger = false, busy, failure, inner = false, onClose } = props;
  return (
    <Modal
      opened
      onClose={() => !busy && onClose()}
      title={title}
      size={540}
      withCloseButton={false}
      returnFocus={false}
      closeOnClickOutside={!busy}
      closeOnEscape={!inner}
    >
      <Stack gap="md" aria-busy={busy}>
        {children}
      </Stack>
      <div className={classes.foot}>
        <FailureAlert failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={busy} data-autofocus={danger || undefined}>
            {t('Cancel')}
          </Button>
          <Button
            {...(danger && { color: 'red.9' })}
            onClick={props.onAction}
            loading={busy}
            data-autofocus={!danger || undefined}
          >
            {action}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
