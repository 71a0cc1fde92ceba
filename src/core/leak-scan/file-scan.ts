import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { ByteReader } from './archive/byte-reader.ts';
import { HEAD, kindOf } from './archive/kinds.ts';
import type { ReadAt } from './archive/zip.ts';
import { columnOf, countLines, type FoundKey } from './chunk-scanner.ts';
import { ContentScan, type ContentOptions } from './content-scan.ts';
import { codeOf, type Harvest, Stopped } from './place.ts';
import { forSystem, type RawPath, told } from './raw-path.ts';

/** A file that has become something else since its folder was read is not followed, and not waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const PIECE = 256 * 1024;

/** Scans files one after the other. Blocks its thread while it reads, which is much faster than not to. */
export class FileScan {
  readonly #options: ContentOptions;
  readonly #content: ContentScan;

  constructor(options: ContentOptions) {
    this.#options = options;
    this.#content = new ContentScan(options);
  }

  async scan(raw: RawPath, harvest: Harvest): Promise<void> {
    const path = told(raw);
    let file: number;
    try {
      file = openSync(forSystem(raw), FLAGS);
    } catch (error) {
      if (codeOf(error) === 'ELOOP') harvest.links += 1;
      // A socket cannot be opened.
      else if (codeOf(error) === 'ENXIO') harvest.special += 1;
      else harvest.troubles.push({ kind: 'unreadable', path, inside: [], detail: codeOf(error) });
      return;
    }
    try {
      const state = fstatSync(file);
      if (state.isFile()) {
        const opened = this.#read(file, path, state.size, harvest);
        if (opened !== null) await opened;
      } else harvest.special += 1;
    } catch (error) {
      if (error instanceof Stopped) throw error;
      harvest.troubles.push({ kind: 'unreadable', path, inside: [], detail: codeOf(error) });
    } finally {
      closeSync(file);
    }
  }

  /** Scans plain bytes at once; an archive is a promise. */
  #read(file: number, path: string, size: number, harvest: Harvest): Promise<void> | null {
    const { scanner, onBytes, isStopped } = this.#options;
    scanner.begin(false);
    for (let total = 0; ;) {
      const { room } = scanner;
      const read = readSync(file, room, 0, room.length, null);
      onBytes(read);
      if (total === 0) {
        const kind = kindOf(room.subarray(0, Math.min(HEAD, read)));
        const spot = { path, inside: [], object: null };
        if (this.#content.opens(kind)) {
          const readAt = fileReader(file, size, isStopped);
          return this.#content.archive(kind, new ByteReader(inPieces(readAt)), readAt, size, spot, harvest);
        }
        if (kind === 'closed' && this.#options.archives) {
          harvest.troubles.push({ kind: 'closed', path, inside: [], detail: '' });
        }
      }
      scanner.took(read);
      total += read;
      // A size of 0 says nothing: /proc has such files.
      if (read === 0 || (total >= size && size > 0)) break;
      if (isStopped()) throw new Stopped();
    }
    const { found, count } = scanner.end();
    harvest.found += count;
    if (found.length === 0) return null;
    for (const key of withLines(file, found)) harvest.hits.push({ ...key, path, inside: [], object: null });
    return null;
  }
}

/** Reads a file again as far as there are keys in it, for their lines: few files have any. */
function withLines(file: number, found: readonly FoundKey[]): readonly FoundKey[] {
  if (found.every(({ line }) => line !== null)) return found;
  const piece = Buffer.allocUnsafe(PIECE);
  const placed: FoundKey[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  for (const key of found.toSorted((one, other) => one.offset - other.offset)) {
    while (at < key.offset) {
      const read = readSync(file, piece, 0, Math.min(PIECE, key.offset - at), at);
      if (read === 0) break;
      line += countLines(piece, 0, read);
      const last = piece.subarray(0, read).lastIndexOf(0x0a);
      if (last !== -1) lineStart = at + last + 1;
      at += read;
    }
    placed.push({ ...key, line, column: columnOf(key.offset - lineStart, key.wrappings) });
  }
  return placed;
}

function fileReader(file: number, size: number, isStopped: () => boolean): ReadAt {
  return (place, length) => {
    if (isStopped()) throw new Stopped();
    if (!Number.isSafeInteger(place) || place >= size || place < 0) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(Math.min(length, size - place));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, place));
  };
}

async function* inPieces(readAt: ReadAt): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; ;) {
    const piece = readAt(at, PIECE);
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}
