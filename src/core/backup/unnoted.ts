import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { listedBody } from '../audit/read-body.ts';
import type { ReadDb } from '../db/schema.ts';
import type { BackupRun, BackupState } from './backup-store.ts';

/** Entries that are looked at. Between two scheduled ones people make few. */
const LOOKED_AT = 20;

const entry = z.object({
  file: z.string(),
  size: z.number().int(),
  encrypted: z.boolean(),
  scheduled: z.literal(true),
});

/**
 * The newest scheduled backup that the log and the folder know, and the notes of the store do not: that was busy or full
 * once the backup was at its place, or the program was killed right then.
 */
export async function unnotedBackup(
  db: ReadDb,
  { schedule: { folder, encrypted }, lastScheduled }: BackupState,
): Promise<BackupRun | null> {
  if (folder === null) return null;
  const rows = await db
    .selectFrom('audit_entries')
    .select(['seq', 'time', 'body'])
    .where('action', '=', 'store.backup')
    .where('time', '>=', lastScheduled?.at ?? 0)
    .orderBy('seq', 'desc')
    .limit(LOOKED_AT)
    .execute();
  for (const row of rows) {
    const { success, data } = entry.safeParse(listedBody(row).details);
    if (!success || data.encrypted !== encrypted) continue;
    const path = join(folder, basename(data.file));
    if (path === lastScheduled?.path) return null;
    const stat = statSync(path, { throwIfNoEntry: false });
    // It is in the log before it is at its place.
    if (stat?.isFile() && stat.size === data.size) return { at: row.time, path, size: data.size, encrypted };
  }
  return null;
}
