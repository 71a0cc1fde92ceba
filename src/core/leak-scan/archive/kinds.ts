/** What the first bytes of a file say that it is. `closed`: a kind of archive that is not opened. */
export type Kind = 'gzip' | 'zip' | 'tar' | 'closed' | 'other';

/** So many bytes tell. */
export const HEAD = 512;

const OTHERS: readonly (readonly number[])[] = [
  [0x42, 0x5a, 0x68], // bzip2
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], // xz
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], // 7z
  [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], // rar
];

/** @param head the first `HEAD` bytes, or all when there are fewer */
export function kindOf(head: Buffer): Kind {
  const [first] = head;
  // Of 256 files 250 are told by one byte, but for tar, which is told by its middle.
  if (first === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  if (first === 0x50 && head[1] === 0x4b && (isPair(head, 3, 4) || isPair(head, 5, 6))) return 'zip';
  if (head.length >= HEAD && head.toString('latin1', 257, 262) === 'ustar') return 'tar';
  if (OTHERS.some((magic) => magic.every((byte, place) => head[place] === byte))) return 'closed';
  return 'other';
}

const isPair = (head: Buffer, third: number, fourth: number): boolean =>
  head[2] === third && head[3] === fourth;
