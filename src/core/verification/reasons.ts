import type { RateLimit } from '../../shared/rate-limit.ts';
import { CLOCK_BEHIND, type Refusal } from './codes.ts';
import type { Subject } from './decide.ts';
import type { Step } from './explain.ts';

/** The result of a step that can be decided beforehand. */
export type Decided = Exclude<Step['result'], 'not simulated'>;

/** What each step says about what it has seen. `passed` and `refused` read one record; nothing of a secret is said. */
interface Words {
  /** What the step looks at, while it is not reached. */
  readonly asks: string;
  readonly passed: (subject: Subject) => string;
  readonly refused: (subject: Subject) => string;
}

const when = (time: number | null): string => (time === null ? 'never' : new Date(time).toISOString());

/** Why what has an end is over: it is, or nobody can tell. */
const over = ({ now, clockBehind }: Subject, end: number | null, past: string, doubtful: string): string =>
  clockBehind && (end === null || now < end) ? `${doubtful} ${CLOCK_BEHIND}` : past;

const WORDS: Readonly<Record<Exclude<Refusal, 'MISSING' | 'MALFORMED' | 'NOT_FOUND'>, Words>> = {
  DELETED: {
    asks: 'Whether the key was removed.',
    passed: ({ secret }) => `The key “${secret.name}” is not removed.`,
    refused: ({ secret }) => `The key “${secret.name}” was removed.`,
  },
  ROTATED: {
    asks: 'Whether this is an old secret of the key.',
    passed: ({ secret }) =>
      secret.endsAt === null
        ? 'This is the key’s current secret.'
        : `This is the key’s previous secret, which works until ${when(secret.endsAt)}.`,
    refused: (subject) =>
      over(
        subject,
        subject.secret.endsAt,
        `The key was rotated, and its old secrets stopped working at ${when(subject.secret.endsAt)}.`,
        `This is the key’s previous secret, which works until ${when(subject.secret.endsAt)}.`,
      ),
  },
  REVOKED: {
    asks: 'Whether the key is revoked.',
    passed: () => 'The key is not revoked.',
    refused: () => 'The key is revoked.',
  },
  EXPIRED: {
    asks: 'Whether the key has expired.',
    passed: ({ secret }) =>
      secret.expiresAt === null ? 'The key never expires.' : `The key expires at ${when(secret.expiresAt)}.`,
    refused: (subject) =>
      over(
        subject,
        subject.secret.expiresAt,
        `The key expired at ${when(subject.secret.expiresAt)}.`,
        `The key expires at ${when(subject.secret.expiresAt)}.`,
      ),
  },
  OWNER_DISABLED: {
    asks: 'Whether the owner is active.',
    passed: ({ owner }) =>
      owner === null ? 'The key belongs to the tenant.' : `The account “${owner.username}” is active.`,
    refused: ({ owner, tenantArchived }) =>
      tenantArchived
        ? 'The tenant is archived.'
        : `The account “${owner?.username ?? ''}” is disabled or deleted.`,
  },
  IP_NOT_ALLOWED: {
    asks: 'Whether the client’s address is on the allowlist.',
    passed: ({ policy, request }) =>
      policy.text.allowlist.length === 0
        ? 'The key may be used from any address.'
        : `${request.address ?? ''} is on the allowlist.`,
    refused: ({ policy, request }) =>
      `${request.address === null ? 'The address is not known, and the key' : `${request.address} is not on the allowlist. The key`} may be used only from ${policy.text.allowlist.join(', ')}.`,
  },
  KEY_MANAGEMENT_FORBIDDEN: {
    asks: 'Whether the operation is one of Latchkey’s own.',
    passed: () => 'The operation is none of Latchkey’s own.',
    refused: () => 'The operation is one of Latchkey’s own, which no key may ask for.',
  },
  API_NOT_ALLOWED: {
    asks: 'Whether the operation is in one of the key’s API sets.',
    passed: ({ policy }) =>
      policy.allows === null
        ? 'The key is not limited to API sets.'
        : `The operation is in one of ${names(policy.apiSets)}.`,
    refused: ({ policy, request: { operation, contradictory } }) =>
      contradictory === true
        ? 'What the operation is was told by halves, or in two ways.'
        : operation === null
          ? `The operation is not known, and the key is limited to ${names(policy.apiSets)}.`
          : `${operation.method} ${operation.target} is in none of ${names(policy.apiSets)}.`,
  },
  INSUFFICIENT_PERMISSIONS: {
    asks: 'Whether the key has the permissions that the operation needs.',
    passed: ({ request }) =>
      request.permissions.length === 0
        ? 'The operation needs no permission.'
        : `The key has ${request.permissions.join(', ')}.`,
    refused: ({ policy, request }) =>
      `The key does not have ${request.permissions.filter((one) => !policy.granted.has(one)).join(', ')}.`,
  },
};

const names = (apiSets: readonly string[]): string =>
  apiSets.length === 0 ? 'no API set' : apiSets.map((name) => `“${name}”`).join(', ');

const FIRST: Readonly<Record<'MISSING' | 'MALFORMED' | 'NOT_FOUND', Readonly<Record<Decided, string>>>> = {
  MISSING: {
    'not reached': 'Whether a key was presented.',
    passed: 'A key was presented.',
    refused: 'No key was presented.',
  },
  MALFORMED: {
    'not reached': 'Whether it has the shape and the checksum of a key.',
    passed: 'It has the shape and the checksum of a key.',
    refused: 'Its shape or its checksum is wrong.',
  },
  NOT_FOUND: {
    'not reached': 'Whether a key of this store has the secret.',
    passed: 'A key of this store has the secret.',
    refused: 'No key of this store has this secret.',
  },
};

/** Why a step came out as it did, in a sentence. */
export function reasonFor(code: Refusal, result: Decided, subject: Subject | undefined): string {
  if (code === 'MISSING' || code === 'MALFORMED' || code === 'NOT_FOUND') return FIRST[code][result];
  const words = WORDS[code];
  return subject === undefined || result === 'not reached' ? words.asks : words[result](subject);
}

/** What the last step says of a key with limits. @param reached whether everything else is right */
export const reasonForLimits = (limits: readonly RateLimit[], reached: boolean): string =>
  reached
    ? `The key may make so many requests: ${limits.map(({ unit, requests }) => `${requests} a ${unit}`).join(', ')}. Those that it has made are not looked at here.`
    : 'Whether the key has made too many requests.';
