import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { t } from '../../shared/language/t.ts';
import { StoreError } from './errors.ts';

/** "LTKY": marks a SQLite file as a Latchkey store. */
export const APPLICATION_ID = 0x4c_54_4b_59;

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;
/** With a rollback journal, or with a write-ahead log. */
const WAYS_TO_WRITE = new Set([1, 2]);

/**
 * Refuses what cannot be a store by its first bytes alone, before SQLite may change anything.
 * @param look opens it to read, for the case that it is in use
 * @see https://www.sqlite.org/fileformat.html#the_database_header
 */
export function checkFile(path: string, look: () => Database): void {
  checkKind(path);
  if (existsSync(`${path}-shm`)) checkInUse(path, look);
  else checkHeader(path);
}

/**
 * The same without SQLite, whoever has the file open, but this very process must not: see {@link checkInUse}. For what
 * wants to know of the file alone, whatever stands beside it and whether or not there is room for locks.
 */
export function checkFileAlone(path: string): void {
  checkKind(path);
  checkHeader(path);
}

function checkKind(path: string): void {
  const stat = statSync(path);
  // A pipe would be waited for.
  if (!stat.isFile()) throw noFile(path);
  const { size } = stat;
  if (size === 0) throw damaged(path, t('It is empty'));
  if (size < HEADER_BYTES) throw foreign(path);
}

/**
 * The same by SQLite, which reads and changes nothing, for a file that this very process may have open: closing any
 * descriptor of a file drops all locks that the process has on it, and others would take the log from under its feet.
 * @see https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
function checkInUse(path: string, look: () => Database): void {
  const sqlite = look();
  try {
    if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw foreign(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'SQLITE_NOTADB') throw foreign(path);
    // That it is shorter than it says is all that it sees here.
    if (code.startsWith('SQLITE_CORRUPT')) throw damaged(path, t('Its end is missing'));
    throw error;
  } finally {
    sqlite.close();
  }
}

function checkHeader(path: string): void {
  const { header, size } = readHeader(path);
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw foreign(path);
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw foreign(path);
  // Otherwise SQLite would open it and refuse every change, as if its permissions were wrong.
  if (!WAYS_TO_WRITE.has(header[18] ?? 0) || !WAYS_TO_WRITE.has(header[19] ?? 0))
    throw damaged(path, t('Its first page is not what Latchkey has written'));
  if (size < lengthIn(header) && !hasLog(path)) throw damaged(path, t('Its end is missing'));
}

/** How long the file has to be by its header: the first 100 bytes. Zero where that does not say. */
export function lengthIn(header: Buffer): number {
  const declared = header.readUInt16BE(16);
  const pageSize = declared === 1 ? 65_536 : declared;
  // The page count is only to be believed when both counters agree; older writers left it stale.
  const counted = header.readUInt32BE(24) === header.readUInt32BE(92);
  return counted ? header.readUInt32BE(28) * pageSize : 0;
}

/** The file is a store, or was one, and cannot be trusted any more. */
export function damaged(path: string, how: string): StoreError {
  return new StoreError(
    'STORE_DAMAGED',
    t(
      'The store {path} is damaged: {how}. Nothing was written to it. Keep it for inspection, together with the files beside it that end in -wal and -shm, and put a backup in their place.',
      { path, how },
    ),
  );
}

const noFile = (path: string): StoreError =>
  new StoreError(
    'STORE_UNREADABLE',
    t('{path} is no file, and no Latchkey store. Move it away, or name another file.', { path }),
  );

function foreign(path: string): StoreError {
  return new StoreError(
    'STORE_FOREIGN',
    t(
      'The file {path} is not a Latchkey store. Nothing was written to it. Move it away, or name another file.',
      { path },
    ),
  );
}

/** With a write-ahead log the file may be behind its own header: a checkpoint writes page 1 first. SQLite mends that. */
function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function readHeader(path: string): { header: Buffer; size: number } {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(file, header, 0, HEADER_BYTES, 0);
    return { header, size: fstatSync(file).size };
  } finally {
    closeSync(file);
  }
}
