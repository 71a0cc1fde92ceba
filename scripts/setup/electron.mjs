/**
 * Which Electron this checkout runs on, and getting it. In this order: the one that
 * ELECTRON_OVERRIDE_DIST_PATH names; the declared one when it is installed; the fallback when it is in
 * the cache (the network was asked once, not at every start); else the declared one is downloaded by
 * Electron's own installer, and where its release host cannot be reached, the fallback is made.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fallbackFolder, fallbackPossible, fallbackReady, makeFallback } from './fallback-electron.mjs';
import { withLock } from './lock.mjs';
import { modules, node, packageBin, readJson } from './paths.mjs';
import { SetupError, say, step } from './progress.mjs';
import { run } from './run.mjs';

const deadline = 15 * 60_000; // for a download of some 120 MB on a slow line

/** @typedef {{ executable: string, dist: string, version: string, kind: 'override' | 'declared' | 'fallback' }} Electron */

const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** Describes the Electron in a distribution folder; `undefined` when there is none. */
function inFolder(dist, kind) {
  const executable = join(dist, executables[process.platform] ?? 'electron');
  if (!existsSync(executable) || !existsSync(join(dist, 'version'))) return undefined;
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/u, '');
  return { executable, dist, version, kind };
}

function declared() {
  const found = inFolder(join(modules, 'electron', 'dist'), 'declared');
  const complete = existsSync(join(modules, 'electron', 'path.txt'));
  return complete && found?.version === readJson(join(modules, 'electron', 'package.json'))?.version
    ? found
    : undefined;
}

function override() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return undefined;
  const found = inFolder(dist, 'override');
  if (!found) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names no Electron distribution: ${dist}`);
  return found;
}

/**
 * The Electron that is in place now.
 * @returns {Electron | undefined}
 */
export function currentElectron() {
  return override() ?? declared() ?? (fallbackReady() ? inFolder(fallbackFolder, 'fallback') : undefined);
}

/** Runs Electron's installer; returns what it said when it failed. */
async function download(version) {
  try {
    await step(`Electron ${version}`, async (note) => {
      const { code, output } = await run(node, [packageBin('electron', 'install-electron')], {
        timeout: deadline,
      });
      if (code === 0 && declared()) return;
      note('not reachable');
      throw new SetupError(output.trim().split('\n')[0] || 'the installer left nothing');
    });
    return undefined;
  } catch (error) {
    return error.message;
  }
}

/**
 * Sees to it that there is an Electron and returns it.
 * @param {'any' | 'declared' | 'fallback'} [want] `declared` asks the release host again although the fallback is there
 * @returns {Promise<Electron>}
 */
export async function ensureElectron(want = 'any') {
  const suits = () => {
    const found = currentElectron();
    return want === 'any' || want === found?.kind || found?.kind === 'override' ? found : undefined;
  };
  return suits() ?? withLock(async () => suits() ?? get(want));
}

async function get(want) {
  const { version } = readJson(join(modules, 'electron', 'package.json'));
  if (want !== 'fallback') {
    const failure = await download(version);
    if (failure === undefined) return declared();
    if (want === 'declared' || !fallbackPossible()) {
      throw new SetupError(
        `Electron ${version} could not be downloaded: ${failure}\nA mirror can be named with ELECTRON_MIRROR, a copy with ELECTRON_OVERRIDE_DIST_PATH.`,
      );
    }
    say(`  Electron ${version} cannot be downloaded here (${failure}): the fallback is used instead`);
  }
  if (!fallbackPossible()) throw new SetupError('The fallback Electron is for Linux on x64 only.');
  await makeFallback();
  const made = inFolder(fallbackFolder, 'fallback');
  if (!made) throw new SetupError('The fallback Electron was not made completely.');
  return made;
}
