import { sql } from 'kysely';
import type { ReadDb } from './schema.ts';

/** The version of SQLite that this program has built in, e.g. `3.50.4`. */
export async function sqliteVersion(db: ReadDb): Promise<string> {
  const { version } = await db
    .selectFrom(sql<{ version: string }>`(SELECT sqlite_version() AS version)`.as('here'))
    .select('version')
    .executeTakeFirstOrThrow();
  return version;
}
