import { DEFAULT_SECURITY } from '../shared/settings.ts';

export interface IdleLock {
  readonly lock: (why: 'idle') => void;
  /** The minutes of the settings as they are now. */
  readonly limit: () => Promise<number>;
}

/** Locks when nobody has touched the computer for the minutes of the settings. @param idle seconds */
export async function lookAtIdleness(idle: number, { lock, limit }: IdleLock): Promise<void> {
  // No setting is shorter; the store is left alone while somebody works.
  if (idle < 60) return;
  // A store that does not answer must not keep the screen open.
  const minutes = await limit().catch(() => DEFAULT_SECURITY.idleLockMinutes);
  if (idle >= minutes * 60) lock('idle');
}
