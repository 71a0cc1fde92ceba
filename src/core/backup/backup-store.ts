import { z } from 'zod';
import type { BackupSchedule } from '../../shared/store.ts';
import { BACKUP_PERIODS, DEFAULT_SCHEDULE, KEPT_BACKUPS } from '../../shared/store-words.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { putValues, readValues } from '../settings/value-store.ts';

/** SQL of the schedule and of how the last backups went. What has no row, or one that makes no sense, is the default. */

const run = z.object({
  at: z.number().int(),
  path: z.string(),
  size: z.number().int(),
  encrypted: z.boolean(),
});
const failure = z.object({ at: z.number().int(), code: z.string(), message: z.string() });
export type BackupRun = z.infer<typeof run>;
export type BackupFailure = z.infer<typeof failure>;

export interface BackupState {
  readonly schedule: BackupSchedule;
  readonly lastBackup: BackupRun | null;
  readonly lastScheduled: BackupRun | null;
  readonly failure: BackupFailure | null;
  /** Since when the schedule is as it is. */
  readonly scheduledSince: number | null;
}

const SHAPES = {
  every: z.enum(BACKUP_PERIODS),
  folder: z.string().nullable(),
  keep: z.number().int().min(KEPT_BACKUPS.min).max(KEPT_BACKUPS.max),
  encrypted: z.boolean(),
};
const NAMES = ['every', 'folder', 'keep', 'encrypted', 'last', 'lastScheduled', 'failure', 'since'];

export async function readBackupState(db: ReadDb): Promise<BackupState> {
  const values = await readValues(db, 'backup', NAMES);
  const valueOf = <T>(name: string, shape: z.ZodType<T>, otherwise: T): T => {
    const read = shape.safeParse(values.get(name));
    return read.success ? read.data : otherwise;
  };
  return {
    schedule: {
      every: valueOf('every', SHAPES.every, DEFAULT_SCHEDULE.every),
      folder: valueOf('folder', SHAPES.folder, DEFAULT_SCHEDULE.folder),
      keep: valueOf('keep', SHAPES.keep, DEFAULT_SCHEDULE.keep),
      encrypted: valueOf('encrypted', SHAPES.encrypted, DEFAULT_SCHEDULE.encrypted),
    },
    lastBackup: valueOf('last', run.nullable(), null),
    lastScheduled: valueOf('lastScheduled', run.nullable(), null),
    failure: valueOf('failure', failure.nullable(), null),
    scheduledSince: valueOf('since', z.number().int().nullable(), null),
  };
}

export const putSchedule = (db: WriteDb, schedule: BackupSchedule, since: number): Promise<void> =>
  putValues(db, 'backup', { ...schedule, since, failure: null });

export const putRun = (db: WriteDb, made: BackupRun, scheduled: boolean): Promise<void> =>
  putValues(db, 'backup', { last: made, ...(scheduled && { lastScheduled: made, failure: null }) });

export const putFailure = (db: WriteDb, happened: BackupFailure): Promise<void> =>
  putValues(db, 'backup', { failure: happened });
