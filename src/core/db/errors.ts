import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';

/** Why a store cannot be used; the codes are part of what scripts may rely on. */
export type StoreErrorCode =
  | 'STORE_MISSING'
  | 'STORE_FOREIGN'
  | 'STORE_DAMAGED'
  | 'STORE_NEWER'
  | 'STORE_OLDER'
  | 'STORE_BUSY'
  | 'STORE_FULL'
  | 'STORE_READ_ONLY'
  | 'STORE_UNREADABLE';

/** An `AppError` about the store's file; `code` says which of the known troubles it is. */
export class StoreError extends AppError {
  constructor(code: StoreErrorCode, message: string) {
    super(code, message);
    this.name = 'StoreError';
  }
}

/** Turns SQLite's own error into one that says what to do, or returns it as it is when it is a fault of ours. */
export function explainSqliteError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return busy();
  // The latter: there was no room for the file that SQLite shares among processes, which it needs even to read.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') {
    return new StoreError(
      'STORE_FULL',
      t('The disk is full and nothing was changed. Free some space and try again.'),
    );
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return new StoreError(
      'STORE_READ_ONLY',
      t('The store cannot be written and nothing was changed. Check the permissions of its file and folder.'),
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || isUnknownFormat(error)) {
    return new StoreError(
      'STORE_DAMAGED',
      t(
        'The store is damaged. Close Latchkey, keep the file for inspection, and put a backup in its place, without the files beside it that end in -wal and -shm.',
      ),
    );
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) {
    return new StoreError(
      'STORE_UNREADABLE',
      t('The store could not be read or written. Check the disk and the permissions of its file and folder.'),
    );
  }
  return error;
}

/** A damaged header: the only thing of a damaged file that has no code of its own. */
const isUnknownFormat = (error: unknown): boolean =>
  error instanceof Error && error.message === 'unsupported file format';

/** Another process has kept the store locked for too long. */
export function busy(): StoreError {
  return new StoreError(
    'STORE_BUSY',
    t('Another program is writing to the store and nothing was changed. Try again in a moment.'),
  );
}

/** The same for what the file system says of the store's file or folder. */
export function explainFileError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM') {
    return new StoreError(
      'STORE_UNREADABLE',
      t('The store {path} cannot be read. Check the permissions of the file and its folder.', { path }),
    );
  }
  if (code === 'ENOSPC') {
    return new StoreError('STORE_FULL', t('The disk is full. Free some space and start Latchkey again.'));
  }
  if (code === 'EROFS') {
    return new StoreError(
      'STORE_READ_ONLY',
      t(
        'The disk with the store {path} is read-only, and nothing was changed. Make it writable (after a fault of the disk, check it first), then start Latchkey again.',
        { path },
      ),
    );
  }
  return error;
}

/** The store's file is there and may be read, and not changed. */
export const readOnlyFile = (path: string): StoreError =>
  new StoreError(
    'STORE_READ_ONLY',
    t(
      'The store {path} cannot be written, and nothing was changed. Check the permissions of the file and its folder.',
      { path },
    ),
  );
