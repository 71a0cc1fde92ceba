import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { INSTALLED, required } from './program.ts';

/** The command line of the program that is driven. */
const command = (): readonly [string, readonly string[]] =>
  INSTALLED === undefined
    ? [process.execPath, [join(required('LATCHKEY_APP'), 'out/main/cli.js')]]
    : ['/usr/bin/latchkey', []];

/**
 * Runs the command line as a process of its own, with `key` on standard input.
 * @param request options that describe a request, as `--address`
 */
export async function verify(
  data: string,
  key: string,
  ...request: readonly string[]
): Promise<{
  readonly code: number | null;
  readonly answer: { readonly code: string; readonly valid: boolean; readonly key?: object };
}> {
  const [program, first] = command();
  const words = [...first, 'verify', '--json', '--store', join(data, 'latchkey.db'), ...request];
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${key}\n`);
  const [printed, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, answer: JSON.parse(printed) as { code: string; valid: boolean } };
}
