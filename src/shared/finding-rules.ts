import { DAY, HOUR, MINUTE } from './duration.ts';
import { type Message, msg } from './language/t.ts';
import type { Remedy } from './remedies.ts';

/** The rules by which Latchkey looks for what should be mended. Without zod, so that the window can name them. */

export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const SEVERITY_NAMES: Readonly<Record<Severity, Message>> = {
  high: msg('High'),
  medium: msg('Medium'),
  low: msg('Low'),
};

/** What the rules measure by. Spans in milliseconds. */
export const LIMITS = {
  neverUsed: 30 * DAY,
  unused: 90 * DAY,
  rotation: 90 * DAY,
  twoSecrets: 7 * DAY,
  /** For how long a try with a removed key is told of. */
  tombstone: 7 * DAY,
  refusalsWithin: DAY,
  /** Refusals are counted by the hour. */
  countedBy: HOUR,
  refusals: 100,
  /** Bits of a network: fewer is wider. A provider gets a /32 of IPv6, as it once got a /16 of IPv4. */
  allowlistBits: { ipv4: 16, ipv6: 32 },
  clock: MINUTE,
  verification: 30 * DAY,
  unsignedEntries: 5_000,
} as const;

/** What a finding is about; `setting`, `log` and `clock` are numbered by `FINDING_SUBJECTS`. */
export type About = 'key' | 'account' | 'setting' | 'log' | 'clock';

interface Rule {
  readonly severity: Severity;
  readonly about: About;
  /** What is the matter, in a few words. */
  readonly title: Message;
  /** Why that matters, and what to do. */
  readonly reason: Message;
  /** Buttons, the best first; none where only somebody outside of Latchkey can mend it. */
  readonly remedies: readonly Remedy[];
}

