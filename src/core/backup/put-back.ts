import { copyFileSync, constants, existsSync, linkSync, renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { busy, explainFileError, explainSqliteError } from '../db/errors.ts';
import { openBare } from '../db/open.ts';
import { BESIDE } from '../db/store-files.ts';
import { type Binding, copyStore, makeSingleFile } from './copy-store.ts';
import { codeOf } from './file-errors.ts';
import { discard, putWhole, sync, syncFolder, unfinishedOf } from './files.ts';
import { finishDraft, type DraftEnd } from './finish-draft.ts';
import { sweep } from './leftovers.ts';
import { isEpoch, lookAtPresent, replacedLog, type ReplacedLog } from './present.ts';
import type { Watch } from './watch.ts';

export interface RestoreOrder extends Omit<DraftEnd, 'past' | 'replaced' | 'backups'> {
  readonly storePath: string;
  /** As `inspectBackup` left it; it is gone afterwards, whatever happens. */
  readonly draft: string;
  /** Where what is there now is kept. */
  readonly kept: string;
  /** The epoch in which this computer has signed the log of the backup last; 0: never, or its keychain does not answer. */
  readonly signedEpoch: number;
  /** The epoch of the log in which the restore was allowed; `null`: by nobody who is of the store. */
  readonly allowedIn: number | null;
}

export interface Restored {
  /** `null`: there was nothing to keep. */
  readonly kept: string | null;
  /** Whether another file is at the store's place now, which those who have the old one open must notice. */
  readonly newFile: boolean;
  readonly replaced: ReplacedLog | null;
}

const PAGES = 4_096;
/** How long another process's change is waited for. Milliseconds. */
const PATIENCE = 5_000;
const PAUSE = 50;

/**
 * Puts a backup in the store's place. Of a sound store the content is replaced in one transaction, so that every process
 * that has it open answers from the restored one at its next read, and a crash leaves the one or the other. In the place
 * of anything else its file is put.
 */
export async function putBack(order: RestoreOrder, binding: Binding, watch: Watch): Promise<Restored> {
  const { storePath, draft, kept } = order;
  try {
    const present = lookAtPresent(storePath, binding);
    const replaced = present.state === 'sound' ? present.log : null;
    if (order.allowedIn !== null && replaced !== null && replaced.epoch !== order.allowedIn) throw changed();
    const backups = present.state === 'sound' ? present.backups : [];
    const known = present.state === 'sound' ? present.log.epoch : present.epoch;
    const past = Math.max(known, isEpoch(order.signedEpoch) ? order.signedEpoch : 0);
    await finishDraft(draft, { ...order, past, replaced, backups }, binding);
    if (present.state === 'sound') {
      await replaceContent(order, present.log, binding, watch);
      return { kept, newFile: false, replaced };
    }
    await replaceFile(storePath, draft, kept);
    return { kept: present.exists ? kept : null, newFile: true, replaced };
  } catch (error) {
    throw explainFileError(explainSqliteError(error), storePath);
  } finally {
    discard(draft);
    sweep(dirname(storePath), `${basename(storePath)}.`, order.frame.time);
  }
}

async function replaceContent(
  { storePath, draft, kept }: RestoreOrder,
  expected: ReplacedLog,
  { nativeBinding }: Binding,
  { onProgress, signal }: Watch,
): Promise<void> {
  fitPages(storePath, draft, nativeBinding);
  const source = openBare(draft, { readonly: true, nativeBinding });
  const copying: { done: boolean; kept: boolean; failure: unknown } = {
    done: false,
    kept: false,
    failure: null,
  };
  const lock: { held: boolean } = { held: false };
  // Only once the store is locked: what is kept is then exactly what is replaced.
  const keep = async () => {
    const unfinished = unfinishedOf(kept);
    try {
      requireUnchanged(storePath, expected, nativeBinding);
      await copyStore(storePath, unfinished, { nativeBinding }, { onProgress, signal }, 'keeping a copy');
      makeSingleFile(unfinished, { nativeBinding });
      await putWhole(unfinished, kept, false);
      copying.kept = true;
    } catch (error) {
      discard(unfinished);
      copying.failure = error;
    }
    copying.done = true;
  };
  const step = ({ totalPages, remainingPages }: { totalPages: number; remainingPages: number }): number => {
    if (!lock.held) {
      lock.held = true;
      void keep();
    }
    if (copying.failure !== null) throw copying.failure;
    if (!copying.done) return 0;
    // From here on it is not stopped any more: it is over in a moment.
    onProgress('replacing', totalPages - remainingPages, totalPages);
    return PAGES;
  };
  try {
    const until = performance.now() + PATIENCE;
    for (;;) {
      await source.backup(storePath, { progress: step });
      // While somebody else has the lock it ends at once and has done nothing.
      if (lock.held) break;
      signal.throwIfAborted();
      if (performance.now() > until) throw busy();
      await setTimeout(PAUSE);
    }
  } catch (error) {
    // Nothing was replaced, and there is no room for a second copy of what is still there.
    if (copying.kept && codeOf(error).startsWith('SQLITE_FULL')) discard(kept);
    throw error;
  } finally {
    source.close();
  }
  settle(storePath, nativeBinding);
}

/** Pages of another size cannot be copied into a store that is in use. */
function fitPages(storePath: string, draft: string, nativeBinding: string | undefined): void {
  const sizeOf = (sqlite: Database) => sqlite.pragma('page_size', { simple: true }) as number;
  const present = openBare(storePath, { readonly: true, nativeBinding });
  const wanted = sizeOf(present);
  present.close();
  const sqlite = openBare(draft, { readonly: false, nativeBinding });
  try {
    if (sizeOf(sqlite) === wanted) return;
    sqlite.pragma(`page_size = ${wanted}`);
    sqlite.exec('VACUUM');
  } finally {
    sqlite.close();
  }
}

/** The entry of the restore names the log that it ends; somebody may have added to that a moment ago. */
function requireUnchanged(path: string, expected: ReplacedLog, nativeBinding: string | undefined): void {
  const sqlite = openBare(path, { readonly: true, nativeBinding });
  try {
    const { size, head } = replacedLog(sqlite);
    if (size === expected.size && head === expected.head) return;
    throw changed();
  } finally {
    sqlite.close();
  }
}

const changed = (): AppError =>
  new AppError(
    'STORE_CHANGED',
    t('Somebody has changed the store at this moment. Nothing was restored. Look at the preview again.'),
  );

/** Brings what was committed from the log into the file and on the disk; a reader may keep that waiting. */
function settle(path: string, nativeBinding: string | undefined): void {
  const sqlite = openBare(path, { readonly: false, nativeBinding });
  try {
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    sqlite.close();
  }
}

/** Keeps the file with what SQLite has beside it, which would be played into the new one; then the new one is there at once. */
async function replaceFile(storePath: string, draft: string, kept: string): Promise<void> {
  if (existsSync(storePath)) keepFile(storePath, kept);
  for (const ending of BESIDE) {
    if (existsSync(storePath + ending)) renameSync(storePath + ending, kept + ending);
  }
  await sync(draft);
  await rename(draft, storePath);
  await syncFolder(dirname(storePath));
}

function keepFile(path: string, kept: string): void {
  try {
    // A second name costs no space and cannot be half done.
    linkSync(path, kept);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
  }
}
