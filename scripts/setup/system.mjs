/**
 * The system packages that Latchkey's programs need on Linux, by purpose. What is missing is seen from
 * files alone (shared libraries and commands), in a few milliseconds. On Debian and its relatives it is
 * installed when we may (root, or sudo without a password); otherwise the one command to run is said.
 * Other distributions are told what seems to be missing. macOS and Windows need nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, say, step } from './progress.mjs';
import { findCommand, run } from './run.mjs';

/** Per group: what shows that it is there → the Debian packages that bring it (newer name first). */
const groups = {
  electron: [
    ['libgtk-3.so.0', ['libgtk-3-0t64', 'libgtk-3-0']],
    ['libnss3.so', ['libnss3']],
    ['libasound.so.2', ['libasound2t64', 'libasound2']],
    ['libgbm.so.1', ['libgbm1']],
    ['libsecret-1.so.0', ['libsecret-1-0']],
    ['libnotify.so.4', ['libnotify4']],
    ['bin:xdg-open', ['xdg-utils']],
  ],
  display: [['bin:Xvfb', ['xvfb']]],
  keychain: [
    ['bin:gnome-keyring-daemon', ['gnome-keyring']],
    ['bin:dbus-daemon', ['dbus']],
    ['bin:dbus-launch', ['dbus-x11']],
  ],
  // Without the browser around the page it is half as quick again; a Chromium that is there serves as well.
  browser: [['bin:chromium-headless-shell|chromium', ['chromium-headless-shell', 'chromium']]],
  gateway: [['bin:nginx', ['nginx-light']]],
  // Looks at reports in PDF.
  pages: [['bin:pdftoppm', ['poppler-utils']]],
  compiler: [['bin:g++', ['g++']]],
  // What looks at an installed package: its window, what its programs link to, its manual page.
  package: [
    ['bin:xwininfo', ['x11-utils']],
    ['bin:objdump', ['binutils']],
    ['bin:man', ['man-db']],
    ['bin:systemd-tmpfiles', ['systemd']],
  ],
};

const places = ['/lib', '/usr/lib', '/lib64', '/usr/lib64'];

/** The folders of shared libraries: the fixed ones and Debian's per-architecture ones. */
function libraryFolders() {
  const nested = places.flatMap((place) => {
    if (!existsSync(place)) return [];
    return readdirSync(place)
      .filter((name) => name.endsWith('-linux-gnu'))
      .map((name) => join(place, name));
  });
  return [...nested, ...places];
}

/**
 * What is missing for these purposes.
 * @param {string[]} purposes names of groups: electron, display, keychain, browser, compiler, gateway, package
 * @param {string[]} purposes names of groups: electron, display, keychain, browser, compiler, gateway, pages
 * @returns {{ sign: string, packages: string[] }[]}
 */
export function missing(purposes) {
  if (process.platform !== 'linux') return [];
  const folders = libraryFolders();
  const present = (sign) =>
    sign.startsWith('bin:')
      ? sign
          .slice(4)
          .split('|')
          .some((name) => findCommand(name) !== undefined)
      : folders.some((folder) => existsSync(join(folder, sign)));
  return purposes
    .flatMap((purpose) => groups[purpose])
    .filter(([sign]) => !present(sign))
    .map(([sign, packages]) => ({ sign, packages }));
}

/** The first of a package's names that this release of the distribution has. */
function available(names) {
  if (names.length === 1) return names[0];
  const known = spawnSync('apt-cache', ['policy', ...names], { encoding: 'utf8' }).stdout ?? '';
  const has = (name) => new RegExp(`^${name}:\\n.*\\n\\s*Candidate: (?!\\(none\\))`, 'mu').test(known);
  return names.find(has) ?? names.at(-1);
}

const install = (names) => ['apt-get', 'install', '-y', '--no-install-recommends', ...names];

/** Runs apt-get as root, unattended, waiting for another apt rather than failing on its lock. */
function aptGet(prefix, args, note) {
  const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...args];
  return run(command, [...rest, '-o', 'DPkg::Lock::Timeout=300'], {
    env: process.env,
    onLine: (line) => note(line.slice(0, 60)),
  });
}

/**
 * Sees to it that the system packages for these purposes are installed. What is missing and may not be
 * installed is said at once, before the promise: nothing else need be started.
 * @param {string[]} purposes see {@link missing}
 * @returns {Promise<void>}
 */
export function ensureSystem(purposes) {
  const lacking = missing(purposes);
  if (lacking.length === 0) return Promise.resolve();
  if (!findCommand('apt-get')) {
    const signs = lacking.map(({ sign }) => sign.replace('bin:', '').replace('|', ' or ')).join(', ');
    say(`Latchkey needs these, and they do not seem to be installed: ${signs}`);
    return Promise.resolve();
  }
  const args = install(lacking.map(({ packages }) => available(packages)));
  const root = process.getuid() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    throw new SetupError(
      `Some system packages are missing. Run this, then try again:\n\n  sudo ${args.join(' ')}`,
    );
  }
  return aptInstall(root ? [] : ['sudo', '-n'], purposes);
}

function aptInstall(prefix, purposes) {
  return step('System packages', async (note) => {
    await aptGet(prefix, ['apt-get', 'update', '-qq'], note);
    // Chosen again: on a fresh machine the lists of packages have only now arrived.
    const args = install(missing(purposes).map(({ packages }) => available(packages)));
    const { code, output } = await aptGet(prefix, args, note);
    if (code === 0 && missing(purposes).length === 0) return;
    const tail = output.trimEnd().split('\n').slice(-15).join('\n');
    throw new SetupError(`${args.join(' ')}\nended with ${code}:\n${tail}`);
  });
}
