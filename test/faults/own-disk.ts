import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** In a namespace of its own, so that nobody else sees the disk and nothing is left of it. */
const MOUNTED = `set -e
mount -t tmpfs -o "size=$1,mode=700" latchkey-test "$2"
shift 2
exec "$@"`;

/**
 * Runs a program of this folder with an empty disk of its own, which it gets as its first argument, and gives what it
 * prints as JSON. It is root there, over nothing but that.
 * @param size as `mount` takes it
 */
export async function onOwnDisk(program: string, size: string, folder: string): Promise<unknown> {
  const words = [process.execPath, join(import.meta.dirname, program), folder];
  const child = spawn('unshare', ['-rm', 'sh', '-c', MOUNTED, 'sh', size, folder, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const failed = once(child, 'error').then(([error]: unknown[]) => String(error));
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const outcome = await Promise.race([failed, ended]);
  if (typeof outcome === 'string') throw new Error(`${HOW} ${outcome}`);
  const [printed, complaints, [code]] = outcome;
  if (printed === '' && /unshare|mount/.test(complaints)) throw new Error(`${HOW} ${complaints}`);
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaints}`);
  return JSON.parse(printed);
}

const HOW =
  'This test needs a small disk of its own, which is mounted in a user namespace (`unshare -rm`, of util-linux), and that was refused. Run it on Linux as root, or let users make namespaces: sysctl kernel.unprivileged_userns_clone=1 and kernel.apparmor_restrict_unprivileged_userns=0.';
