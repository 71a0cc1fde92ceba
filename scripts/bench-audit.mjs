/**
 * `npm run bench:audit`: how fast the log is verified; how long it takes to look for findings; whether a leak scan finds
 * every key of a large tree, and how fast, beside ripgrep and secretlint.
 *
 *   npm run bench:audit -- --only log|findings|scan|secretlint
 *                                                   this part alone
 *   npm run bench:audit -- --keys 100000            findings in so many keys in place of 1,000,000
 *   npm run bench:audit -- --entries 100000         a log of so many entries in place of 1,000,000
 *   npm run bench:audit -- --only scan --size 100   a tree of so many MB in place of 1,000
 *   npm run bench:audit -- --ripgrep PATH           another rg than that of the path
 *
 * Ripgrep searches with the same number of threads for the plain form alone, in all files; it knows neither base64 nor
 * the insides of archives. Secretlint, which has one thread, searches for it in the source files alone, and Latchkey there
 * with one thread too; its packages come from npm into .cache at the first run. The tree lies in a temporary folder and is read from memory by both. Exits with 1 when
 * a goal is missed, and says which. Measure on an idle machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureFindings } from '../test/bench/audit/findings.ts';
import { measureLog } from '../test/bench/audit/log.ts';
import { measureScan } from '../test/bench/audit/scan.ts';
import { measureLinted } from '../test/bench/audit/secretlint.ts';
import { plantTree } from '../test/bench/audit/tree.ts';
import { tellGoal } from './goals.mjs';
import { fail, say } from './setup/progress.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    entries: { type: 'string', default: '1000000' },
    keys: { type: 'string', default: '1000000' },
    size: { type: 'string', default: '1000' },
    threads: { type: 'string', default: '2' },
    ripgrep: { type: 'string', default: 'rg' },
  },
});

/** The tree for secretlint, a good part of which are sources. Bytes. */
const LINTED = 500_000_000;

const tell = (goal, value, target, holds) =>
  tellGoal({ goal, value: Number(value.toFixed(2)), target, holds });

async function log() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    const { stored, canonical } = await measureLog(folder, Number(options.entries));
    tell('log entries verified a second, stored bytes, two threads', stored, '>= 300000', stored >= 300_000);
    console.log(`made anew from what they say, one thread: ${Math.round(canonical)} entries a second`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function findings() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    const { seconds, held, found } = await measureFindings(folder, Number(options.keys));
    console.log(`${found} findings in ${options.keys} keys`);
    tell('seconds to look for findings', seconds, '<= 5', seconds <= 5);
    tell('longest that the asking thread was held meanwhile, ms', held, '<= 50', held <= 50);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function linted() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    plantTree(folder, LINTED);
    const measured = await measureLinted(join(folder, 'src'));
    if (measured === null) say('  secretlint could not be installed, so nothing is compared with it');
    else {
      const { latchkey, pattern, recommended } = measured;
      const of = (theirs) => [latchkey / theirs, '>= 20', latchkey >= 20 * theirs];
      tell('bytes a second, of secretlint with its recommended rules', ...of(recommended));
      tell('bytes a second, of secretlint with our pattern alone', ...of(pattern));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function scan() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    const tree = plantTree(folder, Number(options.size) * 1e6);
    say(`  ${tree.files} files, ${Math.round(tree.bytes / 1e6)} MB, ${tree.planted.length} keys`);
    const { latchkey, ripgrep, missing, wrong, counts } = await measureScan(
      tree,
      Number(options.threads),
      options.ripgrep,
    );
    tell(
      'keys found, of those planted',
      (tree.planted.length - missing.length) / tree.planted.length,
      '1',
      missing.length === 0,
    );
    tell('false rows', wrong.length, '0', wrong.length === 0);
    tell(
      'links and pipes passed over and counted',
      counts.links + counts.special,
      `${tree.links + tree.special}`,
      counts.links === tree.links && counts.special === tree.special,
    );
    if (missing.length > 0 || wrong.length > 0) {
      say(`  missing: ${missing.join(', ')}\n  wrong: ${wrong.join(', ')}`);
    }
    const speed = (bytes) => `${Math.round(bytes / 1e6)} MB/s`;
    if (ripgrep === null)
      say(`  Latchkey ${speed(latchkey)}; ripgrep is not installed, so nothing is compared with it`);
    else {
      console.log(
        `leak scan, ${options.threads} threads: Latchkey ${speed(latchkey)}, ripgrep ${speed(ripgrep)}`,
      );
      tell('bytes a second, of ripgrep', latchkey / ripgrep, '>= 0.8', latchkey / ripgrep >= 0.8);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  say(`  load ${loadavg()[0].toFixed(1)} before it begins`);
  for (const [name, part] of Object.entries({ log, findings, scan, secretlint: linted })) {
    if (options.only === '' || options.only === name) await part();
  }
} catch (error) {
  fail(error);
}
