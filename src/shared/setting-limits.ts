import { type Message, msg, t } from './language/t.ts';

/** What settings may be and what they are at first. Without zod, so that the window's forms can say the same as the core. */

/** A whole number with how messages name it. */
export interface Range {
  readonly label: Message;
  readonly min: number;
  readonly max: number;
}

/** What is wrong with a number, or `null`; text that is no number is wrong too. */
export function rangeProblem({ label, min, max }: Range, value: number | string): string | null {
  if (value === '') return t('{label} is required.', { label: t(label) });
  if (typeof value === 'string' || !Number.isSafeInteger(value))
    return t('{label} must be a whole number.', { label: t(label) });
  if (value < min) return t('{label} must be at least {min, number}.', { label: t(label), min });
  return value > max ? t('{label} must be at most {max, number}.', { label: t(label), max }) : null;
}

export const TENANT_RANGES = {
  keyLimit: { label: msg('The limit'), min: 0, max: 1_000_000 },
  validityDays: { label: msg('Validity days'), min: 1, max: 3_650 },
  expiringSoonDays: { label: msg('The window'), min: 0, max: 365 },
} as const satisfies Record<string, Range>;

/** What product.md gives a tenant whose maker says nothing else. */
export const DEFAULT_TENANT = {
  keyPrefix: 'lk',
  keyLimit: 10,
  validityDays: 90,
  expiringSoonDays: 14,
} as const;

export const SECURITY_RANGES = {
  idleLockMinutes: { label: msg('Lock after'), min: 1, max: 240 },
  clipboardSeconds: { label: msg('Clear the clipboard after'), min: 10, max: 600 },
  lockoutFailures: { label: msg('Failed attempts'), min: 3, max: 20 },
  lockoutMinutes: { label: msg('Pause'), min: 1, max: 1_440 },
} as const satisfies Record<string, Range>;

export const DEFAULT_SECURITY = {
  idleLockMinutes: 10,
  clipboardSeconds: 60,
  lockoutFailures: 5,
  lockoutMinutes: 15,
};

/** Of one data access group. */
export const MOST_SCOPES = 1_000;

/** Days before an expiry at which people can be told. */
export const NOTICE_DAYS = [30, 14, 7, 1] as const;
