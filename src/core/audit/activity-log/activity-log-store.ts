import type { Database } from 'better-sqlite3';
import { sql } from 'kysely';
import type { LogFilter } from '../../../shared/activity-log.ts';
import type { ReadDb } from '../../db/schema.ts';
import { likePattern } from './search-words.ts';

/** What of the log is asked for; `null` as tenant: of all. */
export interface LogQuestion extends Omit<LogFilter, 'everywhere'> {
  readonly tenantId: number | null;
}

/** Entries `from` ≤ number < `before`, newest first; their text may match a search where their values do not. */
export function entriesBetween(
  db: ReadDb,
  question: LogQuestion,
  { from, before }: { readonly from: number; readonly before: number },
  limit: number,
) {
  const { tenantId, from: earliest, until, actorId, subject, outcome, target, search } = question;
  let query = db
    .selectFrom('audit_entries')
    .select(['seq', 'time', 'body'])
    .where('seq', '>=', from)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit);
  if (tenantId !== null) query = query.where('tenant_id', '=', tenantId);
  if (earliest !== null) query = query.where('time', '>=', earliest);
  if (until !== null) query = query.where('time', '<', until);
  if (actorId !== null) query = query.where('actor_account_id', '=', actorId);
  // Behind the dot of `keys.rotate` comes a letter; `/` follows the dot.
  if (subject !== null)
    query = query.where('action', '>=', `${subject}.`).where('action', '<', `${subject}/`);
  if (outcome !== null) query = query.where('outcome', '=', outcome);
  if (target !== null)
    query = query.where('target_type', '=', target.type).where('target_id', '=', target.id);
  if (search !== '') {
    query = query.where(sql<boolean>`body LIKE ${likePattern(search)} ESCAPE '\\'`);
  }
  return query.execute();
}

/** One entry with its hash. */
export function findEntry(db: ReadDb, tenantId: number | null, seq: number) {
  let query = db.selectFrom('audit_entries').select(['body', 'hash']).where('seq', '=', seq);
  if (tenantId !== null) query = query.where('tenant_id', '=', tenantId);
  return query.executeTakeFirst();
}

/** Everybody who has entries in a tenant, each found by one step along the index. */
export async function actorsOf(db: ReadDb, tenantId: number): Promise<{ id: number; username: string }[]> {
  const ids: number[] = [];
  for (let last = 0; ;) {
    const next = await db
      .selectFrom('audit_entries')
      .select('actor_account_id as id')
      .where('tenant_id', '=', tenantId)
      .where('actor_account_id', '>', last)
      .orderBy('actor_account_id')
      .limit(1)
      .executeTakeFirst();
    if (next?.id == null) break;
    ids.push((last = next.id));
  }
  if (ids.length === 0) return [];
  return db
    .selectFrom('accounts')
    .select(['id', 'username'])
    .where('id', 'in', ids)
    .orderBy('username_key')
    .execute();
}

/** The stored texts of entries `from` to `to`, in order. */
export const bodiesBetween = (sqlite: Database, from: number, to: number): string[] =>
  sqlite
    .prepare<[number, number], string>(
      'SELECT body FROM audit_entries WHERE seq BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY seq',
    )
    .pluck()
    .all(from, to);
