import { ByteReader } from './archive/byte-reader.ts';
import { unpack } from './archive/inflate.ts';
import { HEAD, type Kind, kindOf } from './archive/kinds.ts';
import { type Member, tarMembers } from './archive/tar.ts';
import { type ReadAt, zipMembers } from './archive/zip.ts';
import type { ChunkScanner } from './chunk-scanner.ts';
import { ARCHIVE_DEPTH, Budget, NotAnArchive, OverLimit } from './limits.ts';
import { type GitObject, type Harvest, Stopped, type TroubleKind } from './place.ts';

export interface ContentOptions {
  readonly scanner: ChunkScanner;
  /** False: archives are read as the bytes that they are. */
  readonly archives: boolean;
  readonly isStopped: () => boolean;
  /** Told of what was read, as it comes from the disk or out of an archive. */
  readonly onBytes: (bytes: number) => void;
}

/** Where some content stands. */
export interface Spot {
  readonly path: string;
  readonly inside: readonly string[];
  readonly object: GitObject | null;
}

/** Content within limits: what may be unpacked of one file, and how deep archives are opened. */
interface Level {
  readonly budget: Budget;
  readonly depth: number;
}

/** Scans what is in files, archives and the objects of a repository; what it finds goes into a harvest. */
export class ContentScan {
  readonly #options: ContentOptions;

  constructor(options: ContentOptions) {
    this.#options = options;
  }

  /** Whether content of this kind is opened rather than read as it is. */
  opens(kind: Kind): boolean {
    return this.#options.archives && kind !== 'other' && kind !== 'closed';
  }

  /** Scans content that is all there. */
  async whole(bytes: Buffer, spot: Spot, harvest: Harvest): Promise<void> {
    const kind = kindOf(bytes.subarray(0, HEAD));
    if (kind !== 'other') {
      await this.archive(kind, new ByteReader(once(bytes)), readAtOf(bytes), bytes.length, spot, harvest);
      return;
    }
    const { scanner } = this.#options;
    scanner.begin(true);
    scanner.push(bytes);
    this.#take(spot, harvest);
  }

  /** Scans an archive of a file on the disk, or of a repository. */
  archive(
    kind: Kind,
    reader: ByteReader,
    readAt: ReadAt | null,
    size: number,
    spot: Spot,
    harvest: Harvest,
  ): Promise<void> {
    return this.#open(kind, { reader, readAt, size }, spot, { budget: new Budget(), depth: 1 }, harvest);
  }

  /** Scans content that comes in pieces, whatever it is. */
  async stream(content: AsyncIterable<Uint8Array>, spot: Spot, harvest: Harvest): Promise<void> {
    await this.#any(new ByteReader(content), spot, { budget: new Budget(), depth: 1 }, harvest);
  }

  async #any(reader: ByteReader, spot: Spot, level: Level, harvest: Harvest): Promise<void> {
    const kind = kindOf(await reader.peek(HEAD));
    await this.#open(kind, { reader, readAt: null, size: 0 }, spot, level, harvest);
  }

  async #open(
    kind: Kind,
    source: { readonly reader: ByteReader; readonly readAt: ReadAt | null; readonly size: number },
    spot: Spot,
    level: Level,
    harvest: Harvest,
  ): Promise<void> {
    const trouble = (of: TroubleKind, detail = '', inside = spot.inside) =>
      void harvest.troubles.push({ kind: of, path: spot.path, inside, detail });
    const { reader } = source;
    if (!this.opens(kind) || level.depth > ARCHIVE_DEPTH) {
      if (this.#options.archives && kind !== 'other') trouble('closed');
      await this.#plain(reader, spot, harvest);
      return;
    }
    try {
      if (kind === 'gzip') await this.#gzip(reader, spot, level, harvest);
      else if (kind === 'tar') await this.#members(tarMembers(reader), spot, level, harvest);
      else {
        const { readAt, size } = source.readAt === null ? await inMemory(reader, level.budget) : source;
        const members = zipMembers(readAt ?? nothing, size, level.budget, (name) =>
          trouble('closed', '', [...spot.inside, name]),
        );
        await this.#members(members, spot, level, harvest);
      }
    } catch (error) {
      if (error instanceof OverLimit) {
        // Within another archive that one is told of, once.
        if (level.depth > 1) throw error;
        trouble('cut-off');
      } else if (error instanceof NotAnArchive) trouble('damaged', error.message);
      else throw error;
    }
  }

  /** What is packed may be a tar archive, which is then no level of its own. */
  async #gzip(reader: ByteReader, spot: Spot, { budget, depth }: Level, harvest: Harvest): Promise<void> {
    const unpacked = new ByteReader(unpack(rest(reader), 'gzip', budget));
    const isTar = kindOf(await unpacked.peek(HEAD)) === 'tar';
    await this.#any(unpacked, spot, { budget, depth: isTar ? depth : depth + 1 }, harvest);
  }

  async #members(
    members: AsyncIterable<Member>,
    spot: Spot,
    { budget, depth }: Level,
    harvest: Harvest,
  ): Promise<void> {
    for await (const { name, content } of members) {
      const inside = [...spot.inside, name];
      try {
        await this.#any(new ByteReader(content), { ...spot, inside }, { budget, depth: depth + 1 }, harvest);
      } catch (error) {
        if (!(error instanceof NotAnArchive)) throw error;
        harvest.troubles.push({ kind: 'damaged', path: spot.path, inside, detail: error.message });
      }
    }
  }

  async #plain(reader: ByteReader, spot: Spot, harvest: Harvest): Promise<void> {
    const { scanner, isStopped, onBytes } = this.#options;
    scanner.begin(true);
    try {
      for await (const piece of rest(reader)) {
        if (isStopped()) throw new Stopped();
        onBytes(piece.length);
        scanner.push(piece);
      }
    } finally {
      // What came before it broke off counts too.
      this.#take(spot, harvest);
    }
  }

  #take(spot: Spot, harvest: Harvest): void {
    const { found, count } = this.#options.scanner.end();
    harvest.found += count;
    for (const key of found) harvest.hits.push({ ...key, ...spot });
  }
}

/** Reads in what is in memory; what is not there is empty. */
const readAtOf =
  (bytes: Buffer): ReadAt =>
  (place, length) =>
    Number.isSafeInteger(place) && Number.isSafeInteger(length)
      ? bytes.subarray(place, place + length)
      : nothing();

const nothing = (): Buffer => Buffer.alloc(0);
const rest = (reader: ByteReader): AsyncIterable<Buffer> => reader.stream(Number.POSITIVE_INFINITY);

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

/** A zip archive is read from its end, so one that comes in pieces is held; no more of it than may be unpacked. */
async function inMemory(
  reader: ByteReader,
  budget: Budget,
): Promise<{ readonly readAt: ReadAt; readonly size: number }> {
  const bytes = await reader.read(budget.left + 1);
  if (bytes.length > budget.left) throw new OverLimit();
  return { readAt: readAtOf(bytes), size: bytes.length };
}
