import { dirname } from 'node:path';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { explainSqliteError } from '../db/errors.ts';

/** What the disk says of backups, in words. */

export const exists = (path: string): AppError =>
  new AppError(
    'BACKUP_EXISTS',
    t('There is a file {path} already. Choose another name, or say that it is to be replaced.', { path }),
  );

export const full = (folder: string): AppError =>
  new AppError(
    'BACKUP_FULL',
    t('There is not enough space in {folder}. Nothing was left there. Free some, or choose another folder.', {
      folder,
    }),
  );

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** What SQLite says in more detail, in the words of which it is a kind; memory that it shares is of the store, not of the backup. */
const kindOf = (code: string): string => code.replace(/^(SQLITE_(?:IOERR|CANTOPEN|FULL))_(?!SHM).*$/, '$1');

/** Why a backup could not be written, in words; what is not known is left as it is. */
export function explainWriteError(error: unknown, target: string): unknown {
  const folder = dirname(target);
  switch (kindOf(codeOf(error))) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
    case 'SQLITE_FULL':
      return full(folder);
    case 'ENOENT':
    case 'ENOTDIR':
    case 'SQLITE_CANTOPEN':
      return new AppError(
        'BACKUP_NO_FOLDER',
        t('The folder {folder} is not there. Choose another one.', { folder }),
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError(
        'BACKUP_READ_ONLY',
        t('{folder} cannot be written. Check its permissions, or choose another folder.', { folder }),
      );
    case 'EISDIR':
      return new AppError(
        'BACKUP_EXISTS',
        t('There is a folder named {target}. Choose another name.', { target }),
      );
    case 'ENAMETOOLONG':
      return new AppError(
        'BACKUP_NAME',
        t('The name of {target} is too long. Choose a shorter one.', { target }),
      );
    case 'SQLITE_IOERR':
    case 'EIO':
    case 'ENXIO':
    case 'ESTALE':
      return new AppError(
        'BACKUP_UNWRITTEN',
        t('The disk of {folder} did not take the backup. Check it, or choose another folder.', { folder }),
      );
    default:
      return explainSqliteError(error);
  }
}

/** Why a backup could not be read, in words; what is not known is left as it is. */
export function explainReadError(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('BACKUP_MISSING', t('There is no file {path}.', { path }));
    case 'ELOOP':
    case 'EMLINK':
      return new AppError(
        'BACKUP_NOT_A_FILE',
        t('{path} is a symbolic link. Name the backup itself.', { path }),
      );
    case 'EACCES':
    case 'EPERM':
      return new AppError('BACKUP_UNREADABLE', t('{path} cannot be read. Check its permissions.', { path }));
    case 'ENXIO':
    case 'EISDIR':
      return new AppError(
        'BACKUP_NOT_A_FILE',
        t('{path} is no file. Name a backup that Latchkey has made.', { path }),
      );
    default:
      return error;
  }
}
