/**
 * An untouched place to try set-up in: the repository's last commit in an empty private folder, an empty
 * home, an empty npm cache, and an environment without what npm, a desktop or a developer put there.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { dropping } from '../setup/user.mjs';

const personal =
  /^(?:npm_|LATCHKEY_|ELECTRON_|XDG_|DBUS_|DISPLAY|WAYLAND|XAUTHORITY|NODE_OPTIONS|INIT_CWD|CI$)/u;

/** Copies what git would commit, for trying out changes before they are committed. */
function copyWorkingTree(target) {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  for (const name of String(list).split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    cpSync(join(root, name), join(target, name));
  }
}

/**
 * Makes the place.
 * @param {{ user?: import('../setup/user.mjs').User, workingTree: boolean }} options `user`: whom it belongs to and
 *   commands run as; `workingTree`: take the files as they are instead of the last commit
 */
export function freshPlace({ user, workingTree }) {
  const place = mkdtempSync(join(tmpdir(), 'latchkey-fresh-'));
  const data = mkdtempSync(join(tmpdir(), 'latchkey-fresh-data-'));
  const [checkout, home, npmCache] = ['checkout', 'home', 'npm-cache'].map((name) => join(place, name));
  for (const folder of [home, npmCache]) mkdirSync(folder);
  if (workingTree) copyWorkingTree(checkout);
  else execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, checkout]);
  if (user) {
    execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, place]);
    chownSync(data, user.uid, user.gid);
  }
  const marker = randomBytes(8).toString('hex');
  const kept = Object.entries(process.env).filter(([name]) => !personal.test(name));
  const path = process.env.PATH.split(':').filter((folder) => !folder.includes('node_modules'));
  const own = { HOME: home, PATH: path.join(':'), npm_config_cache: npmCache, LATCHKEY_FRESH: marker };
  return {
    place,
    data,
    checkout,
    env: { ...Object.fromEntries(kept), ...own },
    /** The words before a command that make it run as the place's owner. */
    prefix: user ? dropping(user) : [],
    left: () => processesWith(marker),
    remove: () => [place, data].forEach((folder) => rmSync(folder, { recursive: true, force: true })),
  };
}

/** The processes that were started from the place, however indirectly: they carry its mark. */
function processesWith(marker) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(marker);
    } catch {
      return false; // gone meanwhile, or not ours
    }
  });
}
