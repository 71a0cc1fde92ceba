/**
 * `npm run test:package`: builds the packages, installs them with dpkg, and tests what is installed: as root, because dpkg
 * wants that; the programs themselves run as an unprivileged user, with the sandbox on. It takes a few minutes and is no
 * part of `npm test`. A Latchkey that is installed here already is not touched: the tests refuse to begin.
 *
 *   node scripts/test-package.mjs [--reuse] [ARGUMENT…]
 *
 * `--reuse` takes the packages of the run before, for work on the tests; other arguments are Vitest's.
 */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilEnd } from './setup/launch.mjs';
import { setUp } from './setup/index.mjs';
import { startKeyring } from './setup/keyring.mjs';
import { cache, node, packageBin, readJson, root } from './setup/paths.mjs';
import { SetupError, fail } from './setup/progress.mjs';
import { findCommand, packagePath } from './setup/run.mjs';
import { end, openSession } from './setup/session.mjs';
import { ensureSystem } from './setup/system.mjs';
import { makeOwnFolder } from './setup/user.mjs';

/** An earlier version than any, so that the present one is an upgrade of it. */
const earlier = '0.0.1';

function refuse() {
  if (process.platform !== 'linux' || !findCommand('dpkg') || !findCommand('dpkg-deb')) {
    throw new SetupError('The package is tested where dpkg is: on Debian and its relatives.');
  }
  if (process.getuid() !== 0) {
    throw new SetupError('dpkg installs packages for root alone: run this as root, on a machine for tests.');
  }
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', 'latchkey'], {
    encoding: 'utf8',
  });
  if (stdout === 'installed')
    throw new SetupError('A Latchkey is installed here: remove it first (dpkg --remove latchkey).');
}

const args = process.argv.slice(2).filter((word) => word !== '--reuse');
const reuse = args.length < process.argv.length - 2;
const made = join(cache, 'package', 'made.json');

/** The packages, and the folders of the programs in them. */
async function makePackages() {
  const { packProgram, presentVersion } = await import('./package/program.mjs');
  const { makeLatchkeyDeb } = await import('./package/latchkey-deb.mjs');
  const { makeBareDeb } = await import('./package/bare-deb.mjs');
  const place = (name) => join(cache, 'package', 'debs', `${name}.deb`);
  const compression = 'zstd';
  const make = async (variant, version) => {
    const { folder, electron } = await packProgram({ variant, version });
    const name = `${variant}-${version}`;
    const deb = place(name);
    await makeLatchkeyDeb({ folder, version, name, compression, target: deb });
    return { version, folder, deb, electron };
  };
  const release = await make('release', presentVersion);
  const e2e = await make('e2e', presentVersion);
  const before = await make('e2e', earlier);
  const bare = place('bare-electron');
  await makeBareDeb({ electron: release.electron, target: bare, compression });
  const packages = { release, e2e, before, bare };
  writeFileSync(made, JSON.stringify(packages));
  return packages;
}

try {
  refuse();
  await setUp('tests', { build: true, quiet: true });
  await ensureSystem(['package']);
  const packages = (reuse && readJson(made)) || (await makePackages());
  const session = await openSession({}, { display: true });
  const helpers = [];
  try {
    const home = makeOwnFolder(join(session.folder, 'home'), session.user);
    const start = (command, args, stdio, own = {}) => {
      const child = session.spawn(command, args, {
        stdio,
        cwd: '/',
        env: { ...session.env, HOME: home, ...own },
      });
      helpers.unshift(child);
      return child;
    };
    const [first, prefix] = session.command('', []);
    const bus = await startKeyring({
      folder: session.folder,
      home,
      prefix: [first, ...prefix].filter((word) => word !== ''),
      start,
    });
    const { PATH: _, ...environment } = session.env;
    const given = {
      packages,
      // The keyring was started last; setpriv and the shell become it.
      keyring: helpers[0].pid,
      home,
      user: session.user,
      environment: { ...environment, ...bus, HOME: home, PATH: '/usr/bin:/bin' },
    };
    const words = [packageBin('vitest'), 'run', '--project', 'package', ...args];
    const env = { ...process.env, PATH: packagePath(), LATCHKEY_PACKAGE: JSON.stringify(given) };
    process.exitCode = await untilEnd(spawn(node, words, { cwd: root, env, stdio: 'inherit' }));
  } finally {
    for (const helper of helpers) await end(helper);
    await session.close();
  }
} catch (error) {
  fail(error);
}