/** All rules by their id, in the order in which they are told within a severity. */
export const FINDING_RULES = {
  'broad-permissions': {
    severity: 'high',
    about: 'key',
    title: msg('Broad permissions'),
    reason: msg(
      'The key may do everything, or change every kind of thing. Whoever steals it can too. Withhold what its application does not need.',
    ),
    remedies: ['limit-permissions'],
  },
  'disabled-creator': {
    severity: 'high',
    about: 'key',
    title: msg('Created by a disabled administrator'),
    reason: msg(
      'Somebody who has left was shown the secret, and it has not been rotated since. Rotate the key, so that only those who are still here know it.',
    ),
    remedies: ['rotate', 'revoke'],
  },
  'tombstone-tried': {
    severity: 'high',
    about: 'key',
    title: msg('Removed key still tried'),
    reason: msg(
      'Requests with this removed key have come in the last 7 days. An application was forgotten, or somebody has found an old key. Look for it at the address, and give it a key of its own or stop it.',
    ),
    remedies: [],
  },
  'clock-set-back': {
    severity: 'high',
    about: 'clock',
    title: msg('Clock set back'),
    reason: msg(
      'The clock of this computer is more than a minute behind the newest entry of the log. Verification cannot tell which keys have expired, and refuses every key with an expiry. Set the clock right.',
    ),
    remedies: [],
  },
  'wide-allowlist': {
    severity: 'medium',
    about: 'key',
    title: msg('Wide allowlist'),
    reason: msg(
      'A network of the IP allowlist is wider than /16 (for IPv6 /32), so it keeps few addresses out. Write the networks that the application really calls from.',
    ),
    remedies: ['set-allowlist'],
  },
  'no-expiry': {
    severity: 'medium',
    about: 'key',
    title: msg('No expiry'),
    reason: msg('A key that never expires works until somebody remembers it. Rotate it and set an expiry.'),
    remedies: ['rotate'],
  },
  'old-secret': {
    severity: 'medium',
    about: 'key',
    title: msg('Older than the rotation policy'),
    reason: msg(
      'The secret is 90 days old or older. The longer it is in use, the more places it has been copied to. Rotate the key.',
    ),
    remedies: ['rotate'],
  },
  'expires-soon': {
    severity: 'medium',
    about: 'key',
    title: msg('Expires soon'),
    reason: msg(
      'The key expires within the tenant’s “expiring soon” window, and applications that use it stop then. Rotate it in time, or let it end.',
    ),
    remedies: ['rotate'],
  },
  'two-secrets': {
    severity: 'medium',
    about: 'key',
    title: msg('Two live secrets for over a week'),
    reason: msg(
      'Rotations have kept an old secret working beside the new one for a week or longer. Finish the rotation once every application has the new one.',
    ),
    remedies: ['finish-rotation'],
  },
  'never-used': {
    severity: 'medium',
    about: 'key',
    title: msg('Never used'),
    reason: msg(
      'The key was made 30 days ago or longer and has never been used. Nobody would miss it, and nobody would notice its theft. Revoke it.',
    ),
    remedies: ['revoke', 'remove'],
  },
  unused: {
    severity: 'medium',
    about: 'key',
    title: msg('Unused for 90 days'),
    reason: msg(
      'The key has not been used for 90 days or longer. Its application has probably gone. Revoke it until somebody misses it.',
    ),
    remedies: ['revoke', 'remove'],
  },
  'many-refusals': {
    severity: 'medium',
    about: 'key',
    title: msg('Many refusals'),
    reason: msg(
      'At least 100 requests with the key were refused in the last 24 hours. An application is set up wrongly, or somebody tries what the key may do. See why they were refused.',
    ),
    remedies: ['view-details', 'revoke'],
  },
  'owner-disabled': {
    severity: 'medium',
    about: 'key',
    title: msg('Owner disabled'),
    reason: msg(
      'The account that owns the key is disabled. The key does not work now, and comes back to life with its owner. Revoke it if it should not.',
    ),
    remedies: ['revoke'],
  },
  'confusable-name': {
    severity: 'medium',
    about: 'key',
    title: msg('Looks like another key’s name'),
    reason: msg(
      'Another key has a name that looks the same, written with other letters. One can be mistaken for the other, or was made to be. Rename one.',
    ),
    remedies: ['rename', 'view-details'],
  },
  'no-data-group': {
    severity: 'medium',
    about: 'account',
    title: msg('In no data access group'),
    reason: msg(
      'The account has keys and is in no data access group, so that its keys reach no data. Add it to a group.',
    ),
    remedies: ['add-to-group'],
  },
  'weak-settings': {
    severity: 'medium',
    about: 'setting',
    title: msg('Weak settings'),
    reason: msg('A setting leaves more time or more tries than is wise. Choose a stricter one.'),
    remedies: ['open-settings'],
  },
  'log-not-verified': {
    severity: 'medium',
    about: 'log',
    title: msg('Log not verified for 30 days'),
    reason: msg(
      'Whether somebody has changed the activity log shows only when it is verified, and that was 30 days ago or longer. Verify it.',
    ),
    remedies: ['open-log'],
  },
  'unsigned-log': {
    severity: 'medium',
    about: 'log',
    title: msg('Unsigned log'),
    reason: msg(
      'More than 5,000 entries of the activity log are not covered by a signature, or none is. Somebody with access to the file could write them anew. Signing needs the keychain of the operating system; it is done at sign-out and on export.',
    ),
    remedies: ['open-log'],
  },
  'no-allowlist': {
    severity: 'low',
    about: 'key',
    title: msg('No IP allowlist'),
    reason: msg(
      'The key works from any address, so also for whoever steals it. Set the addresses that its application calls from.',
    ),
    remedies: ['set-allowlist'],
  },
  'all-api-sets': {
    severity: 'low',
    about: 'key',
    title: msg('All API sets'),
    reason: msg(
      'The key may call every operation, those of later API sets included. Choose the API sets that its application needs.',
    ),
    remedies: ['choose-api-sets'],
  },
  expired: {
    severity: 'low',
    about: 'key',
    title: msg('Expired but not removed'),
    reason: msg(
      'The key has expired. It does not work, but a rotation would bring it back, and it hides those that do work. Remove it.',
    ),
    remedies: ['remove', 'rotate'],
  },
  'owner-left': {
    severity: 'low',
    about: 'key',
    title: msg('Owner has left'),
    reason: msg(
      'The account that owned the key was deleted, so that nobody answers for it and nobody can use it. Remove it.',
    ),
    remedies: ['remove'],
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof FINDING_RULES;
export const RULE_IDS = Object.keys(FINDING_RULES) as [RuleId, ...RuleId[]];
export const ruleOf = (id: RuleId): Rule => FINDING_RULES[id];

/** What is no row of the store, by the numbers under which it is dismissed: never give one to something else. */
export const FINDING_SUBJECTS = {
  clock: 1,
  log: 2,
  idleLockMinutes: 10,
  clipboardSeconds: 11,
  lockoutFailures: 12,
  lockoutMinutes: 13,
  endpointAddress: 14,
  validityDays: 20,
  expiringSoonDays: 21,
} as const;
export type FindingSubject = keyof typeof FINDING_SUBJECTS;

/** Settings up to here are no finding. */
export const WEAK_BEYOND = {
  idleLockMinutes: { atMost: 30 },
  clipboardSeconds: { atMost: 120 },
  lockoutFailures: { atMost: 10 },
  lockoutMinutes: { atLeast: 5 },
  validityDays: { atMost: 365 },
  expiringSoonDays: { atLeast: 7 },
} as const satisfies Partial<
  Record<FindingSubject, { readonly atMost: number } | { readonly atLeast: number }>
>;

/** Findings that are named of each rule before anybody asks for more, and at once when somebody does. */
export const FIRST_FINDINGS = 5;
export const FINDING_PAGE = 50;

/** How long a dismissal may last at most. Days. */
export const DISMISSED_AT_MOST = 366;
export const DISMISSAL_REASON = { min: 3, max: 200 } as const;
