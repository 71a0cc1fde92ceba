import { useState } from 'react';
import type { RowDialog } from '../access/useRowDialog.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf } from '../api.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import type { Member } from './subject.ts';

interface Props {
  readonly group: { readonly id: number; readonly name: string };
  readonly dialog: RowDialog<Member>;
  readonly onRemoved: (member: Member) => void;
}

/** Asks before an account loses data that its programs may be reading at this moment. */
export function RemoveMemberDialog({ group, dialog, onRemoved }: Props) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { row, opened, close } = dialog;
  const stay = () => {
    setFailure(null);
    close();
  };
  const remove = async (member: Member) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await api.dataAccess.removeMembers({ id: group.id, accountIds: [member.id] });
      close();
      onRemoved(member);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      opened={opened}
      title="Remove member"
      stay="Cancel"
      proceed="Remove"
      busy={busy}
      onStay={stay}
      onProceed={() => row !== null && void remove(row)}
    >
      Remove <b>{row?.username}</b> from “{group.name}”? From their next verification on, its keys hand on
      these scopes only if another of its groups has them too.
      <FailureAlert failure={failure} />
    </ConfirmDialog>
  );
}
