/**
 * Where things are in this checkout: one place for the paths that every script needs,
 * with no import from npm, because set-up runs before any package is installed.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder (real path: no symbolic links in it). */
export const root = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), '..', '..'));

/** What set-up makes and keeps between runs; not tracked by git. */
export const cache = join(root, '.cache');

/** npm's folder of installed packages. */
export const modules = join(root, 'node_modules');

/** A path inside the repository. */
export const inRepo = (...parts) => join(root, ...parts);

/** Reads a JSON file; `undefined` when it is missing or damaged. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The Node that the packages bring along (24): Vite, Vitest, Playwright and Electron's installer
 * need a newer one than set-up itself does.
 */
export const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * The script behind a package's command, to be run with {@link node}: needs no shell on any system.
 * @param {string} name the package
 * @param {string} [command] the command, where it is not called like its package
 */
export function packageBin(name, command = name.split('/').at(-1)) {
  const { bin } = readJson(join(modules, name, 'package.json')) ?? {};
  const script = typeof bin === 'string' ? bin : bin?.[command];
  if (!script) throw new Error(`The package ${name} has no command ${command}: run npm ci`);
  return join(modules, name, script);
}
