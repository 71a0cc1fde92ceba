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
import { stages } from './test/stages.mjs';

const words = process.argv.slice(2);
const named = [];
while (words[0] in stages) named.push(words.shift());

/** Runs one stage under a heading; whatever keeps it from running is one failure. */
async function runStage(name, args) {
  const from = performance.now();
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}\n`);
  let counts;
  try {
    counts = await stages[name](args);
  } catch (error) {
    console.log(error instanceof SetupError ? error.message : error);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  return { name, seconds: (performance.now() - from) / 1000, ...counts };
}

/** Tests start programs as another user: a checkout in a private folder is tested from where that user sees it. */
async function whereEverybodySees() {
  const { folder, mount } = await showCheckout(ensureUser());
  if (mount.length === 0) return;
  const [command, ...args] = [...dyingWithUs('TERM'), ...mount, process.execPath];
  const again = [join(folder, 'scripts', 'test.mjs'), ...process.argv.slice(2)];
  process.exit(await untilEnd(spawn(command, [...args, ...again], { cwd: folder, stdio: 'inherit' })));
}

function summary({ name, seconds, passed, failed, skipped }) {
  const mark = failed > 0 || passed === 0 ? '✗' : '✓';
  const more = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${mark} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s   ${passed} passed, ${failed} failed${more}`;
}

try {
  if (named.length === 0 || (named.length > 1 && words.length > 0)) {
    throw new SetupError(`Usage: node scripts/test.mjs ${Object.keys(stages).join('|')} … [ARGUMENT…]`);
  }
  await setUp('packages', { electron: 'none', quiet: true });
  await whereEverybodySees();
  const results = [];
  for (const name of named) results.push(await runStage(name, words));
  const total = (what) => results.reduce((sum, result) => sum + result[what], 0);
  console.log(`\n${results.map(summary).join('\n')}\n`);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') > 0 || results.some(({ passed }) => passed === 0) ? 1 : 0;
} catch (error) {
  // Whoever reads the last line must not take a run that never began for one that passed.
  process.on('exit', () => console.log('\n0 passed, 1 failed'));
  fail(error);
}
