import { formatNumber } from '../ui/format.ts';

/** What an edit has changed, as the log has it: `before` and `after` with the members that differ. */

export type Details = Readonly<Record<string, unknown>>;

export const FIELDS: Readonly<Record<string, string>> = {
  name: 'the name',
  description: 'the description',
  authorizationGroup: 'the authorization group',
  allowlist: 'the IP allowlist',
  rateLimits: 'the rate limits',
  roles: 'the roles',
  apiSets: 'the API sets',
  withheld: 'the withheld permissions',
  username: 'the username',
  displayName: 'the display name',
  licence: 'the license',
  apiOnly: '“API only”',
  permissions: 'the permissions',
  authorities: 'the authorities',
  operations: 'the operations',
  scopes: 'the scopes',
  keyPrefix: 'the key prefix',
  keyLimit: 'the key limit',
  validityDays: 'the validity in days',
  expiringSoonDays: 'the days that count as “expiring soon”',
  idleLockMinutes: 'the minutes until an idle lock',
  clipboardSeconds: 'the seconds until the clipboard is cleared',
  lockoutFailures: 'the failed attempts before a pause',
  lockoutMinutes: 'the minutes of the first pause',
  days: 'the days before an expiry',
  desktop: 'notifications of the desktop',
  address: 'the address',
  trustedProxies: 'the trusted proxies',
  terse: 'terse answers',
  startWithLatchkey: '“Start with Latchkey”',
};

export const record = (value: unknown): Details =>
  typeof value === 'object' && value !== null ? (value as Details) : {};
export const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A value of the log in few words; `null` for what is better looked at than told. */
function short(value: unknown): string | null {
  if (value === 'all') return 'all';
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  if (Array.isArray(value)) return value.length > 4 ? null : value.map(String).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' && value.length <= 60 ? `“${value}”` : null;
}

/**
 * "changed the name from “A” to “B”; the roles", with `what` in front of the changes: "changed the role “A”: the name …".
 * @param what `null` where everybody sees what it was
 */
export function changedInWords(what: string | null, details: Details): string {
  const before = record(details['before']);
  const after = record(details['after']);
  const changes = Object.keys(after).map((field) => {
    const [from, to] = [short(before[field]), short(after[field])];
    const name = FIELDS[field] ?? field;
    return from === null || to === null ? name : `${name} from ${from} to ${to}`;
  });
  if (changes.length === 0) return `saved ${what ?? 'it'} without a change`;
  return `changed ${what === null ? '' : `${what}: `}${changes.join('; ')}`;
}
