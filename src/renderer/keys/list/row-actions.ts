import type { KeyRow } from '../../../shared/key-row.ts';
import { msg, t } from '../../../shared/language/t.ts';
import { navigate } from '../../app/router.ts';
import { openKeyDialog } from '../key-dialog.ts';
import { clonePath, detailsPath } from '../paths.ts';

/** What can be done from the row of a key. */
export type RowAction =
  | 'details'
  | 'permissions'
  | 'clone'
  | 'edit'
  | 'rotate'
  | 'finish-rotation'
  | 'revoke'
  | 'reinstate'
  | 'remove';

const PERMANENT = msg('This key is revoked permanently, which cannot be undone.');

/** Why an action cannot be done to a key in its present state, or `null`. The core refuses the same. */
export function refusalOf(action: RowAction, { revocation }: Pick<KeyRow, 'revocation'>): string | null {
  switch (action) {
    case 'edit':
    case 'reinstate':
      return revocation === 'permanent' ? t(PERMANENT) : null;
    case 'rotate':
    case 'finish-rotation':
      if (revocation === 'permanent') return t(PERMANENT);
      return revocation === null ? null : t('This key is revoked. Reinstate it first.');
    case 'revoke':
      return revocation === null ? null : t('This key is revoked already.');
    case 'details':
    case 'permissions':
    case 'clone':
    case 'remove':
      return null;
  }
}

/** Does what was asked for, or opens the dialog that asks further. */
export function act(action: RowAction, row: KeyRow): void {
  if (refusalOf(action, row) !== null) return;
  if (action === 'details') navigate(detailsPath(row.id));
  else if (action === 'clone') navigate(clonePath(row.id));
  else openKeyDialog(action, row);
}

export const isAction = (name: string | undefined): name is RowAction =>
  name !== undefined && ACTIONS.has(name);
const ACTIONS: ReadonlySet<string> = new Set<RowAction>([
  'details',
  'permissions',
  'clone',
  'edit',
  'rotate',
  'finish-rotation',
  'revoke',
  'reinstate',
  'remove',
]);

/** The rotation of a key while both secrets work. */
export const rotationOf = (row: KeyRow, now: number): KeyRow['rotation'] =>
  row.rotation !== null && row.rotation.endsAt > now && row.revocation === null ? row.rotation : null;
