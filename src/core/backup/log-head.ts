import type { Database } from 'better-sqlite3';

export interface LogHeadRow {
  readonly seq: number;
  readonly hash: Buffer;
  readonly time: number;
}

/** SQL of the log's newest entry. */
export const logHeadOf = (sqlite: Database): LogHeadRow | null =>
  sqlite
    .prepare<[], LogHeadRow>('SELECT seq, hash, time FROM audit_entries ORDER BY seq DESC LIMIT 1')
    .get() ?? null;

/** The hash of one entry; `null`: there is none of that number. */
export const hashAt = (sqlite: Database, seq: number): Buffer | null =>
  sqlite.prepare<[number], Buffer>('SELECT hash FROM audit_entries WHERE seq = ?').pluck().get(seq) ?? null;
