import { sql } from 'kysely';
import type { MostUsed, UseFigures } from '../../shared/overview.ts';
import { DAY } from '../../shared/duration.ts';
import type { ReadDb } from '../db/schema.ts';
import { select } from '../keys/list/select.ts';

/** SQL of what the overview shows of uses and refusals. `since`: the first millisecond of a day of UTC. */

const DAYS = sql.lit(DAY);

/** The sums of a tenant by days; days without either are left out. */
export const sumsByDay = (db: ReadDb, tenantId: number, since: number): Promise<UseFigures['days']> =>
  select(
    db,
    sql`SELECT hour - hour % ${DAYS} AS day, sum(uses) AS uses, sum(refusals) AS refusals FROM tenant_hours
      WHERE tenant_id = +${tenantId} AND hour >= +${since} GROUP BY day ORDER BY day`,
  );

/** Refused requests that named no key of the store. */
export async function countStrays(db: ReadDb, since: number): Promise<number> {
  const [row] = await select<{ refusals: number }>(
    db,
    sql`SELECT coalesce(sum(refusals), 0) AS refusals FROM stray_refusals WHERE hour >= +${since}`,
  );
  return row?.refusals ?? 0;
}

export const readLastUsed = (db: ReadDb, tenantId: number, limit: number): Promise<UseFigures['lastUsed']> =>
  select(
    db,
    sql`SELECT k.id, k.name, k.last_used_at AS lastUsedAt FROM keys AS k INDEXED BY keys_by_last_use
      WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND k.last_used_at IS NOT NULL
      ORDER BY k.last_used_at DESC, k.id DESC LIMIT ${limit}`,
  );

/** Keys that were used since, those used most first. Reads all their hours: seconds where a million keys are used. */
export const readMostUsed = (
  db: ReadDb,
  tenantId: number,
  since: number,
  limit: number,
): Promise<MostUsed['keys']> =>
  select(
    db,
    // Only the first few keys are read for their names.
    sql`SELECT top.id, named.name, top.uses FROM (
        SELECT k.id, sum(hours.uses) AS uses
        FROM keys AS k INDEXED BY keys_by_last_use
        CROSS JOIN key_uses AS hours ON hours.key_id = k.id AND hours.hour >= +${since}
        WHERE k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND k.last_used_at >= +${since}
        GROUP BY k.id ORDER BY uses DESC, k.id LIMIT ${limit}
      ) AS top JOIN keys AS named ON named.id = top.id
      ORDER BY top.uses DESC, top.id`,
  );
