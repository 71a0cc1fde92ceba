import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { msg, t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { deriveKey } from '../accounts/password-hash.ts';
import {
  CHUNK_BYTES,
  damagedContainer,
  type Header,
  HEADER_BYTES,
  isRightKey,
  KEY_BYTES,
  type Keys,
  nonceOf,
  PREFIX_BYTES,
  readHeader,
  SALT_BYTES,
  splitKeys,
  TAG_BYTES,
  writeHeader,
} from './container-format.ts';
import type { Watch } from './watch.ts';

/** scrypt as for passwords. */
const LOG_N = 17;
const ALGORITHM = 'aes-256-gcm';

/** What tests make smaller. */
interface SealOptions {
  readonly logN?: number;
  readonly chunkBytes?: number;
}

/** Encrypts a file into an open one, from its beginning. */
export async function seal(
  source: string,
  target: FileHandle,
  passphrase: string,
  { onProgress, signal }: Watch,
  { logN = LOG_N, chunkBytes = CHUNK_BYTES }: SealOptions = {},
): Promise<void> {
  const salt = randomBytes(SALT_BYTES);
  const header: Header = { logN, r: 8, p: 1, chunkBytes, salt, noncePrefix: randomBytes(PREFIX_BYTES) };
  const keys = await keysOf(header, passphrase);
  const bound = writeHeader(header, keys);
  await target.appendFile(bound);
  const file = await open(source, 'r');
  try {
    const { size } = await file.stat();
    const chunks = Math.max(1, Math.ceil(size / chunkBytes));
    const plain = Buffer.alloc(chunkBytes);
    for (let index = 0; index < chunks; index += 1) {
      signal.throwIfAborted();
      const length = await readFully(file, plain, index * chunkBytes);
      const cipher = createCipheriv(ALGORITHM, keys.content, nonceOf(header, index, index === chunks - 1));
      cipher.setAAD(bound);
      const sealed = [cipher.update(plain.subarray(0, length)), cipher.final(), cipher.getAuthTag()];
      await target.appendFile(Buffer.concat(sealed));
      onProgress('encrypting', index + 1, chunks);
    }
  } finally {
    wipe(keys);
    await file.close();
  }
}

/**
 * Decrypts a container, chunk by chunk. Until it has ended without an error nothing of it may be believed.
 * @throws AppError `WRONG_PASSPHRASE`, `BACKUP_DAMAGED`, `BACKUP_NEWER`
 */
export async function* unseal(
  file: FileHandle,
  passphrase: string,
  { onProgress, signal }: Watch,
): AsyncGenerator<Buffer> {
  const { size } = await file.stat();
  const bound = Buffer.alloc(HEADER_BYTES);
  const header = readHeader(bound.subarray(0, await readFully(file, bound, 0)));
  const keys = await keysOf(header, passphrase);
  try {
    if (!isRightKey(bound, keys)) throw wrongPassphrase();
    const sealedBytes = header.chunkBytes + TAG_BYTES;
    const chunks = Math.ceil((size - HEADER_BYTES) / sealedBytes);
    if (chunks < 1) throw damagedContainer(msg('its end is missing'));
    const sealed = Buffer.alloc(sealedBytes);
    for (let index = 0; index < chunks; index += 1) {
      signal.throwIfAborted();
      const length = await readFully(file, sealed, HEADER_BYTES + index * sealedBytes);
      yield openChunk(sealed.subarray(0, length), keys, nonceOf(header, index, index === chunks - 1), bound);
      onProgress('decrypting', index + 1, chunks);
    }
  } finally {
    wipe(keys);
  }
}

function openChunk(sealed: Buffer, keys: Keys, nonce: Buffer, bound: Buffer): Buffer {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) throw damagedContainer(msg('its end is missing'));
  const decipher = createDecipheriv(ALGORITHM, keys.content, nonce);
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw damagedContainer(msg('a part of it was changed, moved or cut off'));
  }
  return plain;
}

async function keysOf({ logN, r, p, salt }: Header, passphrase: string): Promise<Keys> {
  const parameters = { cost: 2 ** logN, block_size: r, parallelization: p, salt };
  return splitKeys(await deriveKey(passphrase, parameters, KEY_BYTES));
}

/** As well as JavaScript can. */
const wipe = (keys: Keys): void => {
  keys.content.fill(0);
  keys.header.fill(0);
};

/** Fills the buffer as far as the file reaches, and says how far. */
async function readFully(file: FileHandle, into: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

const wrongPassphrase = (): AppError =>
  new AppError(
    'WRONG_PASSPHRASE',
    t(
      'The passphrase is not the one of this backup. Try again. If you are sure of it, somebody has changed the file.',
    ),
    { field: 'passphrase' },
  );
