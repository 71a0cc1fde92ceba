/**
 * The unprivileged user that Latchkey runs as when a developer is root. Electron's and Chromium's
 * sandboxes refuse root, and D-Bus wants a user that the passwd file knows, so one is created:
 * `latchkey-dev`, with a home of its own and no way to log in. Everybody else runs as themselves.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { SetupError } from './progress.mjs';
import { dyingWithUs } from './run.mjs';

const runner = 'latchkey-dev';

/** @typedef {{ name: string, uid: number, gid: number, home: string }} User */

function lookUp(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid, , home] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid), home };
}

/**
 * A user who cannot log in, created when missing, with a home that only they can read. For root only.
 * @param {string} name
 * @returns {User}
 */
export function createUser(name) {
  const about = ['--comment', 'Runs Latchkey for root', '--shell', '/usr/sbin/nologin', '--create-home'];
  const made = lookUp(name)
    ? undefined
    : spawnSync('useradd', ['--user-group', ...about, name], { encoding: 'utf8' });
  const user = lookUp(name);
  if (!user)
    throw new SetupError(`The user ${name} could not be created: ${made?.stderr ?? made?.error?.message}`);
  if (!existsSync(user.home)) mkdirSync(user.home);
  const { uid, mode } = statSync(user.home);
  if (uid !== user.uid) chownSync(user.home, user.uid, user.gid);
  if ((mode & 0o777) !== 0o700) chmodSync(user.home, 0o700);
  return user;
}

/** Whether programs have to be run as another user. */
export const mustDrop = () => process.platform === 'linux' && process.getuid() === 0;

/**
 * The user to run programs as, created when missing; `undefined`: ourselves.
 * @returns {User | undefined}
 */
export const ensureUser = () => (mustDrop() ? createUser(runner) : undefined);

/**
 * The words to put before a command so that it runs as this user, and ends when we are killed.
 * @param {User | undefined} user
 * @returns {string[]}
 */
export function dropping(user) {
  const words = dyingWithUs('TERM');
  if (words.length === 0 || !user) return words;
  return [...words, '--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'];
}

/** Makes a folder that only this user can read, and hands it over. */
export function makeOwnFolder(path, user) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user) chownSync(path, user.uid, user.gid);
  return path;
}
