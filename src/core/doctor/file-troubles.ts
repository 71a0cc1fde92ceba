import { accessSync, closeSync, constants, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { freeSpace, UNFINISHED } from '../backup/files.ts';
import { StoreError } from '../db/errors.ts';
import { checkFileAlone, lengthIn } from '../db/file-check.ts';
import { HOUR } from '../../shared/duration.ts';
import { RESTORE, type Trouble, trouble } from './trouble.ts';

/** What can be told of a store by its file and folder, before SQLite may touch it. */

const MIB = 1024 * 1024;
/** Below this the next backup or migration may fail. */
const LEAST_FREE = 100 * MIB;
/** Below this not even a small change fits into the write-ahead log. */
const LEAST_TO_WORK = MIB / 4;
/** Younger ones may be of a backup that is under way. Milliseconds. */
const LEFT_AFTER = HOUR;
const WAL_MAGIC = new Set([0x377f0682, 0x377f0683]);

/** The first 100 bytes say whether it is a store at all; `null`: nothing is wrong with them. @throws what the disk says */
export function shapeTrouble(path: string): Trouble | null {
  try {
    return shapeOf(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    return trouble(
      'UNREADABLE',
      `You may not read the store ${path}.`,
      'Run this as its owner, or give yourself the right to read the file and to enter its folders.',
    );
  }
}

function shapeOf(path: string): Trouble | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    return trouble(
      'MISSING',
      `There is no store at ${path}.`,
      `Start Latchkey once to set one up, or name another. If there was one: ${RESTORE}`,
    );
  }
  if (!stat.isFile()) {
    return trouble(
      'NOT_A_FILE',
      `${path} is ${stat.isDirectory() ? 'a folder' : 'no file'}, and no store.`,
      `Move it away, or name another with --store. If a store was there: ${RESTORE}`,
    );
  }
  if (stat.size === 0)
    return trouble('EMPTY', `The store ${path} is empty.`, `Keep it for inspection. ${RESTORE}`);
  try {
    // The doctor has nothing open yet, and SQLite would look at what stands beside the file, which is not settled.
    checkFileAlone(path);
    return null;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'STORE_FOREIGN') {
      return trouble(
        'FOREIGN',
        `The file ${path} is not a Latchkey store.`,
        `Move it away, or name another with --store. If a store was there: ${RESTORE}`,
      );
    }
    return tornTrouble(path, stat.size);
  }
}

/** What the header itself tells of damage. */
function tornTrouble(path: string, size: number): Trouble {
  const cure = `Keep it for inspection. ${RESTORE}`;
  return size < lengthIn(start(path, 100))
    ? trouble('TRUNCATED', `The end of the store ${path} is missing.`, cure)
    : trouble('DAMAGED', `The store is damaged: the header of ${path} is none that Latchkey writes.`, cure);
}

/** A write-ahead log that is of another file: SQLite would play it into this one, or lose what it holds. */
export function foreignLog(path: string): Trouble | null {
  const wal = `${path}-wal`;
  const size = statSync(wal, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return null;
  const [header, log] = [start(path, 100), start(wal, 32)];
  const declared = header.readUInt16BE(16);
  const pageSize = declared === 1 ? 65_536 : declared;
  const isOfThis =
    // The file says itself whether it has one.
    header[18] === 2 && size >= 32 && WAL_MAGIC.has(log.readUInt32BE(0)) && log.readUInt32BE(8) === pageSize;
  if (isOfThis) return null;
  return trouble(
    'FOREIGN_LOG',
    `${wal} does not belong to the store beside it.`,
    'Close Latchkey and move that file away, and the one that ends in -shm with it. Delete neither before the store has been checked.',
  );
}

function start(path: string, bytes: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    readSync(file, buffer, 0, bytes, 0);
    return buffer;
  } finally {
    closeSync(file);
  }
}

