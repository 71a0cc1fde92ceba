/**
 * The whole of set-up, in order and side by side where nothing depends on the other. Idempotent: each
 * part looks whether it is in place first, in milliseconds, and repairs what is missing, damaged or
 * was interrupted.
 */
import { ensureBuild } from './build.mjs';
import { currentElectron, ensureElectron } from './electron.mjs';
import { ensurePackages } from './packages.mjs';
import { say, stepsDone } from './progress.mjs';
import { ensureAddon, testAddon } from './sqlite-addon.mjs';
import { ensureSystem } from './system.mjs';

/** What a command needs of the system, by its purpose. */
const purposes = {
  start: () => ['electron', ...(hasDisplay() ? [] : ['display']), ...(hasBus() ? [] : ['keychain'])],
  packages: () => [],
  electron: () => ['electron'],
  ui: () => ['browser'],
  tests: () => ['electron', 'display', 'keychain', 'browser'],
};

/** Whether this session has a screen of its own that a program may use. */
export const hasDisplay = () =>
  process.platform !== 'linux' ||
  (Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && process.getuid() !== 0);

/** Whether this session has a message bus, and with it the person's own keychain. */
export const hasBus = () =>
  process.platform !== 'linux' || (Boolean(process.env.DBUS_SESSION_BUS_ADDRESS) && process.getuid() !== 0);

/**
 * Sets up what a purpose needs.
 * @param {keyof typeof purposes} purpose
 * @param {{ build?: boolean, electron?: 'any' | 'declared' | 'fallback' | 'none', verify?: boolean, quiet?: boolean }} [options]
 *   `quiet`: no closing line when all was in place
 * @returns {Promise<{ electron?: import('./electron.mjs').Electron, addon?: string }>}
 */
export async function setUp(purpose, options = {}) {
  const { build = false, electron: want = 'any', verify = false, quiet = false } = options;
  const from = performance.now();
  process.umask(0o022); // what is made here is read by the unprivileged user too
  const system = ensureSystem(purposes[purpose]()); // throws at once where we may not install
  await settle([system, ensurePackages()]);
  const program = async () => {
    if (want === 'none') return {};
    const electron = await ensureElectron(want);
    const addon = await ensureAddon(electron);
    if (verify && addon) await testAddon(electron, addon);
    return { electron, addon };
  };
  const [result] = await settle([program(), build ? ensureBuild() : undefined]);
  const took = `${((performance.now() - from) / 1000).toFixed(1)} s`;
  if (!quiet) say(stepsDone() === 0 ? `✓ Set-up is in place (${took})` : `✓ Set-up is done (${took})`);
  return result;
}

/** Waits for all before failing with the first error, so that no step goes on behind an error message. */
async function settle(work) {
  const results = await Promise.allSettled(work);
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return results.map(({ value }) => value);
}

export { currentElectron };
