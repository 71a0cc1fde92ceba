import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { noneUnlessStore, openPlainFile } from '../../plain-file.ts';
import { FILE_BYTES, tooLarge, unreadable } from './file-errors.ts';
import { type ReadFile, readFileRows } from './read-file.ts';

export interface OpenedFile extends ReadFile {
  /** SHA-256 of its bytes, by which it is known again. */
  readonly digest: string;
}

/**
 * Reads the keys of a CSV file at a path.
 * @param storePath of the store that this process has open
 * @throws AppError `FILE_…`, `CANCELLED`
 */
export async function openImportFile(
  path: string,
  storePath: string,
  now: number,
  stopIfAsked: () => void,
): Promise<OpenedFile> {
  const file = await openPlainFile(path, storePath).catch(noneUnlessStore);
  if (file === null) throw unreadable();
  try {
    if ((await file.stat()).size > FILE_BYTES) throw tooLarge();
    const digest = createHash('sha256');
    const read = await readFileRows(
      pieces(file, (bytes) => digest.update(bytes)),
      now,
      stopIfAsked,
    );
    return { ...read, digest: digest.digest('hex') };
  } finally {
    await file.close();
  }
}

async function* pieces(file: FileHandle, see: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  let size = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536), 0, 65_536, null).catch(() => {
      throw unreadable();
    });
    if (bytesRead === 0) return;
    size += bytesRead;
    // It may grow while it is read.
    if (size > FILE_BYTES) throw tooLarge();
    const bytes = buffer.subarray(0, bytesRead);
    see(bytes);
    yield bytes;
  }
}
