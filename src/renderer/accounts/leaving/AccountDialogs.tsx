import type { AccountRow } from '../../../shared/account-row.ts';
import type { RowDialog } from '../../access/useRowDialog.ts';
import { DeleteAccountDialog } from './DeleteAccountDialog.tsx';
import { DisableDialog } from './DisableDialog.tsx';
import { EnableDialog } from './EnableDialog.tsx';

interface Props {
  readonly status: RowDialog<AccountRow>;
  readonly deletion: RowDialog<AccountRow>;
  readonly onChanged?: () => void;
  readonly onRemoved: () => void;
}

const nothing = () => {};

/** The dialogs by which an account leaves or comes back, over a list or its own page. */
export function AccountDialogs({ status, deletion, onChanged = nothing, onRemoved }: Props) {
  // As it was when the dialog was opened: it stays the same one while the account changes behind it.
  const { row, opened, close } = status;
  const disabled = row?.status === 'disabled';
  return (
    <>
      <DisableDialog account={row} opened={opened && !disabled} onClose={close} onDone={onChanged} />
      <EnableDialog account={row} opened={opened && disabled} onClose={close} onDone={onChanged} />
      <DeleteAccountDialog
        account={deletion.row}
        opened={deletion.opened}
        onClose={deletion.close}
        onDone={onRemoved}
      />
    </>
  );
}
