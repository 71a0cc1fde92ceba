import type { AccountRow } from '../../../shared/account-row.ts';

/** Of the account that a dialog is about, as much as it needs. */
export type Leaver = Pick<AccountRow, 'id' | 'username' | 'apiOnly'>;

export interface LeavingDialogProps {
  /** `null` before the first time: the dialog is there before it opens, so that it can give the focus back. */
  readonly account: Leaver | null;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** After it was done and the dialog has closed. */
  readonly onDone: () => void;
}

/** The same, for what stands in the dialog. */
export type QuestionProps = LeavingDialogProps & { readonly account: Leaver };
