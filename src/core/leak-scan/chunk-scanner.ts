import { hashKey, keyHint } from '../keys/key-format.ts';
import { findKeys, LONGEST_FORM, type Wrapping } from './find-keys.ts';

/** A key that was found in some bytes; the key itself is not in it. */
export interface FoundKey {
  /** From the first byte, which is 0. */
  readonly offset: number;
  /** From 1. `null` until it is counted, see `ChunkScanner.countsLines`. */
  readonly line: number | null;
  /** In characters, from 1. */
  readonly column: number | null;
  readonly wrappings: readonly Wrapping[];
  readonly hint: string;
  /** SHA-256, as secrets are looked up by. */
  readonly hash: Uint8Array;
}

/** One file of nothing but keys must not fill the memory. */
const MOST_KEPT = 10_000;
const SIZE = 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * Goes along bytes of any length in chunks of one buffer, which is used again for the next ones. Chunks overlap, so that
 * nothing is missed at their borders, and nothing is told twice.
 */
export class ChunkScanner {
  readonly #buffer = Buffer.allocUnsafeSlow(SIZE);
  #filled = 0;
  /** Where the buffer begins. */
  #base = 0;
  /** Lines before the buffer, and where the last of them ended. */
  #lines = 0;
  #lineStart = 0;
  #countsLines = true;
  #found: FoundKey[] = [];
  #count = 0;
  /** Of what stands where the next chunk begins again. */
  #told = new Set<string>();

  /** @param countsLines false when whoever reads can read again what has a key, which is cheaper than counting in all */
  begin(countsLines: boolean): void {
    this.#filled = 0;
    this.#base = 0;
    this.#lines = 0;
    this.#lineStart = 0;
    this.#countsLines = countsLines;
    this.#found = [];
    this.#count = 0;
    this.#told.clear();
  }

  /** Where the next bytes are to be read to; never empty. */
  get room(): Buffer {
    if (this.#filled === SIZE) this.#slide();
    return this.#buffer.subarray(this.#filled);
  }

  /** So many bytes were read to `room`. */
  took(bytes: number): void {
    this.#filled += bytes;
  }

  push(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const { room } = this;
      const part = bytes.subarray(from, from + room.length);
      room.set(part);
      this.took(part.length);
      from += part.length;
    }
  }

  /** The keys in all that was read: the first `MOST_KEPT` of them, and how many there are. */
  end(): { readonly found: readonly FoundKey[]; readonly count: number } {
    this.#look();
    return { found: this.#found, count: this.#count };
  }

  /** True while all that was read is still in the buffer. */
  get isWhole(): boolean {
    return this.#base === 0;
  }

  #slide(): void {
    this.#look();
    const dropped = SIZE - LONGEST_FORM;
    if (this.#countsLines) {
      this.#lines += countLines(this.#buffer, 0, dropped);
      const last = this.#buffer.lastIndexOf(LINE_FEED, dropped - 1);
      if (last !== -1) this.#lineStart = this.#base + last + 1;
    }
    this.#buffer.copyWithin(0, dropped, SIZE);
    this.#base += dropped;
    this.#filled = LONGEST_FORM;
    this.#told = new Set([...this.#told].filter((told) => Number.parseInt(told, 10) >= this.#base));
  }

  #look(): void {
    findKeys(this.#buffer, 0, this.#filled, (key, place, wrappings) => {
      const hash = hashKey(key);
      const name = `${this.#base + place} ${hash.toString('latin1')}`;
      if (this.#told.has(name)) return;
      this.#told.add(name);
      this.#count += 1;
      if (this.#found.length >= MOST_KEPT) return;
      const where = this.#whereIs(place, wrappings);
      // Of its own: what crosses to another thread takes the memory that it is in along.
      const copy = new Uint8Array(hash);
      this.#found.push({ offset: this.#base + place, ...where, wrappings, hint: keyHint(key), hash: copy });
    });
  }

  #whereIs(place: number, wrappings: readonly Wrapping[]): Pick<FoundKey, 'line' | 'column'> {
    if (!this.#countsLines && !this.isWhole) return { line: null, column: null };
    const before = place === 0 ? -1 : this.#buffer.lastIndexOf(LINE_FEED, place - 1);
    const start = before === -1 ? this.#lineStart - this.#base : before + 1;
    const line = 1 + this.#lines + countLines(this.#buffer, 0, place);
    return { line, column: columnOf(place - start, wrappings) };
  }
}

/** The column of what stands so many bytes after the line feed. */
export const columnOf = (bytes: number, [outermost]: readonly Wrapping[]): number =>
  (outermost === 'utf-16' ? Math.floor(bytes / 2) : bytes) + 1;

/** How many line feeds stand between two places. */
export function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at += 1) if (bytes[at] === LINE_FEED) lines += 1;
  return lines;
}
