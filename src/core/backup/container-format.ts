import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';

/**
 * The container of an encrypted backup: a header of 80 bytes, then chunks of AES-256-GCM. Byte by byte in docs/backup.md.
 *
 *    0  16  "Latchkey backup\n"
 *   16   1  version, 1
 *   17   1  log2 of scrypt's N
 *   18   1  scrypt's r
 *   19   1  scrypt's p
 *   20   4  bytes of plain text in a chunk, big-endian
 *   24  16  salt
 *   40   7  beginning of every nonce
 *   47   1  0
 *   48  16  SHA-256 of the 48 bytes before, its first half: tells damage from a wrong passphrase
 *   64  16  HMAC-SHA-256 of the 64 bytes before under the second derived key, its first half
 */
export const HEADER_BYTES = 80;
export const TAG_BYTES = 16;
export const CHUNK_BYTES = 64 * 1024;
export const SALT_BYTES = 16;
export const PREFIX_BYTES = 7;
export const KEY_BYTES = 64;

const MAGIC = Buffer.from('Latchkey backup\n', 'latin1');
const VERSION = 1;
const [CHECKSUM_AT, MAC_AT] = [48, 64];
const CHECK_BYTES = 16;
/** What a hostile header may ask of this computer: 128 MiB. */
const MOST_LOG_N = 17;
const MOST_CHUNK = 1024 * 1024;

export interface Header {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly chunkBytes: number;
  readonly salt: Buffer;
  readonly noncePrefix: Buffer;
}

/** The two keys that scrypt gives for one passphrase and salt. */
export interface Keys {
  readonly content: Buffer;
  readonly header: Buffer;
}

export const splitKeys = (derived: Buffer): Keys => ({
  content: derived.subarray(0, 32),
  header: derived.subarray(32, 64),
});

/** Whether a file that begins with these bytes says that it is an encrypted backup. */
export const isContainer = (start: Buffer): boolean =>
  start.length >= MAGIC.length && start.subarray(0, MAGIC.length).equals(MAGIC);

export function writeHeader(header: Header, keys: Keys): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.set([VERSION, header.logN, header.r, header.p], 16);
  bytes.writeUInt32BE(header.chunkBytes, 20);
  header.salt.copy(bytes, 24);
  header.noncePrefix.copy(bytes, 40);
  checksum(bytes).copy(bytes, CHECKSUM_AT);
  headerMac(bytes, keys).copy(bytes, MAC_AT);
  return bytes;
}

/** Takes a header apart; nothing in it is proven yet. @throws AppError `BACKUP_DAMAGED`, `BACKUP_NEWER` */
export function readHeader(bytes: Buffer): Header {
  if (bytes.length < HEADER_BYTES || !isContainer(bytes))
    throw damagedContainer(msg('its beginning is missing'));
  if (!checksum(bytes).equals(bytes.subarray(CHECKSUM_AT, CHECKSUM_AT + CHECK_BYTES))) {
    throw damagedContainer(msg('its beginning was changed'));
  }
  const [version = 0, logN = 0, r = 0, p = 0] = bytes.subarray(16, 20);
  if (version !== VERSION) {
    throw new AppError('BACKUP_NEWER', t('This backup was made by a newer Latchkey. Update this one first.'));
  }
  const chunkBytes = bytes.readUInt32BE(20);
  const isSane =
    logN >= 10 && logN <= MOST_LOG_N && r === 8 && p === 1 && chunkBytes >= 16 && chunkBytes <= MOST_CHUNK;
  if (!isSane || bytes[47] !== 0) throw damagedContainer(msg('its beginning makes no sense'));
  const copy = (from: number, length: number) => Buffer.from(bytes.subarray(from, from + length));
  return { logN, r, p, chunkBytes, salt: copy(24, SALT_BYTES), noncePrefix: copy(40, PREFIX_BYTES) };
}

/** Whether the keys are those of the passphrase that the container was made with. */
export const isRightKey = (bytes: Buffer, keys: Keys): boolean =>
  timingSafeEqual(headerMac(bytes, keys), bytes.subarray(MAC_AT, MAC_AT + CHECK_BYTES));

/**
 * The nonce of a chunk. One key belongs to one file, and within it no number comes twice; the last chunk has a nonce that
 * no other can have, so that one that was cut off at a border is found.
 */
export function nonceOf({ noncePrefix }: Header, index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  noncePrefix.copy(nonce);
  nonce.writeUInt32BE(index, PREFIX_BYTES);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** @param how what is wrong, without a full stop */
export const damagedContainer = (how: Message): AppError =>
  new AppError(
    'BACKUP_DAMAGED',
    t('This backup is damaged: {how}. Nothing was changed. Use another one.', { how: t(how) }),
  );

const checksum = (bytes: Buffer): Buffer =>
  createHash('sha256').update(bytes.subarray(0, CHECKSUM_AT)).digest().subarray(0, CHECK_BYTES);

const headerMac = (bytes: Buffer, keys: Keys): Buffer =>
  createHmac('sha256', keys.header).update(bytes.subarray(0, MAC_AT)).digest().subarray(0, CHECK_BYTES);
