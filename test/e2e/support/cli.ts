import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/**
 * Runs the built command line as a process of its own, with `key` on standard input.
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
  const app = process.env['LATCHKEY_APP'] ?? '.';
  const program = [join(app, 'out/main/cli.js'), 'verify', '--json', '--store', join(data, 'latchkey.db')];
  const child = spawn(process.execPath, [...program, ...request], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(`${key}\n`);
  const [printed, [code]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, answer: JSON.parse(printed) as { code: string; valid: boolean } };
}
