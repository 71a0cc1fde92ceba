/**
 * The data folder of a program that runs as another user: the one named on the command line, which that
 * user must be able to write, or the user's own.
 */
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { SetupError } from './progress.mjs';

const option = '--user-data-dir=';

/**
 * Finds the data folder in a program's arguments, makes it absolute, and sees to it that the session's
 * user can write it: a new or empty folder is handed over, one with something in it is left as it is.
 * @param {import('./session.mjs').Session} session
 * @param {string[]} args
 * @returns {{ args: string[], folder: string }} the arguments to pass on, and where the data is
 */
export function ownDataFolder(session, args) {
  const named = args.find((arg) => arg.startsWith(option));
  if (!named) return { args, folder: join(session.home, '.config', 'Latchkey') };
  const folder = resolve(process.env.INIT_CWD ?? '.', named.slice(option.length));
  if (session.user) hand(session, folder);
  return { args: args.map((arg) => (arg === named ? option + folder : arg)), folder };
}

function hand(session, folder) {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  if (readdirSync(folder).length === 0) chownSync(folder, session.user.uid, session.user.gid);
  const [command, args] = session.command('test', ['-w', folder, '-a', '-x', folder]);
  if (spawnSync(command, args, { stdio: 'ignore', cwd: '/' }).status === 0) return;
  const { name } = session.user;
  throw new SetupError(
    `The user ${name}, whom Latchkey runs as, cannot write ${folder}: name a folder that it can reach, or give it this one with chown.`,
  );
}
