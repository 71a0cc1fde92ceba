import { type Message, msg } from './language/t.ts';

/** How a secret stands, in the order in which verification asks; the first two still let somebody in. */
export const STANDINGS = [
  'active',
  'rotating',
  'rotated',
  'revoked',
  'revoked-permanently',
  'expired',
  'owner-disabled',
  'removed',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** `rotating`: a previous secret that still works for a while. */
export const STANDING_NAMES: Readonly<Record<Standing, Message>> = {
  active: msg('Active'),
  rotating: msg('Rotating'),
  rotated: msg('Rotated'),
  revoked: msg('Revoked'),
  'revoked-permanently': msg('Revoked permanently'),
  expired: msg('Expired'),
  'owner-disabled': msg('Owner disabled'),
  removed: msg('Removed'),
};

/** Whether a client that presents the secret may be let in. */
export const stillWorks = (standing: Standing): boolean => standing === 'active' || standing === 'rotating';

/** Whose a found key is. */
export const MATCHES = ['tenant', 'other-tenant', 'unknown'] as const;
export type MatchKind = (typeof MATCHES)[number];

export const MATCH_NAMES: Readonly<Record<MatchKind, Message>> = {
  tenant: msg('A key of this tenant'),
  'other-tenant': msg('A key of another tenant'),
  unknown: msg('A key that is not known here'),
};

/** The formats in which results leave the program. */
export const SCAN_FORMATS = ['csv', 'json', 'sarif'] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** Rows that are kept of a scan; all are counted. */
export const SCAN_ROWS = 10_000;
/** Rows that cross at once. */
export const SCAN_PAGE = 100;
/** A text in which keys are looked for. */
export const IDENTIFY_MAX = 100_000;

/** In which forms a key is written, from outside in: "base64 in UTF-16". */
export const writtenAs = (wrappings: readonly string[]): string =>
  wrappings
    .map((wrapping) => (wrapping === 'utf-16' ? 'UTF-16' : wrapping))
    .toReversed()
    .join(' in ');
