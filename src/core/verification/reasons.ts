import { quote } from '../../shared/language/quote.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import type { RateLimit } from '../../shared/rate-limit.ts';
import { CLOCK_BEHIND, type Refusal } from './codes.ts';
import type { Subject } from './decide.ts';
import type { Step } from './explain.ts';

/** The result of a step that can be decided beforehand. */
export type Decided = Exclude<Step['result'], 'not simulated'>;

/** What each step says about what it has seen. `passed` and `refused` read one record; nothing of a secret is said. */
interface Words {
  /** What the step looks at, while it is not reached. */
  readonly asks: Message;
  readonly passed: (subject: Subject) => string;
  readonly refused: (subject: Subject) => string;
}

const when = (time: number | null): string => (time === null ? t('never') : new Date(time).toISOString());

const worksUntil = ({ endsAt }: Subject['secret']): string =>
  t('This is the key’s previous secret, which works until {when}.', { when: when(endsAt) });
const expiresAt = (secret: Subject['secret']): string =>
  t('The key expires at {when}.', { when: when(secret.expiresAt) });

/** Why what has an end is over: it is, or nobody can tell. */
const over = ({ now, clockBehind }: Subject, end: number | null, past: string, doubtful: string): string =>
  clockBehind && (end === null || now < end) ? `${doubtful} ${t(CLOCK_BEHIND)}` : past;

const WORDS: Readonly<Record<Exclude<Refusal, 'MISSING' | 'MALFORMED' | 'NOT_FOUND'>, Words>> = {
  DELETED: {
    asks: msg('Whether the key was removed.'),
    passed: ({ secret }) => t('The key “{name}” is not removed.', { name: secret.name }),
    refused: ({ secret }) => t('The key “{name}” was removed.', { name: secret.name }),
  },
  ROTATED: {
    asks: msg('Whether this is an old secret of the key.'),
    passed: ({ secret }) =>
      secret.endsAt === null ? t('This is the key’s current secret.') : worksUntil(secret),
    refused: (subject) =>
      over(
        subject,
        subject.secret.endsAt,
        t('The key was rotated, and its old secrets stopped working at {when}.', {
          when: when(subject.secret.endsAt),
        }),
        worksUntil(subject.secret),
      ),
  },
  REVOKED: {
    asks: msg('Whether the key is revoked.'),
    passed: () => t('The key is not revoked.'),
    refused: () => t('The key is revoked.'),
  },
  EXPIRED: {
    asks: msg('Whether the key has expired.'),
    passed: ({ secret }) => (secret.expiresAt === null ? t('The key never expires.') : expiresAt(secret)),
    refused: (subject) =>
      over(
        subject,
        subject.secret.expiresAt,
        t('The key expired at {when}.', { when: when(subject.secret.expiresAt) }),
        expiresAt(subject.secret),
      ),
  },
  OWNER_DISABLED: {
    asks: msg('Whether the owner is active.'),
    passed: ({ owner }) =>
      owner === null
        ? t('The key belongs to the tenant.')
        : t('The account “{username}” is active.', { username: owner.username }),
    refused: ({ owner, tenantArchived }) =>
      tenantArchived
        ? t('The tenant is archived.')
        : t('The account “{username}” is disabled or deleted.', { username: owner?.username ?? '' }),
  },
  IP_NOT_ALLOWED: {
    asks: msg('Whether the client’s address is on the allowlist.'),
    passed: ({ policy, request }) =>
      policy.text.allowlist.length === 0
        ? t('The key may be used from any address.')
        : t('{address} is on the allowlist.', { address: request.address ?? '' }),
    refused: ({ policy, request }) =>
      request.address === null
        ? t('The address is not known, and the key may be used only from {allowlist}.', {
            allowlist: policy.text.allowlist.join(', '),
          })
        : t('{address} is not on the allowlist. The key may be used only from {allowlist}.', {
            address: request.address,
            allowlist: policy.text.allowlist.join(', '),
          }),
  },
  KEY_MANAGEMENT_FORBIDDEN: {
    asks: msg('Whether the operation is one of Latchkey’s own.'),
    passed: () => t('The operation is none of Latchkey’s own.'),
    refused: () => t('The operation is one of Latchkey’s own, which no key may ask for.'),
  },
  API_NOT_ALLOWED: {
    asks: msg('Whether the operation is in one of the key’s API sets.'),
    passed: ({ policy }) =>
      policy.allows === null
        ? t('The key is not limited to API sets.')
        : t('The operation is in one of {names}.', { names: names(policy.apiSets) }),
    refused: ({ policy, request: { operation, contradictory } }) =>
      contradictory === true
        ? t('What the operation is was told by halves, or in two ways.')
        : operation === null
          ? t('The operation is not known, and the key is limited to {names}.', {
              names: names(policy.apiSets),
            })
          : t('{method} {target} is in none of {names}.', {
              method: operation.method,
              target: operation.target,
              names: names(policy.apiSets),
            }),
  },
  INSUFFICIENT_PERMISSIONS: {
    asks: msg('Whether the key has the permissions that the operation needs.'),
    passed: ({ request }) =>
      request.permissions.length === 0
        ? t('The operation needs no permission.')
        : t('The key has {permissions}.', { permissions: request.permissions.join(', ') }),
    refused: ({ policy, request }) =>
      t('The key does not have {filter}.', {
        filter: request.permissions.filter((one) => !policy.granted.has(one)).join(', '),
      }),
  },
};

const names = (apiSets: readonly string[]): string =>
  apiSets.length === 0 ? t('no API set') : apiSets.map(quote).join(', ');

const FIRST: Readonly<Record<'MISSING' | 'MALFORMED' | 'NOT_FOUND', Readonly<Record<Decided, Message>>>> = {
  MISSING: {
    'not reached': msg('Whether a key was presented.'),
    passed: msg('A key was presented.'),
    refused: msg('No key was presented.'),
  },
  MALFORMED: {
    'not reached': msg('Whether it has the shape and the checksum of a key.'),
    passed: msg('It has the shape and the checksum of a key.'),
    refused: msg('Its shape or its checksum is wrong.'),
  },
  NOT_FOUND: {
    'not reached': msg('Whether a key of this store has the secret.'),
    passed: msg('A key of this store has the secret.'),
    refused: msg('No key of this store has this secret.'),
  },
};

/** Why a step came out as it did, in a sentence. */
export function reasonFor(code: Refusal, result: Decided, subject: Subject | undefined): string {
  if (code === 'MISSING' || code === 'MALFORMED' || code === 'NOT_FOUND') return t(FIRST[code][result]);
  const words = WORDS[code];
  return subject === undefined || result === 'not reached' ? t(words.asks) : words[result](subject);
}

/** What the last step says of a key with limits. @param reached whether everything else is right */
export const reasonForLimits = (limits: readonly RateLimit[], reached: boolean): string =>
  reached
    ? t('The key may make so many requests: {limits}. Those that it has made are not looked at here.', {
        limits: limits
          .map(({ unit, requests }) =>
            t(
              '{unit, select, second {{requests, number} a second} minute {{requests, number} a minute} other {{requests, number} a day}}',
              {
                unit,
                requests,
              },
            ),
          )
          .join(', '),
      })
    : t('Whether the key has made too many requests.');
