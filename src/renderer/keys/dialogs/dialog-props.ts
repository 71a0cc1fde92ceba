import type { KeyRow } from '../../../shared/key-row.ts';
import type { EditPlace } from '../key-dialog.ts';

/** What every dialog about a key is given. */
export interface DialogProps {
  readonly row: KeyRow;
  readonly onClose: () => void;
  /** Where a form begins. */
  readonly at?: EditPlace | null;
}
