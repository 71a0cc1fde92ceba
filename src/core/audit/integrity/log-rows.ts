import type { Database } from 'better-sqlite3';
import type { LogRow } from './chain.ts';

/** Entries from one number to another, in order; all without a bound. The connection can do nothing else meanwhile. */
export function logRows(
  sqlite: Database,
  from = Number.MIN_SAFE_INTEGER,
  to = Number.MAX_SAFE_INTEGER,
): IterableIterator<LogRow> {
  return sqlite
    .prepare<[number, number], LogRow>(
      `SELECT seq, body, hash, tenant_id, time, actor_account_id, action, target_type, target_id, outcome
       FROM audit_entries WHERE seq BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY seq`,
    )
    .iterate(from, to);
}
