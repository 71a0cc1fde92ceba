import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import { isOfStore } from './db/store-files.ts';

const FILE_IS_STORE = 'FILE_IS_STORE';

/**
 * Opens a file for reading. Of a pipe the end may never come, and already opening it waits for whoever writes into it;
 * that would also hold one of the few threads that all work with files has.
 * @param storePath of the store that this process has open, `null` without one: closing one of its files again would drop
 *   the locks that SQLite has on it
 * @returns `null` what is no plain file
 * @throws AppError `FILE_IS_STORE`
 */
export async function openPlainFile(path: string, storePath: string | null): Promise<FileHandle | null> {
  if (storePath !== null && isOfStore(path, storePath)) {
    throw new AppError(
      FILE_IS_STORE,
      t('This is the store of Latchkey itself, or a part of it. Choose another file.'),
    );
  }
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return null;
}

/** For who says of any other trouble of opening a file the same as of what is no plain one. @throws AppError `FILE_IS_STORE` */
export function noneUnlessStore(error: unknown): null {
  if (error instanceof AppError && error.code === FILE_IS_STORE) throw error;
  return null;
}
