import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { crc32 } from 'node:zlib';

/** Archives and trees with keys in every form, made here so that no other program is needed. */

export interface Packed {
  readonly name: string;
  readonly bytes: Buffer;
  /** Not compressed. */
  readonly stored?: boolean;
  /** What the header says of its size instead of the truth. */
  readonly claims?: number;
}

/** A zip archive; with `streamed` its own headers do not say how long the members are. */
export function zip(members: readonly Packed[], streamed = false): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let place = 0;
  for (const { name, bytes, stored = false, claims } of members) {
    const packed = stored ? bytes : deflateRawSync(bytes);
    const sizes = [crc32(bytes), packed.length, claims ?? bytes.length];
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(streamed ? 8 : 0, 6);
    header.writeUInt16LE(stored ? 0 : 8, 8);
    if (!streamed) for (const [index, size] of sizes.entries()) header.writeUInt32LE(size, 14 + 4 * index);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(streamed ? 8 : 0, 8);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    for (const [index, size] of sizes.entries()) entry.writeUInt32LE(size, 16 + 4 * index);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(place, 42);
    local.push(header, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    place += header.length + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...local, directory, end]);
}

/** A tar archive (ustar, long names as GNU writes them). */
export function tar(members: readonly Packed[]): Buffer {
  const blocks = members.flatMap(({ name, bytes }) => [
    ...(name.length > 100 ? block('././@LongLink', 'L', Buffer.from(`${name}\0`)) : []),
    ...block(name.slice(0, 100), '0', bytes),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(1_024)]);
}

function block(name: string, type: string, bytes: Buffer): Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}

export const gzip = (bytes: Buffer): Buffer => gzipSync(bytes, { level: 1 });

/** Writes files below a folder, by their paths. */
export function plant(folder: string, files: Readonly<Record<string, Buffer | string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Links that lead back and away, and a FIFO: what no scan may follow or wait for. */
export function plantTraps(folder: string): { readonly links: number; readonly special: number } {
  mkdirSync(join(folder, 'loop/inner'), { recursive: true });
  symlinkSync('..', join(folder, 'loop/inner/up'));
  symlinkSync('self', join(folder, 'loop/self'));
  symlinkSync('/nowhere', join(folder, 'loop/broken'));
  execFileSync('mkfifo', [join(folder, 'loop/pipe')]);
  return { links: 3, special: 1 };
}

/** Runs git as somebody of no other configuration than this. */
export function git(folder: string, ...args: readonly string[]): string {
  const named = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...named, '-C', folder, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The same with something on its standard input; what it says without the line feed. */
export function pipe(folder: string, input: string | Buffer, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { input, encoding: 'utf8' }).trim();
}

/** The processes of git that work in a folder of a test, as the system tells them. */
export const gitsIn = (folder: string): string[] =>
  commandLines().filter((line) => /^git\b/.test(line) && line.includes(folder));

function commandLines(): string[] {
  // Linux has it without any package; what has none of it has `ps`.
  if (!existsSync('/proc/self')) return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}
