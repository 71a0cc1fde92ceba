import { NotAnArchive } from '../limits.ts';
import type { ByteReader } from './byte-reader.ts';

/** A file in an archive. */
export interface Member {
  readonly name: string;
  /** Whoever gets the member takes it before asking for the next one, or leaves it. */
  readonly content: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
/** Names and attributes of one member; nobody has longer ones. */
const LONGEST_EXTRA = 1024 * 1024;

/** The files of a tar archive (ustar, pax and GNU), in their order; links, devices and folders have no bytes. */
export async function* tarMembers(reader: ByteReader): AsyncGenerator<Member> {
  let longName: string | null = null;
  for (;;) {
    const header = await reader.read(BLOCK);
    // The end is two empty blocks, which some leave out.
    if (header.length < BLOCK || header.every((byte) => byte === 0)) return;
    if (!hasRightSum(header)) throw new NotAnArchive('A header of this tar archive is damaged.');
    const size = numberIn(header, 124, 12);
    const type = String.fromCharCode(header[156] ?? 0);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (type === 'x' || type === 'L') {
      if (size > LONGEST_EXTRA) throw new NotAnArchive('A name in this tar archive is far too long.');
      const extra = await reader.read(size);
      longName = (type === 'L' ? textIn(extra, 0, size) : pathOf(extra)) ?? longName;
      await reader.read(padding);
      continue;
    }
    // '0' and 0 are files, 7 is one in a piece, S is one with holes, of which the rest is here.
    const isFile = ['0', '\0', '7', 'S'].includes(type);
    let left = size;
    const content = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of reader.stream(left)) {
        left -= piece.length;
        yield piece;
      }
    };
    if (isFile) yield { name: longName ?? nameOf(header), content: content() };
    longName = null;
    // What nobody took.
    for await (const piece of reader.stream(left)) left -= piece.length;
    await reader.read(padding);
  }
}

function hasRightSum(header: Buffer): boolean {
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at += 1) if (at < 148 || at >= 156) sum += header[at] ?? 0;
  return sum === numberIn(header, 148, 8);
}

function nameOf(header: Buffer): string {
  const name = textIn(header, 0, 100);
  const prefix = textIn(header, 345, 155);
  return header.toString('latin1', 257, 263) === 'ustar\0' && prefix !== '' ? `${prefix}/${name}` : name;
}

function textIn(bytes: Buffer, from: number, length: number): string {
  const end = bytes.indexOf(0, from);
  return bytes.toString('utf8', from, end === -1 ? from + length : Math.min(end, from + length));
}

/** Octal digits, or for what is too large for them the bytes themselves. */
function numberIn(header: Buffer, from: number, length: number): number {
  const first = header[from] ?? 0;
  const value =
    first >= 0x80
      ? Number(BigInt(`0x${header.toString('hex', from, from + length)}`) & ((1n << 64n) - 1n))
      : Number.parseInt(textIn(header, from, length).trim() || '0', 8);
  if (!Number.isSafeInteger(value) || value < 0) throw new NotAnArchive('This tar archive is damaged.');
  return value;
}

/** The attribute `path` of a pax header: lines of `<length> <name>=<value>`. */
function pathOf(extra: Buffer): string | null {
  for (let at = 0; at < extra.length;) {
    const length = Number.parseInt(extra.toString('latin1', at, at + 20), 10);
    if (!Number.isSafeInteger(length) || length < 5) return null;
    const [name, ...value] = extra
      .toString('utf8', at, at + length - 1)
      .replace(/^\d+ /, '')
      .split('=');
    if (name === 'path') return value.join('=');
    at += length;
  }
  return null;
}
