import { inflateRawSync } from 'node:zlib';
import { type Budget, MEMBERS_MOST, NotAnArchive, OverLimit } from '../limits.ts';
import { unpack } from './inflate.ts';
import type { Member } from './tar.ts';

/** Reads `length` bytes from `place` on, or as many as there are. */
export type ReadAt = (place: number, length: number) => Buffer;

const END = 0x06054b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The record at the end with the longest comment. */
const LONGEST_END = 22 + 0xffff;
const LARGEST_DIRECTORY = 32 * 1024 * 1024;
const PIECE = 256 * 1024;
/** What is no larger is unpacked in one go, which costs a tenth. */
const SMALL = 1024 * 1024;
const [STORED, DEFLATED] = [0, 8];
const [UNKNOWN, ENCRYPTED] = [0xffff_ffff, 1];

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly size: number;
  readonly place: number;
}

/**
 * The files of a zip archive in the order of its directory. One that cannot be read is told to `onClosed` instead.
 * @throws OverLimit, NotAnArchive
 */
export async function* zipMembers(
  readAt: ReadAt,
  size: number,
  budget: Budget,
  onClosed: (name: string) => void,
): AsyncGenerator<Member> {
  for (const entry of directory(readAt, size)) {
    if (entry.name.endsWith('/') && entry.packed === 0) continue;
    const start = entry.encrypted ? null : startOf(readAt, entry);
    if (start === null || (entry.method !== STORED && entry.method !== DEFLATED)) onClosed(entry.name);
    else yield { name: entry.name, content: contentOf(readAt, entry, start, budget) };
  }
}

async function* contentOf(
  readAt: ReadAt,
  { method, packed, size }: Entry,
  start: number,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  if (method === STORED) {
    for (const piece of pieces(readAt, start, packed)) {
      budget.spend(piece.length);
      yield piece;
    }
    return;
  }
  const whole = packed <= SMALL && size <= SMALL ? unpackSmall(readAt(start, packed), size) : null;
  if (whole === null) {
    yield* unpack(pieces(readAt, start, packed), 'deflate', budget);
    return;
  }
  budget.spend(whole.length);
  yield whole;
}

/** `null`: it is not what its header says. */
function unpackSmall(packed: Buffer, size: number): Buffer | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return null;
  }
}

function* pieces(readAt: ReadAt, start: number, length: number): Generator<Buffer> {
  for (let at = start; at < start + length;) {
    const piece = readAt(at, Math.min(PIECE, start + length - at));
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}

function* directory(readAt: ReadAt, size: number): Generator<Entry> {
  const { place, length } = directoryPlace(readAt, size);
  if (length > LARGEST_DIRECTORY) throw new OverLimit();
  const bytes = readAt(place, length);
  let at = 0;
  for (let entries = 0; at + 46 <= bytes.length; entries += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY)
      throw new NotAnArchive('The directory of this zip archive is damaged.');
    if (entries >= MEMBERS_MOST) throw new OverLimit();
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const large = largeNumbers(extra);
    // In this order, and only those that did not fit.
    const number = (value: number): number => (value === UNKNOWN ? (large.shift() ?? value) : value);
    const unpacked = number(bytes.readUInt32LE(at + 24));
    const packed = number(bytes.readUInt32LE(at + 20));
    yield {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
      packed,
      size: unpacked,
      place: number(bytes.readUInt32LE(at + 42)),
    };
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
}

function directoryPlace(readAt: ReadAt, size: number): { readonly place: number; readonly length: number } {
  const tailStart = Math.max(0, size - LONGEST_END);
  const tail = readAt(tailStart, size - tailStart);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new NotAnArchive('This zip archive has no directory; it may be cut off.');
  const [length, place] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length !== UNKNOWN && place !== UNKNOWN) return { place, length };
  // Before it is the place of the record with the large numbers.
  const large = end >= 20 ? readAt(Number(tail.readBigUInt64LE(end - 12)), 56) : Buffer.alloc(0);
  if (large.length < 56 || large.readUInt32LE(0) !== END_64) {
    throw new NotAnArchive('The directory of this zip archive is damaged.');
  }
  return { place: Number(large.readBigUInt64LE(48)), length: Number(large.readBigUInt64LE(40)) };
}

function largeNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const numbers: number[] = [];
      for (let from = at + 4; from + 8 <= Math.min(at + 4 + length, extra.length); from += 8) {
        numbers.push(Number(extra.readBigUInt64LE(from)));
      }
      return numbers;
    }
    at += 4 + length;
  }
  return [];
}

/** Where the bytes of an entry begin; its own header says how long that is. `null`: it is not there. */
function startOf(readAt: ReadAt, { place }: Entry): number | null {
  const header = readAt(place, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) return null;
  return place + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}
