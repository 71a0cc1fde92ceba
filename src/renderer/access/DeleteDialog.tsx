import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import { failureOf } from '../api.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { rich } from '../ui/rich.tsx';
import type { RowDialog } from './useRowDialog.ts';

interface Props<Row> {
  readonly dialog: RowDialog<Row>;
  /** "role": what it is called in a sentence. */
  readonly one: string;
  readonly name: (row: Row) => string;
  /** Why it cannot be deleted now, as a sentence; `null` when it can. */
  readonly inUse: (row: Row) => string | null;
  /** Who uses it; asked for when it cannot be deleted. */
  readonly renderUsers: (row: Row) => ReactNode;
  readonly remove: (row: Row) => Promise<unknown>;
  readonly onRemoved: (row: Row) => void;
}

/** Asks before something is deleted; while it is in use it names its users instead. */
export function DeleteDialog<Row>(props: Props<Row>) {
  const { row, opened, close } = props.dialog;
  const [removed, setRemoved] = useState<Row | null>(null);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('Delete {one}', { one: props.one })}
      withCloseButton={false}
      size={440}
      // The button that opened it goes with its row.
      returnFocus={row === null || removed !== row}
    >
      {row !== null && <Question {...props} row={row} onGone={setRemoved} />}
    </Modal>
  );
}

interface QuestionProps<Row> extends Props<Row> {
  readonly row: Row;
  readonly onGone: (row: Row) => void;
}

function Question<Row>({ row, dialog, one, onGone, ...props }: QuestionProps<Row>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // The core knows of users that came after the list was read.
  const reason = failure?.code === 'IN_USE' ? failure.message : props.inUse(row);
  const attempt = async () => {
    if (busy || reason !== null) return;
    setBusy(true);
    setFailure(null);
    try {
      await props.remove(row);
      onGone(row);
      dialog.close();
      props.onRemoved(row);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="md">
      <Text size="sm" id="delete-question" role="status">
        {reason ?? (
          <>
            {rich('Delete the {one} {name}? This cannot be undone.', { one, name: <b>{props.name(row)}</b> })}
          </>
        )}
      </Text>
      {failure !== null && failure.code !== 'IN_USE' && <FailureAlert failure={failure} />}
      {reason !== null && props.renderUsers(row)}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={dialog.close} data-autofocus>
          {reason === null ? t('Cancel') : t('Close')}
        </Button>
        <Button
          color="red.9"
          loading={busy}
          onClick={() => void attempt()}
          {...(reason !== null && {
            'data-disabled': true,
            'aria-disabled': true,
            'aria-describedby': 'delete-question',
          })}
        >
          {t('Delete')}
        </Button>
      </Group>
    </Stack>
  );
}
