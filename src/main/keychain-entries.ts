import keytar from 'keytar';

/**
 * The only file that touches the OS keychain, for processes of their own alone: keytar blocks its threads without a
 * timeout when the keyring is locked, and four such calls would freeze a whole program. Whoever starts such a process
 * kills it when an answer is late.
 */

const SERVICE = 'Latchkey';

export const readEntry = (name: string): Promise<string | null> => keytar.getPassword(SERVICE, name);

export const writeEntry = (name: string, value: string): Promise<void> =>
  keytar.setPassword(SERVICE, name, value);

export const deleteEntry = (name: string): Promise<boolean> => keytar.deletePassword(SERVICE, name);
