import { sql } from 'kysely';
import { DAY } from '../../shared/duration.ts';
import type { Notice } from '../../shared/notices.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { select } from '../keys/list/select.ts';

/** SQL of notices: keys that have reached one of a person's numbers of days before their expiry. */

export interface NoticeQuestion {
  readonly tenantId: number;
  readonly accountId: number;
  /** Not empty. */
  readonly days: readonly number[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The first notices, soonest expiry first. */
export function readNotices(db: ReadDb, question: NoticeQuestion, limit: number): Promise<Notice[]> {
  return select<Notice>(
    db,
    sql`SELECT * FROM (${due(question)}) AS due ORDER BY due.expiresAt, due.keyId LIMIT ${limit}`,
  );
}

export async function countNotices(db: ReadDb, question: NoticeQuestion): Promise<number> {
  const [row] = await select<{ total: number }>(
    db,
    sql`SELECT count(*) AS total FROM (${due(question)}) AS due`,
  );
  return row?.total ?? 0;
}

/** Those of the keys of which there is a notice. */
export function noticesOf(
  db: ReadDb,
  question: NoticeQuestion,
  keyIds: readonly number[],
): Promise<Notice[]> {
  return select<Notice>(db, due(question, sql`keys AS k`, sql`k.id IN (${sql.join(keyIds)}) AND`));
}

export async function putAway(db: WriteDb, accountId: number, notices: readonly Notice[]): Promise<void> {
  for (const { keyId, days } of notices) {
    await db
      .insertInto('put_away_notices')
      .values({ account_id: accountId, key_id: keyId, days })
      .onConflict((conflict) => conflict.columns(['account_id', 'key_id']).doUpdateSet({ days }))
      .execute();
  }
}

/** A key that got another expiry is news for everybody. */
export async function forgetPutAway(db: WriteDb, keyId: number): Promise<void> {
  await db.deleteFrom('put_away_notices').where('key_id', '=', keyId).execute();
}

/** What has expired already is in the list of keys; here it would never go away. */
function due(
  { tenantId, accountId, days, now }: NoticeQuestion,
  keys = sql`keys AS k INDEXED BY keys_by_expiry`,
  only = sql``,
) {
  const soonestFirst = days.toSorted((one, other) => one - other);
  const reached = sql`CASE ${sql.join(
    soonestFirst.map((day) => sql`WHEN k.expires_at <= ${now + day * DAY} THEN ${sql.lit(day)}`),
    sql` `,
  )} END`;
  const last = now + (soonestFirst.at(-1) ?? 0) * DAY;
  return sql`SELECT k.id AS keyId, k.name, k.expires_at AS expiresAt, ${reached} AS days
    FROM ${keys}
    WHERE ${only} k.tenant_id = +${tenantId} AND k.deleted_at IS NULL AND k.revocation IS NULL
      AND k.expires_at > +${now} AND k.expires_at <= +${last}
      AND NOT EXISTS (
        SELECT 1 FROM put_away_notices AS away
        WHERE away.account_id = +${accountId} AND away.key_id = k.id AND away.days = ${reached}
      )`;
}
