/** `npm run sbom`: the bill of materials (CycloneDX) in dist/: every package of the lock file, and which are shipped. */
import { spawnSync } from 'node:child_process';
import { ensureBuild } from './setup/build.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { inRepo, node } from './setup/paths.mjs';
import { fail } from './setup/progress.mjs';
import { npm } from './setup/run.mjs';

try {
  await ensurePackages();
  await ensureBuild();
  const [command, args] = npm([]);
  const words = [inRepo('scripts', 'package', 'write-sbom.ts'), command, ...args];
  process.exit(spawnSync(node, words, { stdio: 'inherit' }).status ?? 1);
} catch (error) {
  fail(error);
}
