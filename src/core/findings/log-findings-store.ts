import type { Database } from 'better-sqlite3';

/** SQL of what findings say of the log. */

export interface LogFacts {
  /** The newest entry; 0: none. */
  readonly size: number;
  /** Times of the newest and the oldest entry, and of the last verification that found nothing; `null`: none. */
  readonly newestAt: number | null;
  readonly oldestAt: number | null;
  readonly verifiedAt: number | null;
  /** Entries that the newest signature covers; `null`: nothing was ever signed. */
  readonly signed: number | null;
}

/**
 * @param now epoch milliseconds; what was signed later is left out
 * @param upTo entries behind this one are left out
 */
export function readLogFacts(sqlite: Database, now: number, upTo: number): LogFacts {
  const row = sqlite
    .prepare<unknown[], LogFacts>(
      `SELECT
         coalesce((SELECT max(seq) FROM audit_entries WHERE seq <= @upTo), 0) AS size,
         (SELECT time FROM audit_entries WHERE seq <= @upTo ORDER BY seq DESC LIMIT 1) AS newestAt,
         (SELECT time FROM audit_entries ORDER BY seq LIMIT 1) AS oldestAt,
         (SELECT time FROM audit_entries INDEXED BY audit_verifications
          WHERE action = 'audit.verify' AND outcome = 'done' AND seq <= @upTo AND instr(body, '"fault":null,') > 0
          ORDER BY seq DESC LIMIT 1) AS verifiedAt,
         (SELECT max(size) FROM audit_checkpoints WHERE size <= (SELECT max(seq) FROM audit_entries WHERE seq <= @upTo)
          AND signed_at <= @now) AS signed`,
    )
    .get({ now, upTo });
  if (!row) throw new Error('A query without a table gave no row.');
  return row;
}
