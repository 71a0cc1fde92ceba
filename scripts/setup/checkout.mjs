/**
 * Makes this checkout readable to the unprivileged user. Usually it is, where it lies. Below a folder
 * that the user may not enter (root's home, a private temporary folder) it is shown to the user's
 * programs elsewhere: by a bind mount in a mount namespace of their own, which always shows the present
 * files and is gone with the last program; or, where mounting is not permitted, by hard links or copies.
 * Modes are widened inside the repository only, never on a folder above it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cache, modules, root } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { must } from './run.mjs';
import { dropping } from './user.mjs';

// The present folder is entered anew: it may be the one that was mounted over.
const mountAndRun = 'mount --bind "$1" "$2" && cd "$(pwd -P)" && shift 2 && exec "$@"';
const notShown = new Set(['.git', '.cache', 'node_modules', 'test-results']);

/** What the programs read. Nothing else of the checkout is touched: a person may keep private files beside it. */
const read = ['package.json', 'tsconfig.json', 'out', 'src', 'test', 'scripts', 'resources'];

/** Lets everybody read what is below a path (and enter folders); a person's umask may have forbidden it. */
function widen(path) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  const wanted = stat.isDirectory() || stat.mode & 0o100 ? 0o055 : 0o044;
  if ((stat.mode & wanted) !== wanted) chmodSync(path, (stat.mode & 0o7777) | wanted);
  if (stat.isDirectory()) for (const name of readdirSync(path)) widen(join(path, name));
}

function widenCheckout() {
  const { mode } = lstatSync(root);
  if ((mode & 0o005) !== 0o005) chmodSync(root, (mode & 0o7777) | 0o055);
  for (const path of read.map((name) => join(root, name))) if (existsSync(path)) widen(path);
  for (const folder of [modules, cache].filter((path) => existsSync(path))) {
    const readable = [folder, join(folder, '.package-lock.json')].every(
      (path) => !existsSync(path) || (lstatSync(path).mode & 0o004) !== 0,
    );
    if (!readable) widen(folder);
  }
}

const succeeds = ([command, ...args]) => spawnSync(command, args, { stdio: 'ignore', cwd: '/' }).status === 0;

/** Hard links, or copies, of the checkout in a folder of the user's; what is large only when it changed. */
async function copyTo(shown) {
  const copy = async (name, inside = '') => {
    rmSync(join(shown, inside, name), { recursive: true, force: true });
    mkdirSync(join(shown, inside), { recursive: true });
    const args = [join(root, inside, name), join(shown, inside)];
    const linked = spawnSync('cp', ['-a', '--link', ...args], { stdio: 'ignore' }).status === 0;
    if (!linked) await must('cp', ['-a', ...args]);
  };
  for (const name of readdirSync(root)) if (!notShown.has(name)) await copy(name);
  const made = readdirSync(cache)
    .filter((name) => /^(?:electron|better-sqlite3)-/u.test(name))
    .sort();
  const stamp = join(shown, '.copied');
  const present = `${readFileSync(join(modules, '.latchkey-setup'), 'utf8')} ${made.join(' ')}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === present) return;
  await step('Copy for the unprivileged user', async () => {
    await copy('node_modules');
    for (const name of made) await copy(name, '.cache');
    writeFileSync(stamp, present);
  });
}

/**
 * Finds out how this user's programs get to see the checkout.
 * @param {import('./user.mjs').User | undefined} user
 * @returns {Promise<{ folder: string, mount: string[], prefix: string[], live: boolean }>} where they see it; the
 *   words that mount it there, where that is needed; the words that go before a command so that it sees it there
 *   and runs as the user; whether it is the checkout itself, no copy
 */
export async function showCheckout(user) {
  if (!user) return { folder: root, mount: [], prefix: dropping(user), live: true };
  widenCheckout();
  const drop = dropping(user);
  if (drop.length === 0)
    throw new SetupError('Running as root needs the command setpriv (package util-linux).');
  if (succeeds([...drop, 'test', '-r', join(root, 'package.json')])) {
    return { folder: root, mount: [], prefix: drop, live: true };
  }
  const key = createHash('sha256').update(root).digest('hex').slice(0, 10);
  const place = (kind) => join('/var/tmp', `latchkey-${kind}-${key}`);
  const shown = place('mount');
  ownPlace(shown);
  const mount = [
    'unshare',
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-c',
    mountAndRun,
    'sh',
    root,
    shown,
  ];
  if (succeeds([...mount, ...drop, 'test', '-r', join(shown, 'package.json')])) {
    return { folder: shown, mount, prefix: [...mount, ...drop], live: true };
  }
  const copied = place('copy');
  ownPlace(copied);
  await copyTo(copied);
  return { folder: copied, mount: [], prefix: drop, live: false };
}

/** A folder of root's under a name that others could have taken first: refused when they did. */
function ownPlace(path) {
  mkdirSync(path, { recursive: true, mode: 0o755 });
  const stat = lstatSync(path);
  if (!stat.isDirectory() || stat.uid !== 0)
    throw new SetupError(`${path} belongs to somebody else: remove it`);
  chmodSync(path, 0o755);
}
