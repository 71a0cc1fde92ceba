/** What can be chosen of the list of keys. In a file of its own, without zod, for the renderer. */

export const KEY_COLUMNS = [
  'name',
  'key',
  'owner',
  'authorization-group',
  'status',
  'expires',
  'last-used',
  'created',
] as const;
export type KeyColumn = (typeof KEY_COLUMNS)[number];

export const EXPIRATIONS = ['all', 'valid', 'expiring-soon', 'expired', 'never'] as const;
export const STATUSES = ['all', 'active', 'revoked'] as const;

/** Rows of one page, and the distance between two marks of a survey. */
export const KEY_PAGE = 100;
/** Longest search, in UTF-16 units. */
export const SEARCH_MAX = 200;
