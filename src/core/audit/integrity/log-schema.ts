import type { Database } from 'better-sqlite3';
import { MIGRATIONS } from '../../db/migrations/index.ts';

/** What the log is kept in and by. */
const KEPT_BY = ['audit_entries', 'audit_head', 'audit_epochs', 'audit_checkpoints', 'audit_head_follows'];

const WRITTEN = MIGRATIONS.join('\n');

/**
 * Whether the database keeps the log as our migrations have made it. A table that takes values of any type can hide
 * entries from who reads them, and a trigger can leave out those that are yet to come.
 * @returns `log`: its own tables are others; `program`: something else acts on changes or stands in for a table
 */
export function findForeignSchema(sqlite: Database): 'log' | 'program' | null {
  const objects = sqlite
    .prepare<[], { type: string; name: string; tbl_name: string; sql: string | null }>(
      'SELECT type, name, tbl_name, sql FROM sqlite_schema',
    )
    .all();
  // SQLite keeps a statement as it was given, without what ends it. An index that belongs to a table's text has none.
  const isForeign = ({ sql }: (typeof objects)[number]) => sql !== null && !WRITTEN.includes(`${sql};`);
  const names = new Set(objects.map(({ name }) => name));
  const ofLog = objects.filter(({ tbl_name, type }) => KEPT_BY.includes(tbl_name) && type !== 'trigger');
  if (ofLog.some(isForeign) || KEPT_BY.some((name) => !names.has(name))) return 'log';
  const acting = objects.filter(({ type }) => type === 'trigger' || type === 'view');
  return acting.some(isForeign) ? 'program' : null;
}
