import { LIMITS } from '../../shared/finding-rules.ts';
import type { Refusal } from './codes.ts';
import type { Owner, SecretRow } from './lookup-store.ts';
import type { Policy } from './policy.ts';
import { type Asked, isKeyManagement } from './request.ts';

/** A secret that was found, with everything that decides about it. */
export interface Subject {
  readonly secret: SecretRow;
  readonly tenantArchived: boolean;
  /** `null`: the tenant itself. */
  readonly owner: Owner | null;
  readonly policy: Policy;
  readonly request: Asked;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The clock cannot be believed, see `isClockBehind`: whatever has an end may be past it. */
  readonly clockBehind: boolean;
}

export interface Check {
  readonly code: Refusal;
  readonly refuses: (subject: Subject) => boolean;
}

/**
 * What is asked of a secret that was found, in the order of product.md. Pure: the same subject always gets the same
 * answer. Exactly at its expiry a key is expired, exactly at its deadline a secret is dead.
 */
export const CHECKS: readonly Check[] = [
  { code: 'DELETED', refuses: ({ secret }) => secret.removed },
  { code: 'ROTATED', refuses: ({ secret, ...at }) => isOver(secret.endsAt, at) },
  { code: 'REVOKED', refuses: ({ secret }) => secret.revoked },
  { code: 'EXPIRED', refuses: ({ secret, ...at }) => isOver(secret.expiresAt, at) },
  {
    // A tenant owns its own keys, and an account cannot be more alive than its tenant: both are this refusal.
    code: 'OWNER_DISABLED',
    refuses: ({ owner, tenantArchived }) => tenantArchived || owner?.active === false,
  },
  { code: 'IP_NOT_ALLOWED', refuses: ({ policy, request }) => !policy.admits(request.address) },
  { code: 'KEY_MANAGEMENT_FORBIDDEN', refuses: ({ request }) => isKeyManagement(request) },
  {
    code: 'API_NOT_ALLOWED',
    refuses: ({ policy, request: { operation, contradictory } }) =>
      contradictory === true ||
      (policy.allows !== null && (operation === null || !policy.allows(operation.method, operation.target))),
  },
  {
    code: 'INSUFFICIENT_PERMISSIONS',
    refuses: ({ policy, request }) => request.permissions.some((needed) => !policy.granted.has(needed)),
  },
];

function isOver(end: number | null, { now, clockBehind }: Pick<Subject, 'now' | 'clockBehind'>): boolean {
  return end !== null && (clockBehind || now >= end);
}

/**
 * Whether a clock is further behind the newest entry of the log than clocks of one computer differ: it was set back, and
 * cannot tell what has ended. The next change is then the newest entry, with the time of its clock.
 */
export const isClockBehind = (now: number, newestEntry: number | null): boolean =>
  newestEntry !== null && newestEntry - now > LIMITS.clock;

/** The first refusal that applies, or `VALID`. */
export function decide(subject: Subject): Refusal | 'VALID' {
  for (const { code, refuses } of CHECKS) if (refuses(subject)) return code;
  return 'VALID';
}
