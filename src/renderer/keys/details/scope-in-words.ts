import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { type RateLimit, rateText } from '../../../shared/rate-limit.ts';

/** What decides about a key, as far as words go. */
export interface ScopeFacts {
  readonly row: Pick<KeyDetails['row'], 'revocation' | 'expiresAt' | 'owner'>;
  /** Those that it effectively has. */
  readonly permissions: readonly { readonly resource: string; readonly action: string }[];
  readonly apiAccess: 'all' | 'selected';
  readonly apiSets: readonly { readonly name: string }[];
  /** Canonical, one entry a line. */
  readonly allowlist: string;
  readonly rateLimits: readonly RateLimit[];
  /** Those of the account that owns it; `null` for a key of the tenant, which hands on none. */
  readonly dataScopes: readonly string[] | null;
}

/** So many names of a kind are told; the rest is counted. */
const TOLD = 3;
const MOST_ACTIONS = 4;

const joined = (parts: readonly string[], last = t(' and ')): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1) ?? ''}`;

/** "a, b and c", or "a, b, c and 4 more". */
function told(names: readonly string[]): string {
  return names.length <= TOLD + 1
    ? joined(names)
    : joined([...names.slice(0, TOLD), t('{namesCount} more', { namesCount: names.length - TOLD })]);
}

/** "read invoices and write orders". */
function permissionsInWords(permissions: ScopeFacts['permissions']): string {
  const byAction = new Map<string, string[]>();
  for (const { resource, action } of permissions) {
    byAction.set(action, [...(byAction.get(action) ?? []), resource]);
  }
  if (byAction.size > MOST_ACTIONS) {
    const resources = new Set(permissions.map(({ resource }) => resource));
    return t('use {permissionsCount, number} permissions on {told}', {
      permissionsCount: permissions.length,
      told: told([...resources]),
    });
  }
  const parts = [...byAction].map(([action, resources]) =>
    t('{action} {resources}', { action, resources: told(resources) }),
  );
  // "read a and b, and write c": without the comma nobody knows where the first part ends.
  return joined(parts, parts.some((part) => part.includes(t(' and '))) ? t(', and ') : t(' and '));
}

/** "within the data scopes DE01 and FR02". */
function dataInWords(scopes: readonly string[]): string {
  if (scopes.length === 0) return t('within no data scope');
  return t('{count, plural, one {within the data scope {told}} other {within the data scopes {told}}}', {
    count: scopes.length,
    told: told(scopes),
  });
}

/** "with at most 10 requests per second and 600 per minute". */
function ratesInWords(limits: ScopeFacts['rateLimits']): string {
  const [first, ...others] = limits;
  if (first === undefined) return '';
  const requests = t(
    '{unit, select, second {{most, number} requests per second} minute {{most, number} requests per minute} other {{most, number} requests per day}}',
    { unit: first.unit, most: first.requests },
  );
  return t('with at most {rates}', { rates: joined([requests, ...others.map(rateText)]) });
}

/** Why a key may do nothing at present, or `null`. */
function blockedBy({ row }: ScopeFacts, now: number, day: (time: number) => string): string | null {
  if (row.revocation === 'permanent') return t('It is revoked permanently and may do nothing any more.');
  if (row.revocation !== null) return t('It is revoked and may do nothing until it is reinstated.');
  if (row.expiresAt !== null && row.expiresAt <= now) {
    return t('It expired on {day} and may do nothing until it is rotated.', { day: day(row.expiresAt) });
  }
  if (row.owner?.active === false) {
    return t('Its account {username} is disabled, so it may do nothing until that is enabled.', {
      username: row.owner.username,
    });
  }
  return null;
}

/**
 * What a key may do, as one says it: "May read invoices and write orders, from 10.0.0.0/8, until 3 March 2027."
 * @param now epoch milliseconds
 * @param day how a day is written here
 */
export function scopeInWords(facts: ScopeFacts, now: number, day: (time: number) => string): string {
  const blocked = blockedBy(facts, now, day);
  if (facts.row.revocation === 'permanent') return blocked ?? '';
  const may = blocked === null ? t('May') : t('{blocked} Otherwise it may', { blocked });
  if (facts.permissions.length === 0) {
    const none = t('do nothing: no permission is granted to it.');
    return blocked === null
      ? t('May {none}', { none })
      : t('{blocked} Otherwise, too, it may {none}', { blocked, none });
  }
  const { expiresAt } = facts.row;
  const entries = facts.allowlist === '' ? [] : facts.allowlist.split('\n');
  const parts = [
    permissionsInWords(facts.permissions),
    ...(facts.dataScopes === null ? [] : [dataInWords(facts.dataScopes)]),
    ...(facts.apiAccess === 'selected'
      ? [
          t('{count, plural, one {through the API set {told}} other {through the API sets {told}}}', {
            count: facts.apiSets.length,
            told: told(facts.apiSets.map(({ name }) => name)),
          }),
        ]
      : []),
    entries.length === 0 ? t('from any address') : t('from {told}', { told: told(entries) }),
    ...(facts.rateLimits.length === 0 ? [] : [ratesInWords(facts.rateLimits)]),
    // Once it has expired, the day was told already.
    ...(expiresAt === null
      ? [t('without an expiry')]
      : expiresAt > now
        ? [t('until {day}', { day: day(expiresAt) })]
        : []),
  ];
  return `${may} ${parts.join(', ')}.`;
}
