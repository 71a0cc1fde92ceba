/**
 * `npm run test:package`: builds the packages, installs them with dpkg, and tests what is installed: as root, because dpkg
 * wants that; the programs themselves run as an unprivileged user, with the sandbox on. It takes some minutes and is no
 * part of `npm test`. A Latchkey that is installed here already is not touched: the tests refuse to begin.
 *
 *   node scripts/test-package.mjs [--reuse] [package|e2e [ARGUMENT…]]
 *
 * `package` is test/package, on what is shipped and on its life from installation to removal; `e2e` is test/e2e, all of it,
 * on the installed variant that tests may drive. By default both. `--reuse` takes the packages of the run before, for work
 * on the tests; other arguments go to the stage's own runner.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from './setup/index.mjs';
import { startKeyring } from './setup/keyring.mjs';
import { SetupError, fail } from './setup/progress.mjs';
import { findCommand, must } from './setup/run.mjs';
import { end, openSession } from './setup/session.mjs';
import { ensureSystem } from './setup/system.mjs';
import { makeOwnFolder } from './setup/user.mjs';
import { runStages } from './test/run-stages.mjs';
import { playwright, vitest } from './test/stages.mjs';

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

/** A person in front of a display, with a keyring and a home of their own; the tests install and remove by themselves. */
async function testPackage(packages, args) {
  const session = await openSession({}, { displays: 1 });
  const helpers = [];
  try {
    const home = makeOwnFolder(join(session.folder, 'home'), session.user);
    const start = (command, words, stdio, own = {}) => {
      const child = session.spawn(command, words, {
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
    return await vitest('package', args, { LATCHKEY_PACKAGE: JSON.stringify(given) });
  } finally {
    for (const helper of helpers) await end(helper);
    await session.close();
  }
}

/** Every end-to-end test once more, on the variant as dpkg has installed it. */
async function testInstalled({ e2e }, args) {
  await must('dpkg', ['--install', e2e.deb]);
  try {
    return await playwright('e2e', 'tests', args, { LATCHKEY_INSTALLED: '/usr/bin/latchkey-desktop' });
  } finally {
    await must('dpkg', ['--purge', 'latchkey']);
  }
}

try {
  refuse();
  const words = process.argv.slice(2).filter((word) => word !== '--reuse');
  const reuse = words.length < process.argv.length - 2;
  const named = ['package', 'e2e'].includes(words[0]) ? [words.shift()] : ['package', 'e2e'];
  if (named.length > 1 && words.length > 0) throw new SetupError('Say which stage the arguments are for.');
  await setUp('tests', { build: true, quiet: true });
  await ensureSystem(['package']);
  const { makePackages, packagesMade } = await import('./package/for-tests.mjs');
  const packages = (reuse && packagesMade()) || (await makePackages());
  const stages = {
    package: (args) => testPackage(packages, args),
    e2e: (args) => testInstalled(packages, args),
  };
  await runStages(named, stages, words);
} catch (error) {
  fail(error);
}
