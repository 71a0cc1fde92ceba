/** Runs the command line of the packages that were made here, as a person would: its launcher, and what it answers. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inRepo } from '../setup/paths.mjs';
import { SetupError, say } from '../setup/progress.mjs';

/** Where electron-builder leaves the folders of this system's programs, and the launcher in them. */
const launchers = {
  linux: ['linux-unpacked/resources/bin/latchkey', 'linux-arm64-unpacked/resources/bin/latchkey'],
  win32: ['win-unpacked/resources/bin/latchkey.cmd', 'win-arm64-unpacked/resources/bin/latchkey.cmd'],
  darwin: [
    `mac${process.arch === 'arm64' ? '-arm64' : ''}/Latchkey.app/Contents/Resources/bin/latchkey`,
    'mac-universal/Latchkey.app/Contents/Resources/bin/latchkey',
  ],
};

/** @param {string} version what the command line must say it is */
export function tryLauncher(version) {
  const places = launchers[process.platform].map((place) => inRepo('dist', ...place.split('/')));
  const launcher = places.find((place) => existsSync(place));
  if (!launcher) throw new SetupError(`No package was made here: ${join('dist', '…')} has no launcher.`);
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(shell ? `"${launcher}"` : launcher, ['--version'], {
    encoding: 'utf8',
    shell,
  });
  if (status !== 0 || stdout.trim() !== `latchkey ${version}`) {
    throw new SetupError(`${launcher} --version ended with ${status}:\n${stdout}${stderr}`);
  }
  const unknown = spawnSync(shell ? `"${launcher}"` : launcher, ['no-such-verb'], {
    encoding: 'utf8',
    shell,
  });
  if (unknown.status !== 2)
    throw new SetupError(`${launcher} loses its exit status: ${unknown.status}, not 2.`);
  say(`✓ ${launcher} says ${stdout.trim()}`);
}
