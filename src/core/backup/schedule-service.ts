import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { t } from '../../shared/language/t.ts';
import type { BackupSchedule } from '../../shared/store.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, frameOf } from '../actor.ts';
import { desktopFrame } from '../accounts/deps.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import { storeId } from '../audit/log-store.ts';
import { type BackupDeps, requireMayManageStore, writeBackup } from './back-up.ts';
import { putFailure, putRun, putSchedule, readBackupState } from './backup-store.ts';
import { sweep } from './leftovers.ts';
import { nextBackup, rotate, scheduledName, scheduledOf } from './schedule.ts';
import { unnotedBackup } from './unnoted.ts';
import type { Watch } from './watch.ts';

/** Changes the schedule; whether its folder can be written is seen at once, and again by each backup. */
export async function editSchedule(
  { db, now }: Pick<BackupDeps, 'db' | 'now'>,
  actor: Actor,
  schedule: BackupSchedule,
  newPassphrase: boolean,
): Promise<void> {
  requireMayManageStore(actor);
  if (schedule.every !== 'off') requireFolder(schedule.folder);
  await change(db, frameOf(actor, now()), async (write) => {
    const { schedule: before } = await readBackupState(write);
    await putSchedule(write, schedule, now());
    const details = { ...differences(before, schedule), ...(newPassphrase && { newPassphrase }) };
    return { result: undefined, entries: [{ action: 'store.edit-schedule', details }] };
  });
}

function requireFolder(folder: string | null): void {
  if (folder === null || !isAbsolute(folder)) {
    throw new AppError('INVALID_INPUT', t('Choose a folder for the backups.'), { field: 'folder' });
  }
  try {
    if (!statSync(folder).isDirectory()) throw new Error('It is a file.');
    rmdirSync(mkdtempSync(join(folder, '.latchkey-')));
  } catch {
    throw new AppError(
      'BACKUP_READ_ONLY',
      t('{folder} cannot be written. Choose another folder.', { folder }),
      {
        field: 'folder',
      },
    );
  }
}

/**
 * Makes the scheduled backup if it is due, and lets the oldest go. What keeps it from being made is written down, once
 * for the same cause.
 * @param passphrase asks the keychain; `undefined`: it does not answer, or has none
 */
export async function backUpIfDue(
  deps: BackupDeps,
  passphrase: () => Promise<string | undefined>,
  watch: Watch,
): Promise<'not due' | 'made' | 'failed'> {
  const { db, now } = deps;
  const state = await readBackupState(db);
  const due = nextBackup(state, now());
  const { folder, encrypted } = state.schedule;
  if (due === null || due > now() || folder === null) return 'not due';
  const id = await storeId(db);
  // A store that nobody has set up yet holds nothing.
  if (id === '') return 'not due';
  const late = await unnotedBackup(db, state);
  if (late !== null && (nextBackup({ ...state, lastScheduled: late, failure: null }, now()) ?? 0) > now()) {
    await db.transaction().execute((write) => putRun(write, late, true));
    return 'made';
  }
  const name = scheduledName(id, now());
  try {
    requireFolder(folder);
    sweep(folder, scheduledOf(id), now());
    const secret = encrypted ? await passphrase() : null;
    if (secret === undefined) throw noPassphrase();
    const wish = { target: join(folder, name), passphrase: secret, replace: false, scheduled: true };
    await writeBackup(deps, desktopFrame(now(), null), wish, watch);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CANCELLED') throw error;
    const told = error instanceof AppError ? error : notKnown(error);
    await noteFailure(deps, told, state.failure?.code === told.code);
    // People hear that it failed; why, those who read the program's own log.
    if (told !== error) throw error;
    return 'failed';
  }
  await rotate(state.schedule, { storeId: id, storePath: deps.storePath }, name);
  return 'made';
}

/** The same trouble every hour is one entry: the log is not to be filled by a disk that is not plugged in. */
async function noteFailure({ db, now }: BackupDeps, error: AppError, isSame: boolean): Promise<void> {
  const { code, message } = error;
  const failure = { at: now(), code, message };
  if (isSame) {
    await db.transaction().execute((write) => putFailure(write, failure));
    return;
  }
  await change(db, desktopFrame(now(), null), async (write) => {
    await putFailure(write, failure);
    return { result: undefined, entries: [{ action: 'store.backup-failed', details: { code, message } }] };
  });
}

const notKnown = (error: unknown): AppError =>
  new AppError(
    'BACKUP_UNKNOWN',
    t('The backup failed for a reason that Latchkey does not know: {reason}', {
      reason: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '',
    }),
  );

const noPassphrase = (): AppError =>
  new AppError(
    'BACKUP_NO_PASSPHRASE',
    t(
      'The passphrase of the scheduled backups is not in the keychain of this computer, or that does not answer. Unlock it, or set the passphrase anew.',
    ),
  );
