/**
 * A message bus and a keychain of our own, for sessions that have none (a server, a container, root), so
 * that "Keep me signed in" works there too. The keychain is real gnome-keyring; its files are kept apart
 * from the person's own, and its password, made once, is in a file that only the user can read. That
 * suits development only: on a desktop the person's own keychain is used.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SetupError } from './progress.mjs';
import { makeOwnFolder } from './user.mjs';

const patience = 10_000;

/** Where the development keychain of a home is. */
export const keyringFolder = (home) => join(home, '.local', 'share', 'latchkey-dev');

/** The keychain's password, made at first use. A keychain whose password was lost is started anew. */
function password(home, user) {
  for (const part of ['.local', '.local/share', '.local/share/latchkey-dev']) {
    if (!existsSync(join(home, part))) makeOwnFolder(join(home, part), user);
  }
  const file = join(keyringFolder(home), 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  rmSync(join(keyringFolder(home), 'keyrings'), { recursive: true, force: true });
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  chmodSync(file, 0o600);
  if (user) chownSync(file, user.uid, user.gid);
  return readFileSync(file, 'utf8');
}

async function until(what, condition) {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) if (await condition()) return;
  throw new SetupError(`${what} did not start within ${patience / 1000} seconds`);
}

/**
 * Starts the bus and the keychain.
 * @param {{ folder: string, home: string, user?: import('./user.mjs').User, prefix: string[],
 *   start: (command: string, args: string[], stdio: import('node:child_process').StdioOptions,
 *     env?: NodeJS.ProcessEnv) => import('node:child_process').ChildProcess }} session
 * @returns {Promise<{ DBUS_SESSION_BUS_ADDRESS: string }>} what a program needs to find them
 */
export async function startKeyring({ folder, home, user, prefix, start }) {
  const socket = join(folder, 'bus');
  const bus = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
  const secret = password(home, user);
  const flags = [
    '--session',
    '--nofork',
    '--nopidfile',
    '--nosyslog',
    `--address=${bus.DBUS_SESSION_BUS_ADDRESS}`,
  ];
  start('dbus-daemon', flags, ['ignore', 'ignore', 'ignore'], { XDG_RUNTIME_DIR: folder });
  await until('The message bus', () => existsSync(socket));
  const own = { ...bus, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: keyringFolder(home) };
  const daemon = ['--foreground', '--unlock', '--components=secrets'];
  const keyring = start('gnome-keyring-daemon', daemon, ['pipe', 'ignore', 'ignore'], own);
  keyring.stdin.end(secret);
  await until('The keychain', () => answers(bus, prefix));
  return bus;
}

/** Whether the keychain's name is taken on this bus: it answers from then on. */
async function answers(bus, prefix) {
  const ask = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
  ];
  const [command, ...args] = [...prefix, 'dbus-send', ...ask, 'string:org.freedesktop.secrets'];
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      env: { ...process.env, ...bus },
      timeout: 2000,
    });
    return stdout.includes('true');
  } catch {
    return false;
  }
}
