import type { KeychainUnavailable } from '../../../shared/keychain-words.ts';
import type { Anchor } from './verify-log.ts';

/** What a process that may not touch the keychain asks one that may. */

export interface AnchorQuestion {
  /** The store's, absolute: the keychain knows which log belongs there. `null`: the named log is meant, wherever it is. */
  readonly path: string | null;
  /** Of the log that stands there. */
  readonly logId: string;
}

export type AnchorAnswer =
  | { readonly ok: true; readonly anchor: Anchor | null }
  | { readonly ok: false; readonly unavailable: KeychainUnavailable };

/** The variable of the environment in which the question is put, as JSON. Nothing in it is secret. */
export const QUESTION = 'LATCHKEY_ANCHOR_QUESTION';
