/**
 * electron-builder, installed apart from the program's own packages (packaging/package.json): it is 93 MB and takes as long
 * to install as a third of all the rest, and only packaging wants it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepo, node } from '../setup/paths.mjs';
import { step } from '../setup/progress.mjs';
import { must, npm } from '../setup/run.mjs';

const folder = inRepo('packaging');
const cli = join(folder, 'node_modules', 'electron-builder', 'cli.js');
const stamp = join(folder, 'node_modules', '.latchkey-setup');

async function ensureBuilder() {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  rmSync(stamp, { force: true });
  await step('electron-builder', async () => {
    const [command, args] = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    await must(command, args, { cwd: folder, env: process.env });
  });
  writeFileSync(stamp, lock);
}

/**
 * Runs electron-builder with our configuration.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} own what electron-builder.config.cjs reads
 */
export async function runBuilder(args, own) {
  await ensureBuilder();
  const env = { ...process.env, ...own, ELECTRON_BUILDER_DISABLE_UPDATE_CHECK: '1' };
  await must(node, [cli, '--config', 'electron-builder.config.cjs', '--publish', 'never', ...args], { env });
}
