import { createHash, randomBytes } from 'node:crypto';
import { constants, existsSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, link, open, rename, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { BESIDE, isOfStore } from '../db/store-files.ts';
import { codeOf, exists, explainReadError, full } from './file-errors.ts';

/** Files of backups: made beside their place under a name of their own, and put there once they are whole. */

/** Names of what is not finished; `latchkey doctor` looks for what was left of them. */
export const UNFINISHED = /\.[0-9a-f]{12}\.unfinished(-wal|-shm|-journal)?$/;
export const unfinishedOf = (path: string): string => `${path}.${randomBytes(6).toString('hex')}.unfinished`;

/** Takes an unfinished file away, with what SQLite may have left beside it. */
export function discard(path: string): void {
  for (const ending of ['', ...BESIDE]) {
    try {
      rmSync(path + ending, { force: true });
    } catch {
      // Its folder has gone, and it with that; what remains on a disk that fails, the doctor finds.
    }
  }
}

/**
 * Opens a backup that somebody names: a plain file and nothing that only looks like one. Never the store, which without its
 * log is an old one, and whose locks would be gone with the file's end.
 * @throws AppError
 */
export async function openGiven(path: string, storePath: string): Promise<FileHandle> {
  if (isOfStore(path, storePath)) {
    throw new AppError(
      'BACKUP_IS_STORE',
      t('{path} is the store itself, or a part of it. Choose a backup that Latchkey has made.', { path }),
    );
  }
  // Without waiting for whoever writes into a pipe.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch((error: unknown) => {
    throw explainReadError(error, path);
  });
  const stat = await file.stat();
  if (stat.isFile()) return file;
  await file.close();
  throw new AppError(
    'BACKUP_NOT_A_FILE',
    t('{path} is no file. Name a backup that Latchkey has made.', { path }),
  );
}

/** Puts a finished file at its place, on the disk for good. Another file there stays unless it is to be replaced. */
export async function putWhole(unfinished: string, target: string, replace: boolean): Promise<void> {
  await sync(unfinished);
  if (replace) {
    await rename(unfinished, target);
  } else {
    try {
      // Unlike renaming, this never replaces what somebody has put there a moment ago.
      await link(unfinished, target);
      await rm(unfinished);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EEXIST') throw exists(target);
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
      if (existsSync(target)) throw exists(target);
      await rename(unfinished, target);
    }
  }
  await syncFolder(dirname(target));
}

export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the name is on the disk too. Not every system lets a folder be opened. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Then it is the file system's own business.
  }
}

/** SHA-256 of a file, hex, and its size in bytes. */
export async function fingerprint(path: string): Promise<{ readonly sha256: string; readonly size: number }> {
  const file = await open(path, 'r');
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of file.createReadStream({ highWaterMark: 1024 * 1024 })) {
    hash.update(piece as Buffer);
    size += (piece as Buffer).length;
  }
  return { sha256: hash.digest('hex'), size };
}

/** In bytes; of a file that is not there, 0. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Refuses before anything is written when it cannot fit. @throws AppError `BACKUP_FULL` */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const free = await freeSpace(folder);
  if (free !== null && free < bytes) throw full(folder);
}

/** Bytes that may still be written; `null` where nobody says. */
export async function freeSpace(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** A moment as the names of files have it: "2026-11-22 090512". UTC. */
export const stamp = (now: number): string =>
  new Date(now).toISOString().slice(0, 19).replaceAll(':', '').replace('T', ' ');

/** Where the store that a restore replaces is kept: where nothing is yet, also when two are restored within a second. */
export function keptPath(storePath: string, now: number): string {
  const name = `${basename(storePath)}.before-restore-${stamp(now).replace(' ', '-')}`;
  const path = join(dirname(storePath), name);
  for (let next = 2, free = path; ; next += 1) {
    if (!existsSync(free)) return free;
    free = `${path}-${next}`;
  }
}
