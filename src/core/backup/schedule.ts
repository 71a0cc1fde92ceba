import { open, readdir, rm } from 'node:fs/promises';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupSchedule } from '../../shared/store.ts';
import { BACKUP_ENDING, type BackupPeriod } from '../../shared/store-words.ts';
import { DAY, HOUR } from '../../shared/duration.ts';
import { APPLICATION_ID } from '../db/file-check.ts';
import { isOfStore } from '../db/store-files.ts';
import type { BackupState } from './backup-store.ts';
import { HEADER_BYTES, isContainer } from './container-format.ts';

/** When scheduled backups are due, what they are called, and which of them go. */

const PERIODS: Readonly<Record<Exclude<BackupPeriod, 'off'>, number>> = { daily: DAY, weekly: 7 * DAY };
/** After one that did not work the next is tried. Milliseconds. */
const AGAIN_AFTER = HOUR;

/** When the next one is due, epoch milliseconds; in the past: now. `null`: there is no schedule. */
export function nextBackup({ schedule, lastScheduled, failure }: BackupState, now: number): number | null {
  if (schedule.every === 'off' || schedule.folder === null) return null;
  // One of the future tells of a clock that was set back: nobody knows how old it is.
  const last = lastScheduled === null || lastScheduled.at > now ? null : lastScheduled.at;
  const due = last === null ? now : last + PERIODS[schedule.every];
  const again = failure === null || failure.at > now ? now : failure.at + AGAIN_AFTER;
  return Math.max(due, failure === null ? due : again);
}

/** Whether the newest scheduled backup is so old that one must have been missed for long. */
export function isOverdue({ schedule, lastScheduled, scheduledSince }: BackupState, now: number): boolean {
  if (schedule.every === 'off') return false;
  const since = lastScheduled?.at ?? scheduledSince;
  return since !== null && now - since > 2 * PERIODS[schedule.every];
}

/** Two stores may use one folder: the name says of which it is. @param storeId the id of the log */
export const scheduledOf = (storeId: string): string => `latchkey-${storeId.slice(0, 8)}-`;

export const scheduledName = (storeId: string, now: number): string =>
  `${scheduledOf(storeId)}${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}${BACKUP_ENDING}`;

/**
 * Removes all but the newest of the backups that Latchkey itself has made there of this store; says how many. Those that
 * seem to be of the future are of a clock that was set back: nobody knows how old they are, so they stay until their time.
 * @param made the name of the one that was made just now
 */
export async function rotate(
  { folder, keep }: Pick<BackupSchedule, 'folder' | 'keep'>,
  { storeId, storePath }: { readonly storeId: string; readonly storePath: string },
  made: string,
): Promise<number> {
  if (folder === null) return 0;
  const pattern = new RegExp(`^${scheduledOf(storeId)}\\d{4}-\\d\\d-\\d\\dT\\d{6}\\${BACKUP_ENDING}$`);
  const names = (await readdir(folder)).filter((name) => pattern.test(name) && name <= made).sort();
  const ours: string[] = [];
  for (const name of names) if (await isBackup(join(folder, name), storePath)) ours.push(name);
  // Never the last one, whatever the settings say.
  const old = ours.slice(0, Math.max(0, ours.length - Math.max(1, keep)));
  for (const name of old) await rm(join(folder, name));
  return old.length;
}

/** By its first bytes: a name alone is no leave to remove anything. */
async function isBackup(path: string, storePath: string): Promise<boolean> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  // A second name of it: to close it again would drop the locks that this process has on the store.
  if (isOfStore(path, storePath)) return false;
  const file = await open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const start = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(start, 0, HEADER_BYTES, 0);
    return isContainer(start.subarray(0, bytesRead)) || start.readUInt32BE(68) === APPLICATION_ID;
  } finally {
    await file.close();
  }
}
