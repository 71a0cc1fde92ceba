/**
 * `npm run package`: builds the program and a .deb of it in dist/.
 *
 *   node scripts/package.mjs [--compression=xz|zstd]    # xz is smaller and takes a minute, zstd seconds
 *   node scripts/package.mjs [--compression=…] --compare  # also packs bare Electron so, and says the ratio of the sizes
 *
 *   node scripts/package.mjs --surroundings             # what the rpm has beside the program, in dist/linux
 *   node scripts/package.mjs --builder [ARGUMENT…]      # electron-builder with our configuration
 *   node scripts/package.mjs --try                      # runs the command line of what electron-builder made
 *
 * The last three are for the release workflow; docs/packaging.md has the rest.
 */
import { rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './setup/build.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { cache, inRepo, root } from './setup/paths.mjs';
import { SetupError, fail, say } from './setup/progress.mjs';
import { findCommand } from './setup/run.mjs';

try {
  process.umask(0o022);
  await ensurePackages();
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--builder') await builder(rest);
  else await choose();
} catch (error) {
  fail(error);
}

async function choose() {
  const { values } = parseArgs({
    options: {
      compression: { type: 'string', default: 'xz' },
      surroundings: { type: 'boolean', default: false },
      try: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
    },
  });
  const { compression } = values;
  if (!['xz', 'zstd'].includes(compression)) throw new SetupError('--compression is xz or zstd.');
  if (values.surroundings) await surroundings();
  else if (values.try) await tryIt();
  else await debianPackage(compression, values.compare);
}

async function builder(args) {
  const { runBuilder } = await import('./package/builder.mjs');
  await ensureBuild();
  await runBuilder(args, {});
}

async function tryIt() {
  const { tryLauncher } = await import('./package/try.mjs');
  const { presentVersion } = await import('./package/program.mjs');
  tryLauncher(presentVersion);
}

async function surroundings() {
  const { writeSurroundings } = await import('./package/linux-tree.mjs');
  const { presentVersion } = await import('./package/program.mjs');
  await ensureBuild();
  rmSync(inRepo('dist', 'linux'), { recursive: true, force: true });
  await writeSurroundings(inRepo('dist', 'linux'), presentVersion);
}

async function debianPackage(compression, compare) {
  if (!findCommand('dpkg-deb')) {
    throw new SetupError('A .deb is made where dpkg is. docs/packaging.md says how other packages are made.');
  }
  const { packProgram, presentVersion: version } = await import('./package/program.mjs');
  const { debArchitecture } = await import('./package/deb.mjs');
  const { makeLatchkeyDeb } = await import('./package/latchkey-deb.mjs');
  const { folder, electron } = await packProgram();
  const name = `latchkey_${version}_${debArchitecture}`;
  const target = inRepo('dist', `${name}.deb`);
  await makeLatchkeyDeb({ folder, version, name, compression, target });
  const megabytes = (file) => (statSync(file).size / 1e6).toFixed(1);
  say(`${relative(root, target)}: ${megabytes(target)} MB, with Electron ${electron.version}`);
  if (compare) {
    const { makeBareDeb } = await import('./package/bare-deb.mjs');
    const bare = join(cache, 'package', 'debs', `bare-electron-${compression}.deb`);
    await makeBareDeb({ electron, target: bare, compression });
    const ratio = (statSync(target).size / statSync(bare).size).toFixed(3);
    say(`${ratio} × bare Electron in the same form, ${megabytes(bare)} MB`);
  }
  if (electron.kind === 'fallback') {
    say(
      'That is the Electron of networks which reach only npm: this package is for trying, not for release.',
    );
  }
}
