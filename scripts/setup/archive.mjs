/**
 * Readers for the two archive formats that set-up meets, with nothing but Node: one file out of an npm
 * tarball (streamed: it is large), and chosen files out of a zip (by its directory, so that the rest is
 * never read). No encryption, no zip64: the archives we name by checksum have neither.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, inflateRawSync } from 'node:zlib';

const text = (block, from, to) => block.toString('latin1', from, to).replace(/\0.*$/su, '');

/** A stream that passes on the content of one tar member and drops everything else. */
function tarMember(wanted) {
  let rest = Buffer.alloc(0);
  let left = 0; // bytes of the current member still to come
  let skip = 0; // its padding
  let found = false;
  let ours = false;
  return new Transform({
    transform(chunk, _encoding, done) {
      let data = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      while (data.length > 0) {
        if (left > 0) {
          const part = data.subarray(0, left);
          if (ours) this.push(part);
          left -= part.length;
          data = data.subarray(part.length);
        } else if (skip > 0) {
          const part = Math.min(skip, data.length);
          skip -= part;
          data = data.subarray(part);
        } else if (data.length >= 512) {
          left = Number.parseInt(text(data, 124, 136), 8) || 0;
          skip = (512 - (left % 512)) % 512;
          ours = text(data, 0, 100) === wanted;
          found ||= ours;
          data = data.subarray(512);
        } else break;
      }
      rest = data;
      done();
    },
    flush(done) {
      done(found && left === 0 ? null : new Error(`${wanted} is not in the archive, or cut short`));
    },
  });
}

/**
 * Writes one member of a .tgz to a file and checks the whole archive's checksum on the way.
 * @param {string} archive path of the .tgz
 * @param {string} member its name inside
 * @param {string} target where to write it
 * @param {string} sha512 base64
 */
export async function extractFromTarball(archive, member, target, sha512) {
  const sum = createHash('sha512');
  const counted = new Transform({
    transform(chunk, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(
    createReadStream(archive, { highWaterMark: 1 << 20 }),
    counted,
    createGunzip({ chunkSize: 1 << 18 }),
    tarMember(member),
    createWriteStream(target),
  );
  if (sum.digest('base64') !== sha512)
    throw new Error('The download is not the file it should be (sha512 differs)');
}

async function readAt(file, position, length) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('The zip file is cut short');
  return buffer;
}

/**
 * The files in a zip, from its directory.
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<{ name: string, mode: number, read: () => Promise<Buffer> }[]>} folders left out;
 *   a symbolic link is read as the path it points to
 */
export async function zipEntries(file) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('This is not a zip file');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at < directory.length;) {
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const [method, packed] = [directory.readUInt16LE(at + 10), directory.readUInt32LE(at + 20)];
    const offset = directory.readUInt32LE(at + 42);
    const mode = directory.readUInt32LE(at + 38) >>> 16;
    const read = async () => {
      const header = await readAt(file, offset, 30);
      const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      const data = await readAt(file, start, packed);
      return method === 0 ? data : inflateRawSync(data);
    };
    if (!name.endsWith('/')) entries.push({ name, mode, read });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}
