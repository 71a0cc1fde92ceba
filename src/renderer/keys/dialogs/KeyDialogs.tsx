import { type ComponentType, useEffect, useRef } from 'react';
import { fetched } from '../../app/fetched.tsx';
import { useRouter } from '../../app/router.ts';
import { closeKeyDialog, type KeyDialogKind, useKeyDialog } from '../key-dialog.ts';
import type { DialogProps } from './dialog-props.ts';
import { FinishRotationDialog } from './FinishRotationDialog.tsx';
import { focusOpener } from './focus-opener.ts';
import { ReinstateDialog } from './ReinstateDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

const DIALOGS: Readonly<Record<KeyDialogKind, ComponentType<DialogProps>>> = {
  edit: fetched(() => import('./EditDialog.tsx')),
  rotate: fetched(() => import('./RotateDialog.tsx')),
  revoke: RevokeDialog,
  reinstate: ReinstateDialog,
  remove: RemoveDialog,
  permissions: fetched(() => import('./KeyPermissionsDialog.tsx')),
  'finish-rotation': FinishRotationDialog,
};

/** The dialog about one key that some screen has opened, over whatever screen that is. */
export function KeyDialogs() {
  const open = useKeyDialog((store) => store.open);
  const path = useRouter((router) => router.path);
  const wasOpen = useRef(false);
  const shownOn = useRef(path);
  useEffect(() => {
    // Another screen, another matter.
    if (shownOn.current !== path) closeKeyDialog();
    shownOn.current = path;
  }, [path]);
  useEffect(() => {
    if (open === null && wasOpen.current) focusOpener();
    wasOpen.current = open !== null;
  }, [open]);
  if (open === null) return null;
  const Dialog = DIALOGS[open.kind];
  return <Dialog key={`${open.kind} ${open.row.id}`} row={open.row} at={open.at} onClose={closeKeyDialog} />;
}
