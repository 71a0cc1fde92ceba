/**
 * The program's folder, as every form of package holds it. Besides what is shipped there is the variant that tests drive
 * as an installed program: the inspect fuse is on and the check of the debugging switches is off, and nothing else differs
 * (test/package proves it).
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureElectron } from '../setup/electron.mjs';
import { ensureBuild } from '../setup/build.mjs';
import { cache, inRepo, node, packageBin, readJson } from '../setup/paths.mjs';
import { step } from '../setup/progress.mjs';
import { must } from '../setup/run.mjs';
import { ensureAddon } from '../setup/sqlite-addon.mjs';
import { runBuilder } from './builder.mjs';

export const { version: presentVersion } = readJson(inRepo('package.json'));

/** @typedef {'release' | 'e2e'} Variant */

/** Made once a run, in whatever versions it is packed. */
let variantBuilt;

/** The build of the variant; the shipped one is the one that everything else runs, too. */
async function build(variant) {
  if (variant === 'release') {
    await ensureBuild();
    return 'out';
  }
  const out = join('.cache', 'package', 'e2e-out');
  await (variantBuilt ??= buildVariant(out));
  return out;
}

const buildVariant = (out) =>
  step('Building the variant for tests', async () => {
    const own = { NODE_ENV: 'production', LATCHKEY_OUT: out, LATCHKEY_DEBUGGABLE: '1' };
    rmSync(inRepo(out), { recursive: true, force: true });
    await must(node, [packageBin('electron-vite'), 'build'], { env: { ...process.env, ...own } });
  });

/**
 * Makes the program's folder.
 * @param {{ variant?: Variant, version?: string }} [options]
 * @returns {Promise<{ folder: string, electron: import('../setup/electron.mjs').Electron }>}
 */
export async function packProgram({ variant = 'release', version = presentVersion } = {}) {
  const electron = await ensureElectron();
  const addon = await ensureAddon(electron);
  const out = await build(variant);
  const packed = join('.cache', 'package', `${variant}-${version}`);
  await step(`Program folder, ${variant} ${version}`, async () => {
    rmSync(inRepo(packed), { recursive: true, force: true });
    await runBuilder(['--linux', 'dir'], {
      LATCHKEY_OUT: out,
      LATCHKEY_PACKED: packed,
      LATCHKEY_VERSION: version,
      LATCHKEY_ELECTRON_DIST: electron.dist,
      LATCHKEY_ELECTRON_VERSION: electron.version,
      ...(addon && { LATCHKEY_SQLITE_ADDON: addon }),
      ...(variant === 'e2e' && { LATCHKEY_DEBUGGABLE: '1' }),
    });
  });
  const folder = join(cache, 'package', `${variant}-${version}`, 'linux-unpacked');
  if (!existsSync(folder)) throw new Error(`electron-builder left no ${folder}.`);
  return { folder, electron };
}
