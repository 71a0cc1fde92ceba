/** One start of a program, timed from its spawn to the line in which it says that it is ready. */
import { setTimeout as sleep } from 'node:timers/promises';
import { end } from '../../../scripts/setup/session.mjs';
import { memoryOf } from './memory.mjs';

const ready = / is ready: /u;
const patience = 60_000;
/** When memory is looked at, after the program was ready: what starting needed has been given back by then. */
const settling = 1500;
/** So that the processes of one start are gone before the next one. */
const pause = 500;

/**
 * Starts a program, measures it and ends it.
 * @param {import('../../../scripts/setup/session.mjs').Session} session
 * @param {{ name: string, app: string, data: string }} program the folder to start Electron with, and the
 *   program's data folder
 * @returns {Promise<{ milliseconds: number, memory: number | undefined }>} memory in MiB
 */
export async function oneStart(session, { name, app, data }) {
  const args = [app, `--user-data-dir=${data}`, ...session.drawing];
  const from = performance.now();
  const child = session.spawn(session.electron, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const milliseconds = (await untilReady(child, name)) - from;
    await sleep(settling);
    return { milliseconds, memory: memoryOf(child.pid) };
  } finally {
    await end(child);
    await sleep(pause);
  }
}

function untilReady(child, name) {
  return new Promise((resolve, reject) => {
    let said = '';
    const stop = (why) => reject(new Error(`${name} ${why}.\n${said}`));
    const timer = setTimeout(stop, patience, `was not ready within ${patience / 1000} seconds`);
    child.once('error', reject);
    child.once('exit', (code) => stop(`ended with ${code} before it was ready`));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdout.on('data', (chunk) => {
      const now = performance.now();
      said += chunk;
      if (!ready.test(said)) return;
      clearTimeout(timer);
      resolve(now);
    });
  });
}
