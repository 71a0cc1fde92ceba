import { DAY } from './duration.ts';

export type ExpiryState = 'valid' | 'expiring-soon' | 'expired' | 'never';

/**
 * Where a key stands between its creation and its expiry. Exactly at its expiry a key is expired.
 * @param now epoch milliseconds
 */
export function expiryState(expiresAt: number | null, now: number, expiringSoonDays: number): ExpiryState {
  if (expiresAt === null) return 'never';
  if (now >= expiresAt) return 'expired';
  return expiresAt - now <= expiringSoonDays * DAY ? 'expiring-soon' : 'valid';
}
