/**
 * The production build (out/), made when it is missing or not of the present sources. Sources are
 * compared by a checksum of their content; the built files by name, size and time, so that another
 * build in the same place (the development server's) is noticed too.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cache, inRepo, node, packageBin, readJson } from './paths.mjs';
import { step } from './progress.mjs';
import { must } from './run.mjs';

const stamp = join(cache, 'build.json');
const inputs = [
  'package-lock.json',
  'package.json',
  'electron.vite.config.ts',
  'tsconfig.json',
  'src',
  'resources',
];

function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function sourcesSum() {
  const sum = createHash('sha256');
  for (const file of inputs.flatMap((name) => filesBelow(inRepo(name)))) {
    sum.update(`${file.slice(inRepo().length)}\0`).update(readFileSync(file));
  }
  return sum.digest('hex');
}

const builtFiles = () =>
  filesBelow(inRepo('out')).map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file.slice(inRepo().length)} ${size} ${mtimeMs}`;
  });

/** Whether out/ is the production build of the present sources. */
export function buildIsCurrent() {
  const made = readJson(stamp);
  const files = builtFiles();
  return files.length > 0 && made?.files.join('\n') === files.join('\n') && made.sources === sourcesSum();
}

/** Sees to it that out/ is the production build of the present sources. */
export async function ensureBuild() {
  if (buildIsCurrent()) return;
  await withLock(async () => {
    if (buildIsCurrent()) return;
    await step('Building Latchkey', async () => {
      mkdirSync(cache, { recursive: true });
      rmSync(stamp, { force: true });
      const sources = sourcesSum();
      await must(node, [packageBin('electron-vite'), 'build'], {
        env: { ...process.env, NODE_ENV: 'production' },
      });
      writeFileSync(stamp, JSON.stringify({ sources, files: builtFiles() }));
    });
  });
}
