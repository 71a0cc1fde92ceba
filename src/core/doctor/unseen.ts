import type { KeychainUnavailable } from '../../shared/keychain-words.ts';
import type { Unseen, UnseenCode } from './trouble.ts';

/** What could not be looked at. */

/** Something else has to be mended before anybody can look into the store. */
export const insideUnseen = (): Unseen => ({
  code: 'INSIDE',
  what: 'Pages, the activity log, backups and the endpoint: what is named above is in the way.',
  cure: 'Mend that first, then run latchkey doctor again.',
});

const CODES: Readonly<Record<KeychainUnavailable['cause'], UnseenCode>> = {
  locked: 'KEYCHAIN_LOCKED',
  absent: 'KEYCHAIN_ABSENT',
  'not-answering': 'KEYCHAIN_SILENT',
  failed: 'KEYCHAIN_FAILED',
};
const WHETHER = 'Whether the activity log is the one that was signed, and no older copy of it';
const ELSEWHERE =
  'Or compare it with an exported log or fingerprint that is kept elsewhere: latchkey audit verify.';

/** The keychain did not say what was signed. */
export const keychainUnseen = ({ cause, reason }: KeychainUnavailable): Unseen => ({
  code: CODES[cause],
  what: `${WHETHER}. ${reason}`,
  cure: `Run this in the desktop session of whoever uses the desktop program. ${ELSEWHERE}`,
});

/** It answers, and has never heard of this log. */
export const keychainEmpty = (): Unseen => ({
  code: 'KEYCHAIN_EMPTY',
  what: `${WHETHER}. The keychain of this computer knows nothing of it: it was signed on another computer, or by another user.`,
  cure: `Run this there. ${ELSEWHERE}`,
});
