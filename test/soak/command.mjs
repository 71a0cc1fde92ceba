/** The scripts: the `latchkey` command as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Verifies a key.
 * @param {string} cli the built command
 * @param {number} expected its exit status
 */
export async function runCommand(cli, store, secret, expected) {
  const child = spawn(process.execPath, [cli, 'verify', '--store', store], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.end(`${secret}\n`);
  const [code] = await once(child, 'exit');
  if (code !== expected) throw new Error(`latchkey verify ended with ${code} in place of ${expected}.`);
}
