/**
 * `npm run test:fresh`: whether the two commands work from nothing. In an untouched place (see
 * test/fresh-place.mjs) it times the first and the second `npm start`, asks the command line to verify a
 * bad key, kills set-up in the middle of its two longest steps and sees it repair itself. Needs the npm
 * registry and some minutes. Linux only.
 *
 *   node scripts/test-fresh.mjs [--as-user] [--working-tree] [--keep]
 *
 * `--as-user`: as an ordinary user (as root: one created for it); `--working-tree`: the files as they are
 * instead of the last commit; `--keep`: leave the place for looking at.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fail } from './setup/progress.mjs';
import { createUser } from './setup/user.mjs';
import { freshPlace } from './test/fresh-place.mjs';

const option = { type: 'boolean', default: false };
const { values } = parseArgs({ options: { 'as-user': option, 'working-tree': option, keep: option } });
const user = values['as-user'] && process.getuid() === 0 ? createUser('latchkey-fresh') : undefined;
const fresh = freshPlace({ user, workingTree: values['working-tree'] });
const rows = [];
let failures = 0;

/** Notes a result; `ok` false makes the whole run fail. */
function note(what, value, ok = true) {
  rows.push(`${ok ? '✓' : '✗'} ${what.padEnd(52)} ${value}`);
  console.log(rows.at(-1));
  if (!ok) failures += 1;
}

/** Starts a command in the place, in a process group of its own. */
function start(words) {
  const [command, ...args] = [...fresh.prefix, ...words];
  const child = spawn(command, args, { cwd: fresh.checkout, env: fresh.env, detached: true });
  const started = { child, output: '', from: performance.now() };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (started.output += chunk));
  started.ended = new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  started.stop = async (signal) => {
    process.kill(-Number(child.pid), signal);
    return started.ended;
  };
  return started;
}

/** Waits until a command has printed something; `false` when it ended, or ten minutes passed, without. */
async function prints(started, pattern) {
  for (const end = Date.now() + 600_000; Date.now() < end; await sleep(20)) {
    if (pattern.test(started.output)) return true;
    if (started.child.exitCode !== null || started.child.signalCode !== null) break;
  }
  return false;
}

async function nothingLeft(what) {
  let left = fresh.left();
  for (let i = 0; i < 50 && left.length > 0; i += 1, left = fresh.left()) await sleep(100);
  note(what, left.length === 0 ? 'none' : left.join(', '), left.length === 0);
}

const program = ['npm', 'start', '--', `--user-data-dir=${fresh.data}`];

/** `npm start` until the program is ready; then it is ended as by Ctrl+C. */
async function startsWithin(what, limit) {
  const started = start(program);
  const ready = await prints(started, /^Latchkey is ready/mu);
  const seconds = (performance.now() - started.from) / 1000;
  note(what, ready ? `${seconds.toFixed(1)} s` : `not ready:\n${started.output}`, ready && seconds < limit);
  for (const [, step, time] of started.output.matchAll(/^✓ (.+?)\s{2,}([\d.]+ s)/gmu))
    note(`    ${step}`, time);
  if (started.child.exitCode === null) await started.stop('SIGINT');
  await nothingLeft('    processes left after its end');
}

/** Kills set-up and all it started while a step runs. */
async function interrupted(step, after) {
  const started = start(program);
  const reached = await prints(started, step);
  await sleep(after);
  if (started.child.exitCode === null) await started.stop('SIGKILL');
  await nothingLeft(`killed during ${step.source}: processes left`);
  return reached;
}

async function refusesBadKey() {
  const started = start([
    'npm',
    'run',
    '-s',
    'latchkey',
    '--',
    'verify',
    '--store',
    join(fresh.data, 'latchkey.db'),
  ]);
  started.child.stdin.end('not-a-key\n');
  const code = await started.ended;
  note('latchkey verify with a bad key: exit code', `${code} (${started.output.trim()})`, code === 1);
}

try {
  await startsWithin('first npm start, from nothing, until ready', 600);
  await startsWithin('second npm start (at most 5 s)', 5);
  await refusesBadKey();
  for (const made of ['node_modules', '.cache', 'out'])
    rmSync(join(fresh.checkout, made), { recursive: true });
  await interrupted(/npm packages/u, 4000);
  await interrupted(/better-sqlite3 for this Electron|Set-up is done/u, 3000);
  await startsWithin('npm start after both: repaired, until ready', 600);
} catch (error) {
  fail(error);
} finally {
  if (values.keep) console.log(`Kept: ${fresh.place}`);
  else fresh.remove();
}
console.log(`\n${failures === 0 ? 'Set-up works from nothing' : `${failures} of these are wrong`}`);
process.exitCode = failures === 0 ? 0 : 1;
