'use strict';
/** What remains to be done to the folder before its fuses are set and it is signed. */
const fs = require('node:fs');
const path = require('node:path');

const join = (...parts) => path.join(...parts);
const { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } = fs;
const project = path.resolve(__dirname, '..');
const readJson = (path) => JSON.parse(fs.readFileSync(path, 'utf8'));

/** The licences of all that is in app.asar: what Vite bundled, and the two packages that stay packages. */
function writeLicences(resources) {
  const out = path.resolve(project, process.env.LATCHKEY_OUT ?? 'out');
  const bundled = ['main', 'renderer'].flatMap((part) => readJson(join(out, part, 'licenses.json')));
  const kept = ['better-sqlite3', 'keytar'].map((folder) => {
    const place = join(project, 'node_modules', folder);
    const { name, version, license: identifier } = readJson(join(place, 'package.json'));
    const file = fs.readdirSync(place).find((entry) => /^licen[cs]e/iu.test(entry));
    return { name, version, identifier, text: fs.readFileSync(join(place, file), 'utf8') };
  });
  const byName = new Map([...bundled, ...kept].map((one) => [`${one.name} ${one.version}`, one]));
  const texts = [...byName.keys()].sort().map((title) => {
    const { identifier, text } = byName.get(title);
    return `${title} (${identifier})\n\n${text?.trim() || `Licence: ${identifier}`}\n`;
  });
  mkdirSync(join(resources, 'licenses'), { recursive: true });
  writeFileSync(join(resources, 'licenses', 'third-party.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
  copyFileSync(join(project, 'LICENSE'), join(resources, 'licenses', 'latchkey.txt'));
}

/** The launcher of the command line; it finds the program from where it lies itself. */
function addLauncher(resources, platform) {
  const name = platform === 'win32' ? 'latchkey.cmd' : 'latchkey';
  const target = join(resources, 'bin', name);
  mkdirSync(join(resources, 'bin'), { recursive: true });
  copyFileSync(join(__dirname, 'bin', name), target);
  chmodSync(target, 0o755);
}

/** The fallback Electron of docs/setup.md differs from a release in a few files, and needs an addon of its own. */
function mendFallback(folder, resources) {
  const addon = process.env.LATCHKEY_SQLITE_ADDON;
  if (!addon) return;
  const packed = join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds');
  copyFileSync(addon, join(packed, `${process.platform}-${process.arch}.node`));
  for (const name of ['files.json', join('resources', 'default_app.asar')]) {
    rmSync(join(folder, name), { force: true });
  }
}

/** @param {{ appOutDir: string, electronPlatformName: string, packager: { getResourcesDir(folder: string): string } }} context */
exports.afterPack = async ({ appOutDir, electronPlatformName, packager }) => {
  const resources = packager.getResourcesDir(appOutDir);
  addLauncher(resources, electronPlatformName);
  writeLicences(resources);
  if (electronPlatformName !== 'linux') return;
  mendFallback(appOutDir, resources);
  const licence = join(appOutDir, 'LICENSE.electron.txt');
  if (!existsSync(licence) && existsSync(join(appOutDir, 'LICENSE'))) {
    renameSync(join(appOutDir, 'LICENSE'), licence);
  }
  if (process.env.LATCHKEY_ELECTRON_VERSION) {
    writeFileSync(join(appOutDir, 'version'), process.env.LATCHKEY_ELECTRON_VERSION);
  }
};
