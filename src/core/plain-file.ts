import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens a file for reading. Of a pipe the end may never come, and already opening it waits for whoever writes into it;
 * that would also hold one of the few threads that all work with files has.
 * @returns `null` what is no plain file
 */
export async function openPlainFile(path: string): Promise<FileHandle | null> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return null;
}
