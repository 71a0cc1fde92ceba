import { create } from 'zustand';
import type { KeyRow } from '../../shared/key-row.ts';
import { whenOthersCome } from '../app/session.ts';

/** The dialogs about one key. Any screen opens one; `KeyDialogs` shows it. */
export type KeyDialogKind =
  'edit' | 'rotate' | 'revoke' | 'reinstate' | 'remove' | 'permissions' | 'finish-rotation';

interface KeyDialogStore {
  readonly open: { readonly kind: KeyDialogKind; readonly row: KeyRow } | null;
}

export const useKeyDialog = create<KeyDialogStore>()(() => ({ open: null }));

export const openKeyDialog = (kind: KeyDialogKind, row: KeyRow): void =>
  useKeyDialog.setState({ open: { kind, row } });

export const closeKeyDialog = (): void => useKeyDialog.setState({ open: null });

whenOthersCome(closeKeyDialog);
