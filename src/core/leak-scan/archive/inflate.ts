import { Readable } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { type Budget, NotAnArchive } from '../limits.ts';

/** Unpacks as the result is asked for; what comes out counts, whatever was promised. @throws OverLimit, NotAnArchive */
export async function* unpack(
  packed: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  kind: 'gzip' | 'deflate',
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed, { objectMode: false });
  const unpacking = kind === 'gzip' ? createGunzip() : createInflateRaw();
  source.on('error', (error) => unpacking.destroy(error));
  source.pipe(unpacking);
  try {
    for await (const piece of unpacking as AsyncIterable<Uint8Array>) {
      budget.spend(piece.length);
      yield piece;
    }
  } catch (error) {
    throw isDamage(error) ? new NotAnArchive('What is packed here is damaged.') : error;
  } finally {
    source.destroy();
    unpacking.destroy();
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_.*ZLIB/.test(String(error.code));
