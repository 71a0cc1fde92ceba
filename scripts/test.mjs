/**
 * Runs stages of the tests, one after the other, each even when an earlier one failed:
 *
 *   node scripts/test.mjs check|integration|ui|e2e … [ARGUMENT…]
 *
 * Arguments after a single stage go to its test runner (`npm run test:e2e -- -g keyring`). The last line
 * is `N passed, N failed`; the exit code is 0 only when something passed and nothing failed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { showCheckout } from './setup/checkout.mjs';
import { setUp } from './setup/index.mjs';
import { untilEnd } from './setup/launch.mjs';
import { SetupError, fail } from './setup/progress.mjs';
import { dyingWithUs } from './setup/run.mjs';
import { ensureUser } from './setup/user.mjs';
import { runStages } from './test/run-stages.mjs';
import { stages } from './test/stages.mjs';

const words = process.argv.slice(2);
const named = [];
while (words[0] in stages) named.push(words.shift());

/** Tests start programs as another user: a checkout in a private folder is tested from where that user sees it. */
async function whereEverybodySees() {
  const { folder, mount } = await showCheckout(ensureUser());
  if (mount.length === 0) return;
  const [command, ...args] = [...dyingWithUs('TERM'), ...mount, process.execPath];
  const again = [join(folder, 'scripts', 'test.mjs'), ...process.argv.slice(2)];
  process.exit(await untilEnd(spawn(command, [...args, ...again], { cwd: folder, stdio: 'inherit' })));
}

try {
  if (named.length === 0 || (named.length > 1 && words.length > 0)) {
    throw new SetupError(`Usage: node scripts/test.mjs ${Object.keys(stages).join('|')} … [ARGUMENT…]`);
  }
  await setUp('packages', { electron: 'none', quiet: true });
  await whereEverybodySees();
  await runStages(named, stages, words);
} catch (error) {
  // Whoever reads the last line must not take a run that never began for one that passed.
  process.on('exit', () => console.log('\n0 passed, 1 failed'));
  fail(error);
}
