/**
 * better-sqlite3 for an Electron that its prebuilt binaries do not suit. They need Node-API 10, which
 * Electron has since 35; for an older one (the fallback) the addon is compiled once from the package's
 * own source with napi9-references.hpp in front, by g++ alone. SQLite is one large file, so its code is
 * generated at link time in parts, on all cores (-flto). The result is tried out in that Electron
 * before it is renamed into place.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cache, inRepo, modules, readJson } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { must, run } from './run.mjs';
import { ensureSystem } from './system.mjs';

const header = inRepo('scripts', 'setup', 'napi9-references.hpp');
const smoke = inRepo('scripts', 'setup', 'sqlite-smoke.cjs');
const own = (...parts) => join(modules, 'better-sqlite3', ...parts);

const common = [
  '-O2',
  '-flto',
  '-fPIC',
  '-w',
  '-DNDEBUG',
  '-fvisibility=hidden',
  `-I${own('deps', 'sqlite3')}`,
];
const napi = ['NAPI_VERSION=9', 'NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'];
const cpp = ['-std=c++20', '-fno-exceptions', '-fno-rtti', '-fvisibility-inlines-hidden', '-include', header];
const link = ['-shared', '-s', '-fPIC', '-O2', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL'];

const version = (name) => readJson(join(modules, name, 'package.json'))?.version;
const sum = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash('sha256')).digest('hex');

/** Where the addon for the installed better-sqlite3 belongs; its name changes with all that goes in. */
function folder() {
  const versions = ['better-sqlite3', 'node-addon-api', 'node-api-headers'].map(version).join(' ');
  const key = sum(
    readFileSync(header),
    [...common, ...napi, ...cpp, ...link].join(' ').replaceAll(inRepo(), ''),
    versions,
  );
  return join(cache, `better-sqlite3-${version('better-sqlite3')}-napi9-${key.slice(0, 12)}`);
}

/** Whether an Electron needs this addon: those before 35 have no Node-API 10. */
export const needsAddon = (electron) => Number(electron.version.split('.')[0]) < 35;

/**
 * The addon for an Electron, when it is in place and unchanged since it was tried out.
 * @param {import('./electron.mjs').Electron} electron
 * @returns {string | undefined} its path; `undefined` also when none is needed
 */
export function currentAddon(electron) {
  if (!needsAddon(electron)) return undefined;
  const file = join(folder(), 'better_sqlite3.node');
  try {
    return readFileSync(`${file}.sha256`, 'utf8') === sum(readFileSync(file)) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Tries the addon out in that Electron: statements, transactions, values, errors, iteration, collection. */
export async function testAddon(electron, file) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, output } = await run(electron.executable, ['--expose-gc', smoke, file], {
    env,
    timeout: 60_000,
  });
  if (code !== 0)
    throw new SetupError(
      `better-sqlite3 does not work in Electron ${electron.version}:\n${output.slice(-2000)}`,
    );
}

/** SQLite's compile-time options as the package sets them. */
function sqliteOptions() {
  const text = readFileSync(own('deps', 'defines.gypi'), 'utf8');
  return [...text.matchAll(/^\s*'([A-Z][\w=-]*)',$/gmu)].map(([, option]) => `-D${option}`);
}

async function compile(work, file, note) {
  const objects = [join(work, 'sqlite3.o'), join(work, 'better_sqlite3.o')];
  const includes = ['node-api-headers/include', 'node-addon-api'].map((name) => `-I${join(modules, name)}`);
  const options = { env: { ...process.env, TMPDIR: work } }; // what a killed compiler leaves is removed with it
  note('compiling');
  const target = (object) => ['-c', '-o', object];
  const sqlite = [...common, '-std=c99', ...sqliteOptions(), own('deps', 'sqlite3', 'sqlite3.c')];
  const defines = napi.map((name) => `-D${name}`);
  const addon = [...common, ...cpp, ...defines, ...includes, own('src', 'better_sqlite3.cpp')];
  await Promise.all([
    must('gcc', [...sqlite, ...target(objects[0])], options),
    must('g++', [...addon, ...target(objects[1])], options),
  ]);
  note('optimising and linking');
  const jobs = `-flto=${availableParallelism()}`;
  await must('g++', [...link, jobs, ...objects, '-ldl', '-lpthread', '-o', file], options);
}

/**
 * Sees to it that better-sqlite3 can be loaded in this Electron.
 * @param {import('./electron.mjs').Electron} electron
 * @returns {Promise<string | undefined>} the addon to name as `nativeBinding`; `undefined`: the package's own will do
 */
export async function ensureAddon(electron) {
  if (!needsAddon(electron)) return undefined;
  return currentAddon(electron) ?? withLock(async () => currentAddon(electron) ?? build(electron));
}

async function build(electron) {
  await ensureSystem(['compiler']);
  return step('better-sqlite3 for this Electron', async (note) => {
    for (const left of readdirSync(cache).filter((name) => name.startsWith('new-sqlite-'))) {
      rmSync(join(cache, left), { recursive: true, force: true });
    }
    const work = mkdtempSync(join(cache, 'new-sqlite-'));
    try {
      const target = join(work, 'done');
      const file = join(target, 'better_sqlite3.node');
      mkdirSync(target);
      await compile(work, file, note);
      note('trying it out');
      await testAddon(electron, file);
      writeFileSync(`${file}.sha256`, sum(readFileSync(file)));
      rmSync(folder(), { recursive: true, force: true });
      renameSync(target, folder());
    } finally {
      if (existsSync(work)) rmSync(work, { recursive: true, force: true });
    }
    return join(folder(), 'better_sqlite3.node');
  });
}
