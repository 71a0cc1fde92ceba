/**
 * One set-up at a time per checkout: two commands started together must not both run `npm ci` or write
 * the same folder. The lock is a file with the owner's process id; a lock whose owner is gone (killed)
 * is taken over.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cache } from './paths.mjs';
import { SetupError, say } from './progress.mjs';

const file = join(cache, 'setup.lock');
let depth = 0;

/** Whether a process exists. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Takes the lock, or tells who has it: 0 when it is ours now. */
function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return 0;
  } catch (error) {
    if (error.code === 'EACCES')
      throw new SetupError(`Set-up may not write ${cache}: is this your checkout?`);
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (owner > 0 && isAlive(owner)) return owner;
    rmSync(file, { force: true });
  } catch {
    // Released in between: the next try finds out.
  }
  return -1;
}

/** Ours already when another part of this very process has it. */
const claim = () => (depth > 0 ? 0 : take());

/**
 * Runs `work` while no other set-up of this checkout runs. May be nested.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
  mkdirSync(cache, { recursive: true });
  let told = false;
  for (let owner = claim(); owner !== 0; owner = claim()) {
    if (owner > 0 && !told) say(`Waiting for another set-up of this checkout (process ${owner})`);
    told ||= owner > 0;
    await sleep(owner > 0 ? 300 : 20);
  }
  depth += 1;
  try {
    return await work();
  } finally {
    depth -= 1;
    if (depth === 0) rmSync(file, { force: true });
  }
}
