import { sql } from 'kysely';
import { DAY } from '../../shared/duration.ts';
import { AGE_DAYS } from '../../shared/overview-choices.ts';
import type { KeyFigures } from '../../shared/overview.ts';
import type { ReadDb } from '../db/schema.ts';
import { within } from '../keys/list/filters.ts';
import type { Sql } from '../keys/list/order.ts';
import { select } from '../keys/list/select.ts';

/** SQL of what the overview counts of keys: ranges of the list's indexes, in which no key itself is read. */

interface Counted {
  readonly keys: number;
  readonly revoked: number;
  readonly expired: number;
  readonly soon: number;
  readonly neverUsed: number;
  /** JSON arrays of numbers. */
  readonly weeks: string;
  readonly ages: string;
}

/**
 * Counts the keys of a tenant, all of them at one moment of the store.
 * @param bounds where weeks begin, and where the last one ends; epoch milliseconds, as `now`
 */
export async function countKeys(
  db: ReadDb,
  tenantId: number,
  bounds: readonly number[],
  now: number,
): Promise<KeyFigures> {
  const tenant = await db
    .selectFrom('tenants')
    .select('expiring_soon_days as days')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  const weeks = weeksOf(bounds);
  const ages = agesAt(now);
  const count = (index: string, only: Sql): Sql =>
    sql`(SELECT count(*) FROM keys AS k INDEXED BY ${sql.raw(index)}
      WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND ${only})`;
  const active = (index: string, only: Sql): Sql => count(index, sql`k.revocation IS NULL AND ${only}`);
  const expiring = (span: Span): Sql => active('keys_by_expiry', within(sql`k.expires_at`, span));
  // One statement sees one state of the store, whatever others commit meanwhile.
  const [row] = await select<Counted>(
    db,
    sql`SELECT
      (SELECT listed_keys FROM tenants WHERE id = +${tenantId}) AS keys,
      ${count('keys_by_status', sql`(k.revocation IS NOT NULL) = 1`)} AS revoked,
      ${expiring({ after: null, until: now })} AS expired,
      ${expiring({ after: now, until: now + tenant.days * DAY })} AS soon,
      ${active('keys_by_last_use', sql`k.last_used_at IS NULL`)} AS neverUsed,
      json_array(${sql.join(
        weeks.map(({ from, until }) => expiring({ after: Math.max(from - 1, now), until })),
      )}) AS weeks,
      json_array(${sql.join(
        ages.map((age) =>
          active('keys_by_secret_age', within(sql`coalesce(k.rotated_at, k.created_at)`, age)),
        ),
      )}) AS ages`,
  );
  if (row === undefined) throw new Error('Counting has no answer.');
  const [inWeeks, inAges] = [numbersOf(row.weeks), numbersOf(row.ages)];
  return {
    now,
    keys: row.keys,
    active: row.keys - row.revoked,
    revoked: row.revoked,
    expiringSoon: row.soon,
    expired: row.expired,
    neverUsed: row.neverUsed,
    weeks: weeks.map(({ from, until }, index) => ({ from, until, keys: inWeeks[index] ?? 0 })),
    ages: ages.map(({ after, until }, index) => ({ after, until, keys: inAges[index] ?? 0 })),
  };
}

interface Span {
  readonly after: number | null;
  readonly until: number | null;
}

/** From each boundary to the last millisecond before the next one. */
const weeksOf = (bounds: readonly number[]) =>
  bounds.slice(1).map((end, index) => ({ from: bounds[index] ?? 0, until: end - 1 }));

/** Whole days count: a secret is 30 days old until its thirty-first day is over. */
function agesAt(now: number): Span[] {
  const ends = AGE_DAYS.map((days) => now - (days + 1) * DAY);
  return [...ends, null].map((after, index) => ({ after, until: ends[index - 1] ?? null }));
}

const numbersOf = (json: string): readonly number[] => JSON.parse(json) as number[];
