import { existsSync, linkSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { t } from '../../shared/language/t.ts';
import { StoreError } from './errors.ts';

/**
 * Prepares the place of a new store. A log that an earlier one left there would be played into it by SQLite and bring
 * the old content back, so it is moved aside; nothing is deleted.
 */
export function clearPlace(path: string, now: number): void {
  if (!existsSync(dirname(path))) {
    throw new StoreError(
      'STORE_MISSING',
      t('The folder of the store {path} does not exist. Make it, or name another.', { path }),
    );
  }
  for (const ending of ['-wal', '-shm']) {
    if (existsSync(path + ending)) renameSync(path + ending, `${path}.left-behind-${now}${ending}`);
  }
}

/** Links the draft to its place: unlike renaming, that never replaces a store that another process has just made. */
export function putInPlace(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return;
    // Some file systems have no links; what is left is renaming, with a look before it.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    if (!existsSync(path)) renameSync(draft, path);
  }
}
