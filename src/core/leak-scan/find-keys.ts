import { parseKey } from '../keys/key-format.ts';
import { decode, joinLines } from './base64.ts';
import { visitRuns, visitWideRuns } from './byte-runs.ts';

/** How a key is written where it stands, the outermost first; none: as it is. */
export type Wrapping = 'base64' | 'utf-16';

/** Told of each whole key: well-formed and with the right checksum, of whatever prefix. */
export type OnKey = (key: string, place: number, wrappings: readonly Wrapping[]) => void;

/** The shortest key: 2 characters of prefix, the underscore, and 38. */
const SHORTEST = 2 + 1 + 38;
const LONGEST_PREFIX = 10;
/** What the shortest key takes in base64. */
const SHORTEST_BASE64 = Math.ceil((SHORTEST * 8) / 6);
/** Base64 of base64 is looked into, and UTF-16 within it; nobody wraps a key deeper than that by accident. */
const DEEPEST = 2;
/**
 * No form of a key that is found takes more bytes: 49 characters as UTF-16, in base64, as UTF-16 again, with line ends.
 * Between two chunks so much is read twice.
 */
export const LONGEST_FORM = 1024;

const UNDERSCORE = 0x5f;
const BASE62_VALUE = new Int8Array(256).fill(-1);
for (const [value, character] of [
  ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
].entries()) {
  BASE62_VALUE[character.charCodeAt(0)] = value;
}
const LARGEST_CHECKSUM = 0xffff_ffff;

/**
 * Finds every key in the bytes between `from` and `to`, in time that grows with their number alone: written plainly, in
 * UTF-16 of either byte order at any offset, and in base64 at any of its alignments.
 */
export function findKeys(bytes: Buffer, from: number, to: number, onKey: OnKey): void {
  look(bytes, from, to, 0, onKey);
}

function look(bytes: Buffer, from: number, to: number, depth: number, onKey: OnKey): void {
  findNarrow(bytes, from, to, depth, onKey);
  // Text has none, so it is read no second time.
  const zero = bytes.indexOf(0, from);
  if (zero === -1 || zero >= to) return;
  visitWideRuns(bytes, from, to, SHORTEST - 1, (start, last) => {
    const narrow = Buffer.allocUnsafe((last - start) / 2 + 1);
    for (let index = 0; index < narrow.length; index += 1) narrow[index] = bytes[start + 2 * index] ?? 0;
    findNarrow(narrow, 0, narrow.length, depth, (key, place, wrappings) =>
      onKey(key, start + 2 * place, ['utf-16', ...wrappings]),
    );
  });
}

/** Finds keys of one byte a character. */
function findNarrow(bytes: Buffer, from: number, to: number, depth: number, onKey: OnKey): void {
  let decodedUntil = from;
  visitRuns(bytes, from, to, SHORTEST, (start, end) => {
    findPlain(bytes, start, end, onKey);
    if (depth >= DEEPEST || end - start < SHORTEST_BASE64 || start < decodedUntil) return;
    const joined = joinLines(bytes, start, end, to);
    decodedUntil = joined.end;
    // What stands before the encoded text may be of the same characters, so it can begin at any of four.
    for (let alignment = 0; alignment < 4; alignment += 1) {
      const decoded = decode(joined.text, alignment);
      const inner = Buffer.from(decoded.buffer, decoded.byteOffset, decoded.length);
      look(inner, 0, inner.length, depth + 1, (key, place, wrappings) =>
        onKey(key, joined.placeOf(alignment + Math.floor((place * 4) / 3)), ['base64', ...wrappings]),
      );
    }
  });
}

/** Finds keys as they are within one run of text. What stands right before or after one may be text too. */
function findPlain(bytes: Buffer, start: number, end: number, onKey: OnKey): void {
  for (let underscore = start + 2; underscore + 38 < end; underscore += 1) {
    if (bytes[underscore] !== UNDERSCORE) continue;
    const from = keyAround(bytes, start, underscore);
    if (from !== null) onKey(bytes.toString('latin1', from, underscore + 39), from, []);
  }
}

/** Where the key begins that has this underscore, or `null`: it belongs to none. */
function keyAround(bytes: Buffer, start: number, underscore: number): number | null {
  for (let at = underscore + 38; at > underscore; at -= 1) if (base62At(bytes, at) < 0) return null;
  let checksum = 0;
  for (let at = underscore + 33; at <= underscore + 38; at += 1)
    checksum = checksum * 62 + base62At(bytes, at);
  // Of random text 12 of 13 end here.
  if (checksum > LARGEST_CHECKSUM) return null;
  // What stands before may be glued to the prefix, as the n of an escaped line end is: the checksum tells which it is.
  const earliest = Math.max(start, underscore - LONGEST_PREFIX);
  for (let from = underscore - 1; from >= earliest && isPrefixByte(bytes[from]); from -= 1) {
    if (underscore - from >= 2 && parseKey(bytes.toString('latin1', from, underscore + 39)) !== null)
      return from;
  }
  return null;
}

const base62At = (bytes: Buffer, at: number): number => BASE62_VALUE[bytes[at] ?? 0] ?? -1;
const isPrefixByte = (byte = 0): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
