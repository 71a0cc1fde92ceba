import { readStdin } from './read-stdin.ts';
import { type Surroundings, UsageError } from './verb.ts';

/** Nothing that is longer can be a key; reading on would only serve somebody who pipes the wrong file. */
const LONGEST = 64 * 1024;

/**
 * The key as it was given: from `LATCHKEY_KEY`, else from standard input, with one trailing line feed dropped and
 * nothing else, so that a stray space or a second line is seen for what it is.
 */
export async function readKey({
  env,
  stdin,
  err,
}: Pick<Surroundings, 'env' | 'stdin' | 'err'>): Promise<string> {
  const given = env['LATCHKEY_KEY'];
  if (given !== undefined) return dropLineFeed(given);
  if (stdin.isTTY) err('Paste the key, then press Enter and Ctrl+D:\n');
  const bytes = await readStdin({ stdin }, LONGEST);
  if (bytes.length > LONGEST) throw new UsageError('Standard input is far too long to be a key.');
  return dropLineFeed(bytes.toString('utf8'));
}

const dropLineFeed = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text);
