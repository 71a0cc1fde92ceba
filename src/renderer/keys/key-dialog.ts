import { create } from 'zustand';
import type { KeyRow } from '../../shared/key-row.ts';
import { whenOthersCome } from '../app/session.ts';

/** The dialogs about one key. Any screen opens one; `KeyDialogs` shows it. */
export type KeyDialogKind =
  'edit' | 'rotate' | 'revoke' | 'reinstate' | 'remove' | 'permissions' | 'finish-rotation';

/** Where **Edit API Key** begins, for who came because of one thing; otherwise with the name. */
export type EditPlace = 'allowlist' | 'permissions' | 'apiAccess';

interface KeyDialogStore {
  readonly open: { readonly kind: KeyDialogKind; readonly row: KeyRow; readonly at: EditPlace | null } | null;
}

export const useKeyDialog = create<KeyDialogStore>()(() => ({ open: null }));

export const openKeyDialog = (kind: KeyDialogKind, row: KeyRow, at: EditPlace | null = null): void =>
  useKeyDialog.setState({ open: { kind, row, at } });

export const closeKeyDialog = (): void => useKeyDialog.setState({ open: null });

whenOthersCome(closeKeyDialog);
