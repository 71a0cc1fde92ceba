/**
 * What the other scripts use to run Latchkey, or a program that drives it, in the right surroundings:
 *
 *   const session = await prepare('start');                     // set-up, then a session (see session.mjs)
 *   const code = await runIn(session, session.electron, [session.app, '--user-data-dir=…']);
 *
 *   const { app, electron, env } = await enter(import.meta.url, { purpose: 'tests', keyring: true, collect: 'docs/screenshots' });
 *
 * `enter` is for scripts that drive the program themselves (Playwright, benchmarks): it sets up, then
 * runs the very same script once more inside a session (unprivileged user, virtual display, Node 24) and
 * exits with its code; it returns only there. Files that the script is to leave in the repository, which
 * the unprivileged user may not write, go to the folder LATCHKEY_COLLECT and are copied by us afterwards.
 *
 * The environment of every program in a session: LATCHKEY_ELECTRON (Electron's executable), LATCHKEY_APP
 * (the folder to start it with) and, only with the fallback Electron, LATCHKEY_SQLITE_BINDING (the
 * better-sqlite3 addon to load).
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasBus, hasDisplay, setUp } from './index.mjs';
import { inRepo } from './paths.mjs';
import { fail } from './progress.mjs';
import { end, openSession } from './session.mjs';
import { makeOwnFolder } from './user.mjs';

/**
 * Sets up and opens a session.
 * @param {'start' | 'tests' | 'ui'} purpose `start` uses the screen and the bus that there are; the others
 *   always a virtual screen (Linux), so that no window gets in a person's way
 * @param {{ build?: boolean, keyring?: boolean, quiet?: boolean, displays?: number }} [options] `keyring`: a development
 *   keychain; by default for `start` alone, where there is no bus; `displays`: how many, where they are virtual
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function prepare(purpose, options = {}) {
  const { build = true, keyring = purpose === 'start' && !hasBus(), quiet = false, displays = 1 } = options;
  const program = await setUp(purpose, { build, quiet, electron: purpose === 'ui' ? 'none' : 'any' });
  const virtual = process.platform === 'linux' && (purpose !== 'start' || !hasDisplay());
  return openSession(program, { displays: virtual ? displays : 0, keyring });
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const parent = process.ppid;

/**
 * Waits for a program to end. A signal to us asks it to end; a second one ends it at once. When npm, which
 * started us, is ended, we may not be told (the shell in between is): then, too, it is asked to end.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code; 130 when a signal to us ended it
 */
export async function untilEnd(child) {
  let asked = false;
  const ask = () => {
    if (asked) child.kill('SIGKILL');
    else end(child, 8000);
    asked = true;
  };
  for (const signal of signals) process.on(signal, ask);
  const orphaned = () => process.env.npm_lifecycle_event && process.ppid !== parent && !asked && ask();
  const watch = setInterval(orphaned, 500);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(asked ? 130 : (code ?? 1)));
    });
  } finally {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, ask);
  }
}

/**
 * Runs a program in a session to its end, see {@link untilEnd}.
 * @param {import('./session.mjs').Session} session
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export const runIn = (session, command, args, options) => untilEnd(session.spawn(command, args, options));

/**
 * Sees to it that the calling script runs inside a session; returns only there.
 * @param {string} url the script's `import.meta.url`
 * @param {{ purpose?: 'start' | 'tests' | 'ui', build?: boolean, keyring?: boolean, collect?: string }} [options]
 *   `collect`: a folder of the repository that receives what the script leaves in LATCHKEY_COLLECT
 * @returns {Promise<{ app: string, electron: string, env: NodeJS.ProcessEnv, collect: string | undefined }>}
 */
export async function enter(url, { purpose = 'tests', build = true, keyring, collect } = {}) {
  if (process.env.LATCHKEY_INSIDE) {
    const { LATCHKEY_APP: app, LATCHKEY_ELECTRON: electron, LATCHKEY_COLLECT: folder, ...rest } = process.env;
    return {
      app,
      electron,
      collect: folder,
      env: { ...rest, LATCHKEY_APP: app, LATCHKEY_ELECTRON: electron },
    };
  }
  try {
    const session = await prepare(purpose, { build, ...(keyring === undefined ? {} : { keyring }) });
    session.env.LATCHKEY_INSIDE = '1';
    if (collect) session.env.LATCHKEY_COLLECT = makeOwnFolder(join(session.folder, 'collect'), session.user);
    const code = await runIn(session, session.node, [
      session.view(fileURLToPath(url)),
      ...process.argv.slice(2),
    ]);
    const left = session.env.LATCHKEY_COLLECT;
    if (left && existsSync(left)) {
      mkdirSync(inRepo(collect), { recursive: true });
      cpSync(left, inRepo(collect), { recursive: true });
    }
    await session.close();
    process.exit(code);
  } catch (error) {
    return fail(error);
  }
}
