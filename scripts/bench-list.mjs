/**
 * `npm run bench:list`: how fast the list of keys answers from a store of 1,000,000 keys, beside one of 1,000.
 *
 *   node scripts/bench-list.mjs [--keys N] [--only PATTERN] [--keep DIR | --store DIR]
 *
 * Makes both stores in a temporary folder with the program's own functions and says how many keys a second that
 * were, beside the same rows without the log. Then asks for pages as the program does, rows included, and prints the
 * medians of five rounds: a table of all cases, one of the families for docs/benchmarks.md, and a line for each goal.
 * At last it does the same in the window, see bench-window.mjs. It exits with 1 when a goal is
 * missed, and says which.
 *
 * --keys N        another number of keys
 * --only PATTERN  only the cases whose "family: name" the regular expression matches, and not the window
 * --keep DIR      makes the stores in DIR and leaves them there
 * --store DIR     takes those stores, made by the same version of the program, instead of making them
 *
 * Measure on an idle machine.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/core/db/open.ts';
import { cases } from '../test/bench/list/cases.ts';
import { measure, subjectOf } from '../test/bench/list/measure.ts';
import { compactTable, ratioSummary, summary, table } from '../test/bench/list/report.ts';
import { baselineRate, makeStore, NOW, TENANT } from '../test/bench/list/stores.ts';
import { tellGoal, tellGoals } from './goals.mjs';
import { inRepo } from './setup/paths.mjs';
import { fail, say } from './setup/progress.mjs';

const SMALL = 1_000;
const INSERT_GOAL = 20_000;

const { values: options } = parseArgs({
  options: {
    keys: { type: 'string', default: '1000000' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
    store: { type: 'string' },
  },
});

async function makeStores(folder, keys) {
  mkdirSync(folder, { recursive: true });
  say(`  ${keys} keys`);
  const large = await makeStore(folder, 'large.db', keys);
  const small = await makeStore(folder, 'small.db', SMALL);
  say('  the baseline of inserting');
  const baseline = await baselineRate(folder, keys);
  const rate = Math.round(large.rate);
  const goal = { goal: 'inserting', value: rate, unit: 'keys/s', target: `>= ${INSERT_GOAL}` };
  tellGoal({ ...goal, holds: rate >= INSERT_GOAL, ofBaseline: Number((rate / baseline).toFixed(2)) });
  return { large: large.store, small: small.store };
}

async function openStores(folder) {
  const open = (name) => openStore({ path: join(folder, name), mode: 'write', now: () => NOW });
  return { large: await open('large.db'), small: await open('small.db') };
}

async function measureAll({ large, small }) {
  const [inLarge, inSmall] = [large, small].map((store) => subjectOf(store, TENANT, NOW));
  const only = new RegExp(options.only, 'u');
  const smallCases = cases(inSmall.ids);
  const results = [];
  let family = '';
  for (const [index, one] of cases(inLarge.ids).entries()) {
    if (!only.test(`${one.family}: ${one.name}`)) continue;
    if (one.family !== family) say(`  ${one.family}`);
    ({ family } = one);
    results.push({
      case: one,
      large: await measure(inLarge.subject, one),
      small: await measure(inSmall.subject, smallCases[index]),
    });
  }
  return results;
}

/** In a process of its own, whose programs begin with the memory that they have in use. */
function measureWindow(stores) {
  const script = inRepo('scripts', 'bench-window.mjs');
  const { status } = spawnSync(process.execPath, [script, '--store', stores], { stdio: 'inherit' });
  // It has said why: a goal was missed, or it could not be measured.
  if (status !== 0) process.exitCode = 1;
}

const folder = options.store ?? options.keep ?? mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
try {
  const [load] = loadavg();
  const stores = options.store ? await openStores(folder) : await makeStores(folder, Number(options.keys));
  const results = await measureAll(stores);
  console.log(`\n${table(results)}\n\n${compactTable(results)}\n`);
  console.log(`Load of the machine before it began: ${load.toFixed(2)}\n`);
  tellGoals([...summary(results), ratioSummary(results)]);
  await stores.large.close();
  await stores.small.close();
  if (options.only === '') measureWindow(folder);
} catch (error) {
  fail(error);
} finally {
  if (!options.keep && !options.store) rmSync(folder, { recursive: true, force: true });
}
