import type { AccountRow } from '../../../shared/account-row.ts';

/** Of the account that a dialog is about, as much as it needs. */
export type Leaver = Pick<AccountRow, 'id' | 'username' | 'apiOnly'>;

export interface LeavingDialogProps {
  readonly account: Leaver;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** After it was done and the dialog has closed. */
  readonly onDone: () => void;
}
