import type { KeyRow, KeyUsage } from '../../shared/key-row.ts';

/** What this window has just done to keys, for every screen that shows some. Changes of others come as `store-changed`. */
export type KeyChange =
  | { readonly type: 'generated' | 'changed' | 'restored'; readonly row: KeyRow; readonly usage: KeyUsage }
  | { readonly type: 'removed'; readonly id: number; readonly usage: KeyUsage }
  /** Many at once: read again what is shown. */
  | { readonly type: 'many' };

const listeners = new Set<(change: KeyChange) => void>();

export const tellKeyChange = (change: KeyChange): void => listeners.forEach((listener) => listener(change));

/** Returns the function that stops listening. */
export function onKeyChange(listener: (change: KeyChange) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
