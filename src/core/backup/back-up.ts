import { basename } from 'node:path';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { requireGoodPassphrase } from '../accounts/password-strength.ts';
import { change } from '../audit/change.ts';
import type { EntryFrame } from '../audit/log-store.ts';
import { StoreError } from '../db/errors.ts';
import type { AnyDb } from '../db/schema.ts';
import { requireNotStore } from '../db/store-files.ts';
import { type BackupRun, putRun } from './backup-store.ts';
import { explainWriteError } from './file-errors.ts';
import { discard, putWhole } from './files.ts';
import type { RunJob } from './job.ts';
import type { MadeBackup } from './make-backup.ts';
import type { Watch } from './watch.ts';

export interface BackupDeps {
  readonly db: AnyDb;
  readonly storePath: string;
  readonly run: RunJob;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Backup extends Omit<MadeBackup, 'unfinished'> {
  readonly path: string;
  /** Whether the store knows when its last backup was made: it may be busy or full by the time that this one is at its place. */
  readonly noted: boolean;
}

/** Who may do anything to the store as a whole: it holds all tenants. */
export const requireMayManageStore = (actor: Actor): void => requireAuthority(actor, 'manage-tenants');

/** A backup that a person asks for, at a place that they have chosen. */
export async function backUp(
  deps: BackupDeps,
  actor: Actor,
  wish: { readonly target: string; readonly passphrase: string | null },
  watch: Watch,
): Promise<Backup> {
  requireMayManageStore(actor);
  if (wish.passphrase !== null) await requireGoodPassphrase(wish.passphrase);
  // The dialog has asked whether a file that is there may go.
  return writeBackup(deps, frameOf(actor, deps.now()), { ...wish, replace: true, scheduled: false }, watch);
}

interface Wish {
  readonly target: string;
  readonly passphrase: string | null;
  readonly replace: boolean;
  readonly scheduled: boolean;
}

/** Makes, verifies and places a backup. It is in the log before it is at its place: none is without its entry. */
export async function writeBackup(
  { db, storePath, run, now }: BackupDeps,
  frame: EntryFrame,
  { target, passphrase, replace, scheduled }: Wish,
  watch: Watch,
): Promise<Backup> {
  requireNotStore(target, storePath, 'BACKUP_IS_STORE');
  const at = now();
  const made = await run('make', { storePath, target, passphrase, now: at }, watch);
  const { unfinished, ...facts } = made;
  const encrypted = passphrase !== null;
  try {
    watch.signal.throwIfAborted();
    const { size, sha256, entries } = facts;
    const details = { file: basename(target), size, sha256, encrypted, entries, scheduled };
    await change(db, { ...frame, time: now() }, () =>
      Promise.resolve({ result: undefined, entries: [{ action: 'store.backup', details }] }),
    );
    await putWhole(unfinished, target, replace).catch((error: unknown) => {
      throw explainWriteError(error, target);
    });
    // Last: who is killed before it must not rely on a backup that is not there.
    const done = { at, path: target, size, encrypted };
    const noted = await note(db, done, scheduled);
    return { path: target, ...facts, noted };
  } catch (error) {
    discard(unfinished);
    throw error;
  }
}

/** What the store says of itself does not undo a backup that is there. */
async function note(db: AnyDb, done: BackupRun, scheduled: boolean): Promise<boolean> {
  try {
    await db.transaction().execute((write) => putRun(write, done, scheduled));
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}
