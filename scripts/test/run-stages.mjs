/** Runs stages of tests one after the other, each even when an earlier one failed, and sums up. */
import { SetupError } from '../setup/progress.mjs';
import { failedWhole } from './count.mjs';

/** @typedef {(args: string[]) => Promise<import('./count.mjs').Counts>} Stage */

/** Runs one stage under a heading; whatever keeps it from running is one failure. */
async function runStage(name, stage, args) {
  const from = performance.now();
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}\n`);
  let counts;
  try {
    counts = await stage(args);
  } catch (error) {
    console.log(error instanceof SetupError ? error.message : error);
    counts = failedWhole(error instanceof Error ? error.message : String(error));
  }
  return { name, seconds: (performance.now() - from) / 1000, ...counts };
}

function summary({ name, seconds, passed, failed, skipped }) {
  const mark = failed > 0 || passed === 0 ? '✗' : '✓';
  const more = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${mark} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s   ${passed} passed, ${failed} failed${more}`;
}

/** What failed once more at the end: the beginning of a long run is often cut off from what is kept of it. */
function sayFailures({ name: stage, failures }) {
  for (const { name, why } of failures) {
    console.log(`\n✗ ${stage}: ${name}\n${why.replace(/^/gmu, '    ')}`);
  }
}

/**
 * The last line is `N passed, N failed`; the exit code is 0 only when every stage passed something and nothing failed.
 * @param {string[]} named
 * @param {Record<string, Stage>} stages
 * @param {string[]} args for each of them
 */
export async function runStages(named, stages, args) {
  const results = [];
  for (const name of named) results.push(await runStage(name, stages[name], args));
  results.forEach(sayFailures);
  const total = (what) => results.reduce((sum, result) => sum + result[what], 0);
  console.log(`\n${results.map(summary).join('\n')}\n`);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') > 0 || results.some(({ passed }) => passed === 0) ? 1 : 0;
}
