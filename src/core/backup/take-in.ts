import { type FileHandle, open } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { HEADER_BYTES, isContainer } from './container-format.ts';
import { explainWriteError } from './file-errors.ts';
import { discard, openGiven, requireSpace, sizeOf, unfinishedOf } from './files.ts';
import { unseal } from './seal.ts';
import type { Watch } from './watch.ts';

/** A backup as it lies there. */
export interface GivenFile {
  readonly path: string;
  readonly size: number;
  readonly encrypted: boolean;
}

/** A copy of it beside the store, decrypted, of which nothing is known yet. */
export interface TakenIn extends GivenFile {
  readonly draft: string;
  /** Of the backup itself. */
  readonly sha256: string;
}

const PIECE = 1024 * 1024;

/** Says whether a file needs a passphrase, from its first bytes. @throws AppError when it is no file that can be read */
export async function lookAtGiven(path: string, storePath: string): Promise<GivenFile> {
  const file = await openGiven(path, storePath);
  try {
    return await given(file, path);
  } finally {
    await file.close();
  }
}

/**
 * Copies a backup to where the store is, so that nobody changes it between the look and the restore. It is the caller's to
 * discard.
 * @throws AppError `PASSPHRASE_REQUIRED`, `WRONG_PASSPHRASE`, `BACKUP_…`
 */
export async function takeIn(
  path: string,
  storePath: string,
  passphrase: string | null,
  watch: Watch,
): Promise<TakenIn> {
  const file = await openGiven(path, storePath);
  const draft = unfinishedOf(storePath);
  try {
    const facts = await given(file, path);
    if (facts.encrypted && passphrase === null) throw passphraseRequired();
    // Beside the store it is there twice for a moment, as this copy and in the store's log, and what it replaces is kept.
    await requireSpace(dirname(storePath), 2 * facts.size + sizeOf(storePath));
    const content =
      facts.encrypted && passphrase !== null ? unseal(file, passphrase, watch) : pieces(file, facts, watch);
    const target = await written(open(draft, 'wx', 0o600), draft);
    try {
      for await (const piece of content) await written(target.appendFile(piece), draft);
      await written(target.sync(), draft);
    } finally {
      await target.close();
    }
    return { ...facts, draft, sha256: await hashOf(file) };
  } catch (error) {
    discard(draft);
    throw error;
  } finally {
    await file.close();
  }
}

const written = <T>(writing: Promise<T>, draft: string): Promise<T> =>
  writing.catch((error: unknown) => {
    throw explainWriteError(error, draft);
  });

async function given(file: FileHandle, path: string): Promise<GivenFile> {
  const start = Buffer.alloc(HEADER_BYTES);
  const { bytesRead } = await file.read(start, 0, HEADER_BYTES, 0);
  const { size } = await file.stat();
  return { path, size, encrypted: isContainer(start.subarray(0, bytesRead)) };
}

/** As long as it was when it was opened: somebody may be writing to it. */
async function* pieces(
  file: FileHandle,
  { size }: GivenFile,
  { onProgress, signal }: Watch,
): AsyncGenerator<Buffer> {
  for (let at = 0; at < size;) {
    signal.throwIfAborted();
    const piece = Buffer.alloc(Math.min(PIECE, size - at));
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) break;
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
    onProgress('copying', at, size);
  }
}

async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE);
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(piece, 0, PIECE, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}

const passphraseRequired = (): AppError =>
  new AppError('PASSPHRASE_REQUIRED', t('This backup is encrypted. Enter its passphrase.'), {
    field: 'passphrase',
  });
