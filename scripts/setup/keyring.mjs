/**
 * A message bus and a keychain of our own, for sessions that have none (a server, a container, root), so
 * that "Keep me signed in" works there too. The keychain is real gnome-keyring; its files are kept apart
 * from the person's own, and its password, made once, is in a file that only the user can read. That
 * suits development only: on a desktop the person's own keychain is used.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SetupError } from './progress.mjs';

const patience = 10_000;

/** Where the development keychain of a home is. */
export const keyringFolder = (home) => join(home, '.local', 'share', 'latchkey-dev');

/**
 * Makes the password at first use and opens the keychain with it; a keychain whose password was lost is started anew.
 * A script that runs as the user: root must not write in a folder where the user could have put a link instead.
 */
const openKeychain = `
umask 077 && mkdir -p "$1" && cd "$1" || exit 1
[ -s password ] || { rm -rf keyrings; head -c 24 /dev/urandom | base64 | tr -d '\\n' > password; }
exec gnome-keyring-daemon --foreground --unlock --components=secrets < password
`;

async function until(what, condition) {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(25)) if (await condition()) return;
  throw new SetupError(`${what} did not start within ${patience / 1000} seconds`);
}

/**
 * Starts the bus and the keychain.
 * @param {{ folder: string, home: string, prefix: string[],
 *   start: (command: string, args: string[], stdio: import('node:child_process').StdioOptions,
 *     env?: NodeJS.ProcessEnv) => import('node:child_process').ChildProcess }} session
 * @returns {Promise<{ DBUS_SESSION_BUS_ADDRESS: string }>} what a program needs to find them
 */
export async function startKeyring({ folder, home, prefix, start }) {
  const socket = join(folder, 'bus');
  const bus = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
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
  start('sh', ['-c', openKeychain, 'sh', keyringFolder(home)], ['ignore', 'ignore', 'ignore'], own);
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
