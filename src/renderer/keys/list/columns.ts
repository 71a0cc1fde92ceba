import type { KeyColumn } from '../../../shared/key-choices.ts';

/** The columns of the list, each with its name on the screen. */
export const COLUMNS: readonly { readonly column: KeyColumn; readonly name: string }[] = [
  { column: 'name', name: 'Name' },
  { column: 'key', name: 'Key' },
  { column: 'owner', name: 'Owner' },
  { column: 'authorization-group', name: 'Authorization group' },
  { column: 'status', name: 'Status' },
  { column: 'expires', name: 'Expires' },
  { column: 'last-used', name: 'Last used' },
  { column: 'created', name: 'Created' },
];

/** Pixels; drawing only the rows in sight relies on it, and on `useKeyRowHeight`. */
export const HEAD_HEIGHT = 40;
