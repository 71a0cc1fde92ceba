import { open } from 'node:fs/promises';
import { AppError } from '../shared/rpc.ts';
import { readStdin } from './read-stdin.ts';
import type { Surroundings } from './verb.ts';

/** Nothing that is longer can be a passphrase. Bytes. */
const LONGEST = 4_096;

/** The passphrase in a file, or from standard input for `-`, without its last line feed; `null`: none was named. @throws AppError */
export async function readPassphrase(
  path: string | undefined,
  around: Pick<Surroundings, 'stdin'>,
): Promise<string | null> {
  if (path === undefined) return null;
  const bytes = path === '-' ? await readStdin(around, LONGEST) : await fromFile(path);
  if (bytes.length > LONGEST) {
    throw new AppError('PASSPHRASE_FILE', 'The file of --passphrase-file is far too long for a passphrase.');
  }
  // Some editors begin a file with a mark that nobody has typed.
  const text = bytes.toString('utf8').replace(/^\uFEFF|\r?\n$/g, '');
  if (text !== '') return text;
  throw new AppError('PASSPHRASE_FILE', 'There is no passphrase in the file of --passphrase-file.');
}

async function fromFile(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const start = Buffer.alloc(LONGEST + 1);
      const { bytesRead } = await file.read(start, 0, start.length, 0);
      return start.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    throw new AppError('PASSPHRASE_FILE', `The file ${path} of --passphrase-file cannot be read.`);
  }
}