/** Who may read and write it. @param uid of whoever asks; `undefined` where the system has none */
export function permissionTroubles(path: string, uid: number | undefined): Trouble[] {
  const found: Trouble[] = [];
  const folder = dirname(path);
  const [file, beside] = [refusedToWrite(path), refusedToWrite(folder)];
  if (file === 'EROFS' || beside === 'EROFS') {
    found.push(
      trouble(
        'READ_ONLY_DISK',
        `The disk with the store ${path} is read-only.`,
        'Make it writable. A disk with a fault is often made read-only by the system: check it first.',
      ),
    );
  }
  if (file !== null && file !== 'EROFS') {
    found.push(
      trouble(
        'READ_ONLY_FILE',
        `You cannot write the store ${path}.`,
        'Give its owner the right to write it (chmod u+w), or run this as its owner.',
      ),
    );
  }
  if (beside !== null && beside !== 'EROFS') {
    found.push(
      trouble(
        'READ_ONLY_FOLDER',
        `The folder ${folder} cannot be written, and SQLite keeps its log there.`,
        'Give its owner the right to write it.',
      ),
    );
  }
  if (uid === undefined) return found;
  const files = [path, `${path}-wal`, `${path}-shm`];
  const stats = files.flatMap((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat ? [{ file, stat }] : [];
  });
  const theirs = stats.find(({ stat }) => stat.uid !== uid);
  if (theirs) {
    found.push(
      trouble(
        'WRONG_OWNER',
        `${theirs.file} belongs to another user (${theirs.stat.uid}).`,
        `Give it to yours (chown ${uid}), or run Latchkey as that user.`,
      ),
    );
  }
  const open = stats.find(({ stat }) => (stat.mode & 0o077) !== 0);
  if (open) {
    const mode = (open.stat.mode & 0o777).toString(8);
    found.push(
      trouble(
        'OPEN_TO_OTHERS',
        `Other users of this computer may read or write ${open.file} (mode ${mode}).`,
        `Take that from them: chmod 600 ${files.map((file) => basename(file)).join(' ')}`,
      ),
    );
  }
  return found;
}

/** The system's own code for why something cannot be written; `null`: it can be. */
function refusedToWrite(path: string): string | null {
  try {
    accessSync(path, constants.W_OK);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '';
  }
}

/** Nothing can be changed any more. */
export const diskFull = (path: string): Trouble =>
  trouble(
    'DISK_FULL',
    `The disk with ${dirname(path)} is full: every change is refused, and so is looking into a store that nobody has open.`,
    'Free some space. Nothing has to be mended afterwards.',
  );

export async function spaceTrouble(path: string): Promise<Trouble | null> {
  const free = await freeSpace(dirname(path));
  const wanted = Math.max(LEAST_FREE, 2 * (statSync(path, { throwIfNoEntry: false })?.size ?? 0));
  if (free === null || free >= wanted) return null;
  if (free < LEAST_TO_WORK) return diskFull(path);
  return trouble(
    'DISK_ALMOST_FULL',
    `${Math.floor(free / MIB)} MiB are free in ${dirname(path)}, and a backup or an update wants ${Math.ceil(wanted / MIB)}.`,
    'Free some space.',
  );
}

/** What backups, restores and migrations that did not end have left in a folder. */
export function leftovers(folder: string, now: number): Trouble | null {
  const names = listed(folder).filter((name) => {
    if (!UNFINISHED.test(name) && !/\.(new-\d+|draft)(-wal|-shm|-journal)?$/.test(name)) return false;
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    return stat !== undefined && now - stat.mtimeMs > LEFT_AFTER;
  });
  const [first] = names;
  if (first === undefined) return null;
  const what =
    names.length === 1
      ? `${join(folder, first)} is`
      : `${names.length} files such as ${join(folder, first)} are`;
  return trouble(
    'LEFTOVERS',
    `${what} left of something that did not end.`,
    'Delete what ends so; each may hold all that a store holds.',
  );
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
