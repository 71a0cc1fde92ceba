import type { SecretRecord } from './secret-store.ts';

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
] as const;
export type Refusal = (typeof REFUSALS)[number];
export type VerificationCode = Refusal | 'VALID';

/** What each answer means and what to do about it, for people. */
export const EXPLANATIONS: Readonly<Record<VerificationCode, string>> = {
  MISSING: 'No key was presented. Send one.',
  MALFORMED: 'This is not a Latchkey key: its shape or checksum is wrong. Check that it was copied whole.',
  NOT_FOUND: 'No key of this store has this secret.',
  DELETED: 'The key was removed. Use another key.',
  ROTATED: 'The key was rotated and this is an old secret of it. Use the new one.',
  REVOKED: 'The key is revoked.',
  EXPIRED: 'The key has expired. Rotate it to set a new expiry.',
  OWNER_DISABLED: 'The account that owns the key is disabled, or its tenant is archived.',
  VALID: 'The key is valid.',
};

/**
 * Decides about a secret that was found. Pure: the same record and moment always give the same answer.
 * @param now epoch milliseconds; exactly at its expiry a key is expired, exactly at its deadline a secret is dead
 */
export function decide(record: SecretRecord, now: number): VerificationCode {
  if (record.deletedAt !== null) return 'DELETED';
  if (record.endsAt !== null && now >= record.endsAt) return 'ROTATED';
  if (record.revoked) return 'REVOKED';
  if (record.expiresAt !== null && now >= record.expiresAt) return 'EXPIRED';
  // A tenant owns its own keys, and an account cannot be more alive than its tenant: both are this refusal.
  if (record.tenantArchived || record.owner?.active === false) return 'OWNER_DISABLED';
  return 'VALID';
}
