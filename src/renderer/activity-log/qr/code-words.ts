import { t } from '../../../shared/language/t.ts';
import { correctionOf } from './reed-solomon.ts';

/** Of level M, which mends 15 %, by version. ISO/IEC 18004, table 9. */
const CORRECTION = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
  31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
];
const VERSIONS = BLOCKS.length;
const BYTE_MODE = 0b0100;

/** Modules that hold code words: all but the patterns and what says the format and the version. */
function roomOf(version: number): number {
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const free = (16 * version + 128) * version + 64;
  return free - (aligned === 0 ? 0 : (25 * aligned - 10) * aligned - 55) - (version >= 7 ? 36 : 0);
}

/** The smallest version that a text fits into, and its code words in the order in which they are drawn. */
export function codeWordsOf(text: string): { readonly version: number; readonly words: readonly number[] } {
  const bytes = [...new TextEncoder().encode(text)];
  for (let version = 1; version <= VERSIONS; version += 1) {
    const perBlock = CORRECTION[version - 1] ?? 0;
    const blocks = BLOCKS[version - 1] ?? 1;
    const all = Math.floor(roomOf(version) / 8);
    const data = all - perBlock * blocks;
    const lengthBits = version < 10 ? 8 : 16;
    if (bytes.length * 8 + 4 + lengthBits > data * 8) continue;
    return { version, words: interleaved(padded(bytes, lengthBits, data), all, blocks, perBlock) };
  }
  throw new RangeError(t('This text is too long for a QR code.'));
}

function padded(bytes: readonly number[], lengthBits: number, count: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  put(BYTE_MODE, 4);
  put(bytes.length, lengthBits);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, count * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < count * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Array.from({ length: count }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((word, bit) => word * 2 + bit, 0),
  );
}

/** In blocks, the last of which are one word longer, each with its correction; then word by word across the blocks. */
function interleaved(data: readonly number[], all: number, blocks: number, perBlock: number): number[] {
  const short = Math.floor(all / blocks) - perBlock;
  const longOnes = all % blocks;
  const parts: { readonly data: readonly number[]; readonly correction: readonly number[] }[] = [];
  let at = 0;
  for (let block = 0; block < blocks; block += 1) {
    const length = short + (block >= blocks - longOnes ? 1 : 0);
    const part = data.slice(at, at + length);
    at += length;
    parts.push({ data: part, correction: correctionOf(part, perBlock) });
  }
  const words: number[] = [];
  for (let index = 0; index <= short; index += 1) {
    for (const part of parts) words.push(...part.data.slice(index, index + 1));
  }
  for (let index = 0; index < perBlock; index += 1) {
    for (const part of parts) words.push(...part.correction.slice(index, index + 1));
  }
  return words;
}
