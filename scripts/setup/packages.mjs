/**
 * The npm packages, exactly as package-lock.json says. A stamp inside node_modules, written only after
 * `npm ci` succeeded, names the lock file it belongs to: missing (never installed, or interrupted) or
 * different (the lock file changed), and `npm ci` runs again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { inRepo, modules, node, readJson } from './paths.mjs';
import { step } from './progress.mjs';
import { must, npm } from './run.mjs';

const stamp = join(modules, '.latchkey-setup');

const lockSum = () =>
  createHash('sha256')
    .update(readFileSync(inRepo('package-lock.json')))
    .digest('hex');

function stamped() {
  try {
    return readFileSync(stamp, 'utf8') === lockSum() && existsSync(node);
  } catch {
    return false;
  }
}

/**
 * Whether npm itself finished installing what the lock file names (someone ran `npm install`): npm
 * writes its own record last, so a complete record that agrees needs no second installation.
 */
function installedByNpm() {
  const installed = readJson(join(modules, '.package-lock.json'))?.packages;
  const wanted = readJson(inRepo('package-lock.json'))?.packages;
  if (!installed || !wanted || !existsSync(node)) return false;
  const paths = Object.keys(wanted).filter((path) => path !== '');
  return (
    Object.keys(installed).every((path) => path in wanted) &&
    paths.every((path) => {
      const there = installed[path];
      return there ? there.integrity === wanted[path].integrity : wanted[path].optional === true;
    })
  );
}

/** Sees to it that node_modules is what package-lock.json says. */
export async function ensurePackages() {
  if (stamped()) return;
  await withLock(async () => {
    if (stamped()) return;
    if (!installedByNpm()) {
      rmSync(stamp, { force: true });
      await step('npm packages', async () => {
        const [command, args] = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
        // With our own Node first on PATH npm would run on the one that it is just replacing.
        await must(command, args, { env: process.env });
      });
    }
    writeFileSync(stamp, lockSum());
  });
}
