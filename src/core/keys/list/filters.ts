import { sql } from 'kysely';
import { DAY } from '../../../shared/duration.ts';
import type { KeyColumn, KeySlice, KeyView } from '../../../shared/key-view.ts';
import type { Band, Sql } from './order.ts';

/** The columns that the indexes of the list repeat, and behind them those for which a key itself is read. */
type Column =
  | 'revocation'
  | 'expires_at'
  | 'owner_account_id'
  | 'authorization_group_id'
  | 'last_used_at'
  | 'created_at'
  | 'rotated_at';

/** What a view asks of its keys, each condition by itself. */
export interface Filter {
  /** SQL that is true when the key `k` is one of them. */
  readonly test: Sql;
  /** The columns of `k` that the test needs beside the id. */
  readonly columns: readonly Column[];
  /** A SELECT of the `id` of all of them, along an index; it may have ids of removed keys and of other tenants. */
  readonly ids: Sql;
  /** What it takes to test one key, and to read one of those ids. Microseconds. */
  readonly effort: { readonly test: number; readonly id: number };
  /** That SELECT gives them in the order of their ids, either way. */
  readonly inIdOrder: boolean;
  /** That SELECT reads listed keys `k` of the tenant, so that more tests can follow it. */
  readonly extensible?: true;
  /** That SELECT asks the search index and nothing else. */
  readonly searchesTexts?: true;
  /** That SELECT may also have ids of keys that fail the test. */
  readonly inexact?: true;
  /** Where the list is sorted by the same, the filter is a part of the order's index, and nothing has to be tested. */
  readonly along?: { readonly column: KeyColumn; readonly band: Band };
}

export interface Settings {
  readonly tenantId: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly expiringSoonDays: number;
}

/** The view's filters without its search. */
export function filtersOf(view: KeyView, settings: Settings): Filter[] {
  const { status, expiration, owner, authorizationGroupId, roleId, apiSetId, slice } = view;
  const filters: Filter[] = [];
  if (status !== 'all') {
    const number = status === 'active' ? 0 : 1;
    const only = sql`(k.revocation IS NOT NULL) = ${sql.lit(number)}`;
    filters.push(alongIndex('status', { number, only, byValue: false }, settings));
  }
  const expiries = [
    ...(expiration === 'all' ? [] : [expiring(expiration, settings)]),
    ...(slice?.by === 'expiry' ? [within(sql`k.expires_at`, slice)] : []),
  ];
  if (expiries.length > 0) {
    // One filter of both: the list goes along its band of the order, and two bands would be two lists.
    const byValue = expiration !== 'never';
    const only = sql.join(expiries, sql` AND `);
    filters.push(alongIndex('expires', { number: byValue ? 0 : 1, only, byValue }, settings));
  }
  if (owner !== 'all') {
    const number = owner === 'tenant' ? 0 : 1;
    const only =
      owner === 'tenant' ? sql`k.owner_account_id IS NULL` : sql`k.owner_account_id = +${owner.accountId}`;
    filters.push(alongIndex('owner', { number, only, byValue: false }, settings));
  }
  if (authorizationGroupId !== null) {
    const only = sql`k.authorization_group_id = +${authorizationGroupId}`;
    filters.push(alongIndex('authorization-group', { number: 1, only, byValue: false }, settings));
  }
  if (roleId !== null) filters.push(having('key_roles', 'key_roles_by_role', 'role_id', roleId));
  if (apiSetId !== null) filters.push(having('key_api_sets', 'key_api_sets_by_set', 'api_set_id', apiSetId));
  if (slice?.by === 'never-used') {
    const only = sql`k.last_used_at IS NULL`;
    filters.push({
      ...alongIndex('last-used', { number: 0, only, byValue: false }, settings),
      effort: { test: READ, id: 0.05 },
    });
  }
  if (slice?.by === 'secret') filters.push(secretFrom(slice, settings));
  return filters;
}

/** What a test costs that reads the key itself. Microseconds. */
const READ = 1.2;

const ASKED = {
  status: { index: 'keys_by_status', column: 'revocation' },
  expires: { index: 'keys_by_expiry', column: 'expires_at' },
  'last-used': { index: 'keys_by_last_use', column: 'last_used_at' },
  owner: { index: 'keys_by_owner', column: 'owner_account_id' },
  'authorization-group': { index: 'keys_by_authorization_group', column: 'authorization_group_id' },
} as const;

/** A filter that is a band of the order by the same column, or a part of one. */
function alongIndex(
  column: keyof typeof ASKED,
  band: Band & { readonly only: Sql },
  { tenantId }: Settings,
): Filter {
  const { index, column: asked } = ASKED[column];
  return {
    test: sql`(${band.only})`,
    columns: [asked],
    effort: { test: 0.03, id: 0.05 },
    ids: sql`SELECT k.id FROM keys AS k INDEXED BY ${sql.raw(index)}
      WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND ${band.only}`,
    inIdOrder: !band.byValue,
    extensible: true,
    along: { column, band },
  };
}

/** A filter by the moment from which on the current secret is, which no order of the list is by. */
function secretFrom(slice: Extract<KeySlice, { by: 'secret' | 'expiry' }>, { tenantId }: Settings): Filter {
  const only = within(sql`coalesce(k.rotated_at, k.created_at)`, slice);
  return {
    test: sql`(${only})`,
    columns: ['created_at', 'rotated_at'],
    effort: { test: READ, id: 0.05 },
    ids: sql`SELECT k.id FROM keys AS k INDEXED BY keys_by_secret_age
      WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND ${only}`,
    inIdOrder: false,
    extensible: true,
  };
}

/** True of a moment after one and not after the other. Without either it is still not NULL: there is such a moment. */
export function within(
  moment: Sql,
  { after, until }: { readonly after: number | null; readonly until: number | null },
): Sql {
  return sql.join(
    [
      after === null ? sql`${moment} IS NOT NULL` : sql`${moment} > +${after}`,
      ...(until === null ? [] : [sql`${moment} <= +${until}`]),
    ],
    sql` AND `,
  );
}

/** A filter by one of the many roles or API sets that a key can have. */
function having(table: string, index: string, reference: string, id: number): Filter {
  const has = sql`${sql.raw(table)} AS has`;
  const isIt = sql`${sql.raw(`has.${reference}`)} = +${id}`;
  return {
    // The plus keeps SQLite from making a join of it, which would come after rows have been read.
    test: sql`+EXISTS (SELECT 1 FROM ${has} WHERE has.key_id = k.id AND ${isIt})`,
    columns: [],
    effort: { test: 1.5, id: 0.02 },
    ids: sql`SELECT has.key_id AS id FROM ${has} INDEXED BY ${sql.raw(index)} WHERE ${isIt}`,
    inIdOrder: true,
  };
}

/** What `expiryState` says of a key, as a range of the index. */
function expiring(state: Exclude<KeyView['expiration'], 'all'>, { now, expiringSoonDays }: Settings): Sql {
  const soon = now + expiringSoonDays * DAY;
  if (state === 'never') return sql`k.expires_at IS NULL`;
  if (state === 'expired') return sql`k.expires_at <= +${now}`;
  // Nothing is soon and expired, even where the window is no day long.
  if (state === 'expiring-soon') return sql`k.expires_at > +${now} AND k.expires_at <= +${soon}`;
  return sql`k.expires_at > +${Math.max(soon, now)}`;
}
