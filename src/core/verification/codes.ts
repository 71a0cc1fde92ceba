import { type Message, msg } from '../../shared/language/t.ts';

/** The answers of verification, in the order in which they are tried; the first that applies is the answer. */
export const REFUSALS = [
  'MISSING',
  'MALFORMED',
  'NOT_FOUND',
  'DELETED',
  'ROTATED',
  'REVOKED',
  'EXPIRED',
  'OWNER_DISABLED',
  'IP_NOT_ALLOWED',
  'KEY_MANAGEMENT_FORBIDDEN',
  'API_NOT_ALLOWED',
  'INSUFFICIENT_PERMISSIONS',
] as const;
export type Refusal = (typeof REFUSALS)[number];
/** `RATE_LIMITED`: everything else is right, only there have been too many requests. */
export type VerificationCode = Refusal | 'RATE_LIMITED' | 'VALID';

/** What each answer means and what to do about it, for people. */
export const EXPLANATIONS: Readonly<Record<VerificationCode, Message>> = {
  MISSING: msg('No key was presented. Send one.'),
  MALFORMED: msg(
    'This is not a Latchkey key: its shape or checksum is wrong. Check that it was copied whole.',
  ),
  NOT_FOUND: msg('No key of this store has this secret.'),
  DELETED: msg('The key was removed. Use another key.'),
  ROTATED: msg('The key was rotated and this is an old secret of it. Use the new one.'),
  REVOKED: msg('The key is revoked.'),
  EXPIRED: msg('The key has expired. Rotate it to set a new expiry.'),
  OWNER_DISABLED: msg('The account that owns the key is disabled or deleted, or its tenant is archived.'),
  IP_NOT_ALLOWED: msg('The client’s address is not on the key’s IP allowlist, or it is not known.'),
  KEY_MANAGEMENT_FORBIDDEN: msg('The operation is one of Latchkey’s own, which no key may ask for.'),
  API_NOT_ALLOWED: msg(
    'The operation is in none of the API sets that the key is limited to, or it is not known.',
  ),
  INSUFFICIENT_PERMISSIONS: msg('The key does not have a permission that the operation needs.'),
  RATE_LIMITED: msg('The key has made as many requests as it may for now. Try again later.'),
  VALID: msg('The key is valid.'),
};

/** Instead of the above, of what has an end that is not known to have come. */
export const CLOCK_BEHIND = msg(
  'The clock of this computer is more than a minute behind the newest entry of the log, so nothing that has an end is let in. Set the clock right.',
);

/** The HTTP status of each answer. */
export const STATUS: Readonly<Record<VerificationCode, 200 | 401 | 403 | 429>> = {
  MISSING: 401,
  MALFORMED: 401,
  NOT_FOUND: 401,
  DELETED: 401,
  ROTATED: 401,
  REVOKED: 401,
  EXPIRED: 401,
  OWNER_DISABLED: 401,
  IP_NOT_ALLOWED: 403,
  KEY_MANAGEMENT_FORBIDDEN: 403,
  API_NOT_ALLOWED: 403,
  INSUFFICIENT_PERMISSIONS: 403,
  RATE_LIMITED: 429,
  VALID: 200,
};
