import { crc32 } from 'node:zlib';
import { hash, randomBytes } from 'node:crypto';

/**
 * The key format: `<prefix>_<32 base 62 characters><CRC-32 in 6 base 62 characters>`.
 * Pure; the random source comes in as an argument.
 */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BODY_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
/** The largest multiple of 62 that fits a byte: bytes from here on are thrown away, so that no character is likelier. */
const UNBIASED = 256 - (256 % ALPHABET.length);

const PREFIX = /^[a-z][a-z0-9]{1,9}$/;
const KEY = /^([a-z][a-z0-9]{1,9})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;
/** Ten for the prefix, one for the underscore; anything longer is refused before a regular expression reads it. */
const MAX_LENGTH = 10 + 1 + BODY_LENGTH + CHECKSUM_LENGTH;

export interface ParsedKey {
  readonly prefix: string;
  readonly body: string;
  readonly checksum: string;
}

/** Takes a well-formed key apart, or gives `null`: wrong shape or wrong checksum. Nothing is trimmed. */
export function parseKey(text: string): ParsedKey | null {
  if (text.length > MAX_LENGTH) return null;
  const match = KEY.exec(text);
  const [, prefix, body, checksum] = match ?? [];
  if (prefix === undefined || body === undefined || checksum === undefined) return null;
  return checksumOf(prefix, body) === checksum ? { prefix, body, checksum } : null;
}

/** Makes a new key of 190 random bits. */
export function generateKey(prefix: string, random: (size: number) => Uint8Array = randomBytes): string {
  if (!isKeyPrefix(prefix)) throw new RangeError(`Not a key prefix: ${prefix}`);
  let body = '';
  while (body.length < BODY_LENGTH) {
    for (const byte of random(BODY_LENGTH + 8)) {
      if (byte < UNBIASED && body.length < BODY_LENGTH) body += ALPHABET[byte % ALPHABET.length];
    }
  }
  return `${prefix}_${body}${checksumOf(prefix, body)}`;
}

/** What a tenant may choose as its prefix: `[a-z][a-z0-9]{1,9}`. */
export const isKeyPrefix = (text: string): boolean => PREFIX.test(text);

/** What of a key is stored: SHA-256 of the whole string, 32 bytes. */
export const hashKey = (key: string): Buffer => hash('sha256', key, 'buffer');

/** What of a key is shown in lists: prefix, first 4 … last 4 characters. */
export function keyHint(key: string): string {
  const start = key.indexOf('_') + 1;
  return `${key.slice(0, start + 4)}…${key.slice(-4)}`;
}

function checksumOf(prefix: string, body: string): string {
  let rest = crc32(`${prefix}_${body}`);
  let digits = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
