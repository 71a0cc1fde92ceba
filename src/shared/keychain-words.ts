import { t } from './language/t.ts';
import type { KeychainState } from './session.ts';

/** Why a keychain does not serve, in words that the window and the command line share. */

export type KeychainUnavailable = Extract<KeychainState, { status: 'unavailable' }>;

export const keychainNotAnswering = (): KeychainUnavailable => ({
  status: 'unavailable',
  cause: 'not-answering',
  reason: t(
    'The keychain of this computer did not answer within 5 seconds. It may be locked: unlock it and try again.',
  ),
});

/** libsecret, Windows and macOS each have their own words; what people need is which of a few cases it is. */
export function explainKeychain(error: string): KeychainUnavailable {
  if (/locked|denied|prompt|dismissed|cancel|interaction/i.test(error)) {
    return {
      status: 'unavailable',
      cause: 'locked',
      reason: t('The keychain of this computer is locked. Unlock it and try again.'),
    };
  }
  if (/d-?bus|autolaunch|secrets|not provided|no such file|connect|address/i.test(error)) {
    return {
      status: 'unavailable',
      cause: 'absent',
      reason: t(
        'This computer has no keychain that Latchkey can use. On Linux, start a Secret Service such as GNOME Keyring.',
      ),
    };
  }
  return {
    status: 'unavailable',
    cause: 'failed',
    reason: t('The keychain of this computer reported an error: {error}.', { error }),
  };
}
