import { quote } from '../../shared/language/quote.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { formatNumber } from '../ui/format.ts';

/** What an edit has changed, as the log has it: `before` and `after` with the members that differ. */

export type Details = Readonly<Record<string, unknown>>;

const FIELDS: Readonly<Record<string, Message>> = {
  name: msg('the name'),
  description: msg('the description'),
  authorizationGroup: msg('the authorization group'),
  allowlist: msg('the IP allowlist'),
  rateLimits: msg('the rate limits'),
  roles: msg('the roles'),
  apiSets: msg('the API sets'),
  withheld: msg('the withheld permissions'),
  username: msg('the username'),
  displayName: msg('the display name'),
  licence: msg('the license'),
  apiOnly: msg('“API only”'),
  permissions: msg('the permissions'),
  authorities: msg('the authorities'),
  operations: msg('the operations'),
  scopes: msg('the scopes'),
  keyPrefix: msg('the key prefix'),
  keyLimit: msg('the key limit'),
  validityDays: msg('the validity in days'),
  expiringSoonDays: msg('the days that count as “expiring soon”'),
  idleLockMinutes: msg('the minutes until an idle lock'),
  clipboardSeconds: msg('the seconds until the clipboard is cleared'),
  lockoutFailures: msg('the failed attempts before a pause'),
  lockoutMinutes: msg('the minutes of the first pause'),
  days: msg('the days before an expiry'),
  desktop: msg('notifications of the desktop'),
  address: msg('the address'),
  trustedProxies: msg('the trusted proxies'),
  terse: msg('terse answers'),
  startWithLatchkey: msg('“Start with Latchkey”'),
};

export const record = (value: unknown): Details =>
  typeof value === 'object' && value !== null ? (value as Details) : {};
export const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A value of the log in few words; `null` for what is better looked at than told. */
function short(value: unknown): string | null {
  if (value === 'all') return t('all');
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return t('none');
  if (Array.isArray(value)) return value.length > 4 ? null : value.map(String).join(', ');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' && value.length <= 60 ? quote(value) : null;
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
    const known = FIELDS[field];
    const name = known === undefined ? field : t(known);
    return from === null || to === null ? name : t('{name} from {from} to {to}', { name, from, to });
  });
  if (changes.length === 0) return t('saved {what} without a change', { what: what ?? t('it') });
  const told = changes.join('; ');
  return what === null
    ? t('changed {changes}', { changes: told })
    : t('changed {what}: {changes}', { what, changes: told });
}
