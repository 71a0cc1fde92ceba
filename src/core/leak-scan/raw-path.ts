import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';

/** A path as the file system has it: in bytes where a name of it is no UTF-8, because no string leads there. */
export type RawPath = string | Uint8Array;

/** What a name in a folder leads to. */
export const within = (folder: RawPath, name: Buffer): RawPath =>
  typeof folder === 'string' && isUtf8(name)
    ? join(folder, name.toString())
    : Buffer.concat([Buffer.from(folder), Buffer.from('/'), name]);

/** For the functions of `node:fs`; what came from another thread is no `Buffer` any more. */
export const forSystem = (path: RawPath): string | Buffer =>
  typeof path === 'string' ? path : Buffer.from(path);

/** As it is told: what cannot be read is �. */
export const told = (path: RawPath): string =>
  typeof path === 'string' ? path : Buffer.from(path).toString();
