import type { Database } from 'better-sqlite3';

/** SQL that reads the log of a tenant for a replay. */

export interface ReplayRow {
  readonly seq: number;
  readonly action: string;
  readonly body: string;
}

/** What was done up to an entry by these actions, in order, one row after the other. */
export const doneUpTo = (
  sqlite: Database,
  tenantId: number,
  upTo: number,
  actions: readonly string[],
): IterableIterator<ReplayRow> =>
  sqlite
    .prepare<unknown[], ReplayRow>(
      `SELECT seq, action, body FROM audit_entries INDEXED BY audit_entries_by_tenant
       WHERE tenant_id = @tenantId AND seq <= @upTo AND outcome = 'done'
         AND action IN (SELECT value FROM json_each(@actions)) ORDER BY seq`,
    )
    .iterate({ tenantId, upTo, actions: JSON.stringify(actions) });

/** The restore of a backup that is the next entry after this one, if it is one: then this was the newest of the backup. */
export const restoreAfter = (
  sqlite: Database,
  seq: number,
): { readonly time: number; readonly body: string } | undefined =>
  sqlite
    .prepare<[number], { time: number; body: string }>(
      `SELECT time, body FROM audit_entries WHERE seq = CAST(? AS INTEGER) + 1 AND action = 'store.restore'`,
    )
    .get(seq);

/** Of what was done up to an entry: actions that are none of these, and how many entries tell of each. */
export const othersUpTo = (
  sqlite: Database,
  tenantId: number,
  upTo: number,
  actions: readonly string[],
): { action: string; entries: number }[] =>
  sqlite
    .prepare<unknown[], { action: string; entries: number }>(
      `SELECT action, count(*) AS entries FROM audit_entries INDEXED BY audit_entries_by_tenant
       WHERE tenant_id = @tenantId AND seq <= @upTo AND outcome = 'done'
         AND action NOT IN (SELECT value FROM json_each(@actions)) GROUP BY action ORDER BY action`,
    )
    .all({ tenantId, upTo, actions: JSON.stringify(actions) });
