import type { Database } from 'better-sqlite3';

/** SQL of the log of a tenant between two moments. */

interface Span {
  readonly tenantId: number;
  readonly from: number;
  readonly to: number;
}

const WITHIN = `FROM audit_entries INDEXED BY audit_entries_by_tenant
  WHERE tenant_id = @tenantId AND time >= @from AND time < @to`;

export const countEntries = (sqlite: Database, span: Span): number =>
  sqlite
    .prepare<unknown[], number>(`SELECT count(*) ${WITHIN}`)
    .pluck()
    .get({ ...span }) ?? 0;

/** One after the other, in the order in which they were written. */
export const entriesWithin = (
  sqlite: Database,
  span: Span,
): IterableIterator<{ readonly seq: number; readonly body: string }> =>
  sqlite
    .prepare<unknown[], { seq: number; body: string }>(`SELECT seq, body ${WITHIN} ORDER BY seq`)
    .iterate({ ...span });
