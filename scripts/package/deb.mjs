/**
 * Makes a .deb out of a tree of files by dpkg-deb alone. electron-builder's own way to one downloads a Ruby, and packages
 * that do it bring fixed ideas of what is inside. The same sources give the same bytes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepo } from '../setup/paths.mjs';
import { must } from '../setup/run.mjs';

const architectures = { x64: 'amd64', arm64: 'arm64' };

/** Debian's name of this machine's architecture. */
export const debArchitecture = architectures[process.arch];

/** Everything below a folder, as paths from it, in an order that does not depend on the file system. */
export function entriesBelow(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? [path].concat(entriesBelow(folder, path)) : [path];
    });
}

/** Libraries are loaded, not run; Electron's are marked as if they were. */
const isLibrary = (path) => /\.(?:so(?:\.\d+)*|node)$/u.test(path);

/** What anybody's umask made of the modes is put right: only the owner writes, and only the sandbox is setuid. */
function setModes(tree) {
  chmodSync(tree, 0o755);
  for (const path of entriesBelow(tree)) {
    const stat = lstatSync(join(tree, path));
    if (stat.isSymbolicLink()) continue;
    const runs = stat.isDirectory() || (stat.mode & 0o100 && !isLibrary(path));
    chmodSync(join(tree, path), runs ? 0o755 : 0o644);
    if (path.endsWith('/chrome-sandbox')) chmodSync(join(tree, path), 0o4755);
  }
}

/** The checksums by which `dpkg --verify` sees a changed file. */
function checksums(tree, files) {
  const sum = (path) =>
    createHash('md5')
      .update(readFileSync(join(tree, path)))
      .digest('hex');
  return files.map((path) => `${sum(path)}  ${path}\n`).join('');
}

/** No file of a package is younger than the last commit, in epoch seconds. */
export function lastCommit() {
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: inRepo(), encoding: 'utf8' });
  return Number(stdout?.trim() || 0);
}

/**
 * @param {object} what
 * @param {string} what.tree the files as they are installed; `DEBIAN` is put into it
 * @param {Record<string, string>} what.fields of the control file; `Installed-Size` and `Architecture` are added
 * @param {Record<string, string>} [what.scripts] postinst and the like, by name
 * @param {string} what.target the .deb
 * @param {'xz' | 'zstd'} what.compression xz is small and slow; zstd is for tests
 */
export async function makeDeb({ tree, fields, scripts = {}, target, compression }) {
  rmSync(join(tree, 'DEBIAN'), { recursive: true, force: true });
  setModes(tree);
  const files = entriesBelow(tree).filter((path) => lstatSync(join(tree, path)).isFile());
  const bytes = files.reduce((sum, path) => sum + lstatSync(join(tree, path)).size, 0);
  const control = { ...fields, Architecture: debArchitecture, 'Installed-Size': Math.ceil(bytes / 1024) };
  const meta = join(tree, 'DEBIAN');
  mkdirSync(meta, { mode: 0o755 });
  const write = (name, text, mode) => {
    writeFileSync(join(meta, name), text);
    chmodSync(join(meta, name), mode);
  };
  write('md5sums', checksums(tree, files), 0o644);
  const lines = Object.entries(control).map(([name, value]) => `${name}: ${value}\n`);
  write('control', lines.join(''), 0o644);
  for (const [name, text] of Object.entries(scripts)) write(name, text, 0o755);
  mkdirSync(dirname(target), { recursive: true });
  const level = compression === 'xz' ? '-z6' : '-z3';
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(lastCommit()) };
  await must('dpkg-deb', ['--root-owner-group', `-Z${compression}`, level, '--build', tree, target], { env });
}
