import type { KeyRow } from '../../../shared/key-row.ts';

/** What every dialog about a key is given. */
export interface DialogProps {
  readonly row: KeyRow;
  readonly onClose: () => void;
}
