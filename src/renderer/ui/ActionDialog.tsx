import { type ReactNode, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { RowDialog } from '../access/useRowDialog.ts';
import type { Failure } from '../../shared/rpc.ts';
import { failureOf } from '../api.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FailureAlert } from './FailureAlert.tsx';

interface Props<Row> {
  readonly dialog: RowDialog<Row>;
  readonly title: string;
  readonly proceed: string;
  readonly act: (row: Row) => Promise<unknown>;
  readonly onDone: (row: Row) => void;
  /** What was acted on goes, and the button that opened this with it: `onDone` says where the focus goes. */
  readonly takesRow?: boolean;
  readonly children: (row: Row) => ReactNode;
}

/** Asks before something is done to a row of a table, and says why it was not. */
export function ActionDialog<Row>(props: Props<Row>) {
  const { row, opened, close } = props.dialog;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<Row | null>(null);
  const stay = () => {
    setFailure(null);
    close();
  };
  const attempt = async (wanted: Row) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await props.act(wanted);
      setDone(wanted);
      close();
      props.onDone(wanted);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={props.title}
      stay={t('Cancel')}
      proceed={props.proceed}
      busy={busy}
      returnFocus={props.takesRow !== true || row === null || done !== row}
      onStay={stay}
      onProceed={() => row !== null && void attempt(row)}
    >
      {row !== null && props.children(row)}
      <FailureAlert failure={failure} />
    </ConfirmDialog>
  );
}
