import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { explainWriteError } from '../core/backup/file-errors.ts';

/**
 * Makes the folder of the desktop program's store where that was never started, as its first start does: nobody else may
 * look into it. Gives what takes away again what was made, while nothing is in it.
 * @throws AppError
 */
export function makeStoreFolder(storePath: string): () => void {
  const folder = dirname(storePath);
  const first = firstMade(folder, storePath);
  return () => {
    if (first === undefined) return;
    try {
      for (let path = folder; path.length >= first.length; path = dirname(path)) rmdirSync(path);
    } catch {
      // Something is in it: it is somebody's by now.
    }
  };
}

/** The uppermost of the folders that were made; `undefined`: it was there. */
function firstMade(folder: string, storePath: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainWriteError(error, storePath);
  }
}
