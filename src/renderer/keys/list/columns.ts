import type { KeyColumn } from '../../../shared/key-choices.ts';
import { type Message, msg } from '../../../shared/language/t.ts';

/** The columns of the list, each with its name on the screen. */
export const COLUMNS: readonly { readonly column: KeyColumn; readonly name: Message }[] = [
  { column: 'name', name: msg('Name') },
  { column: 'key', name: msg('Key') },
  { column: 'owner', name: msg('Owner') },
  { column: 'authorization-group', name: msg('Authorization group') },
  { column: 'status', name: msg('Status') },
  { column: 'expires', name: msg('Expires') },
  { column: 'last-used', name: msg('Last used') },
  { column: 'created', name: msg('Created') },
];

/** Pixels; drawing only the rows in sight relies on it, and on `useKeyRowHeight`. */
export const HEAD_HEIGHT = 40;
