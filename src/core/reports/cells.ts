import type { ExpiryState } from '../../shared/expiry.ts';
import type { Cell, ReportColumn } from './document.ts';

/** What sections have in common. */

/** A log that somebody wrote anew may hold a number that no date can. */
export const moment = (at: number | null): Cell =>
  at === null ? null : Math.abs(at) <= 8.64e15 ? { at } : String(at);

export const column = (id: string, label: string, width: number): ReportColumn => ({ id, label, width });

/** In the words of the lists. */
export const EXPIRY_WORDS: Readonly<Record<ExpiryState, string>> = {
  valid: 'valid',
  'expiring-soon': 'expiring soon',
  expired: 'expired',
  never: 'never expires',
};

export const stateWords = (revocation: 'until-reinstated' | 'permanent' | null): string => {
  if (revocation === null) return 'active';
  return revocation === 'permanent' ? 'revoked permanently' : 'revoked until reinstated';
};

/** By UTF-16 code units, as nothing in the operating system can change. */
export const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** In the place of the names of sets. */
export const ALL_API_SETS = 'All API sets';
