/**
 * A session in which Latchkey's programs run: as the unprivileged user when we are root, on a virtual
 * display and with a keychain of its own where asked, with the environment that finds Electron and its
 * addon. Everything it started is ended by `close()`, and ends by itself when we are killed.
 */
import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { showCheckout } from './checkout.mjs';
import { startDisplays } from './display.mjs';
import { startKeyring } from './keyring.mjs';
import { isAlive } from './lock.mjs';
import { node, root } from './paths.mjs';
import { packagePath } from './run.mjs';
import { ensureUser } from './user.mjs';

/** What of root's environment its programs may see; tokens and the like stay with root. */
const harmless =
  /^(?:LANG|LANGUAGE|LC_.*|TZ|TERM|COLORTERM|NO_COLOR|FORCE_COLOR|CI|NODE_ENV|NODE_EXTRA_CA_CERTS|SSL_CERT_.*|LATCHKEY_.*|ELECTRON_.*|PLAYWRIGHT_.*|DEBUG)$/u;
const systemPath = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

/**
 * @typedef {object} Session
 * @property {import('./user.mjs').User | undefined} user whom programs run as; `undefined`: ourselves
 * @property {string} home that user's home
 * @property {string} app the checkout as programs see it: start Electron with this folder
 * @property {boolean} live whether that is the checkout itself rather than a copy
 * @property {string} electron Electron's executable as programs see it
 * @property {string} node Node 24 as programs see it
 * @property {NodeJS.ProcessEnv} env the whole environment for programs
 * @property {string} folder a temporary folder of the user's, removed by `close`
 * @property {(path: string) => string} view turns a path in the checkout into the one programs see
 * @property {(command: string, args: string[]) => [string, string[]]} command what to execute so that it runs in the session
 * @property {(command: string, args: string[], options?: import('node:child_process').SpawnOptions) => import('node:child_process').ChildProcess} spawn
 * @property {{ DISPLAY: string, XAUTHORITY: string } | undefined} display the virtual display, when there is one
 * @property {string[]} drawing switches that spare Electron the search for a GPU on a virtual display
 * @property {() => Promise<void>} close
 */

/**
 * What of our environment is fit for programs that run as this user.
 * @param {import('./user.mjs').User | undefined} user
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(user) {
  if (!user) return { ...process.env };
  const kept = Object.entries(process.env).filter(([name]) => harmless.test(name));
  return Object.assign(Object.fromEntries(kept), {
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    PATH: systemPath,
  });
}

function sessionEnvironment(user, folder, view, program) {
  const env = environmentFor(user);
  if (user) env.XDG_RUNTIME_DIR = folder;
  env.PATH = packagePath(env.PATH, view(join(root, 'node_modules')));
  if (process.platform === 'linux') env.TMPDIR = folder; // what killed programs leave goes with the session
  env.LATCHKEY_APP = view(root);
  delete env.LATCHKEY_SQLITE_BINDING;
  if (program.electron) {
    env.LATCHKEY_ELECTRON = view(program.electron.executable);
    // Playwright holds the program back until it is connected only when it finds Electron by itself.
    if (program.electron.kind !== 'declared') env.ELECTRON_OVERRIDE_DIST_PATH = view(program.electron.dist);
  }
  if (program.addon) env.LATCHKEY_SQLITE_BINDING = view(program.addon);
  return env;
}

/** Ends a process we started, politely first; resolves when it is gone. */
export function end(child, patience = 5000) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** Removes what sessions left that were killed. */
function sweep(temporary, user) {
  for (const name of readdirSync(temporary)) {
    const pid = Number(/^latchkey-session-(\d+)-/u.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    if (statSync(join(temporary, name)).uid !== (user?.uid ?? process.getuid?.())) continue;
    rmSync(join(temporary, name), { recursive: true, force: true });
  }
}

/**
 * Opens a session.
 * @param {{ electron?: import('./electron.mjs').Electron, addon?: string }} program what set-up returned
 * @param {{ displays?: number, keyring?: boolean }} [options] virtual displays, of which programs that are told of no
 *   other use the first; a bus and keychain of its own
 * @returns {Promise<Session>}
 */
export async function openSession(program, { displays = 0, keyring = false } = {}) {
  const user = ensureUser();
  const { folder: app, prefix, live } = await showCheckout(user);
  const view = (path) => (path.startsWith(root) ? join(app, path.slice(root.length)) : path);
  const temporary = user ? '/tmp' : tmpdir();
  sweep(temporary, user);
  const folder = mkdtempSync(join(temporary, `latchkey-session-${process.pid}-`));
  if (user) chownSync(folder, user.uid, user.gid);
  const env = sessionEnvironment(user, folder, view, program);
  const helpers = [];
  const session = { user, home: user?.home ?? homedir(), app, live, node: view(node), env, folder, view };
  session.electron = env.LATCHKEY_ELECTRON;
  session.display = undefined;
  session.drawing = [];
  session.command = (command, args) => {
    const [first, ...rest] = [...prefix, command, ...args];
    return [first, rest];
  };
  session.spawn = (command, args, options = {}) => {
    const detached = process.platform !== 'win32'; // Ctrl+C reaches us alone, and we end the rest in order
    return spawn(...session.command(command, args), {
      cwd: app,
      env,
      stdio: 'inherit',
      detached,
      ...options,
    });
  };
  const start = (command, args, stdio, own = {}) => {
    const child = session.spawn(command, args, { stdio, env: { ...env, ...own } });
    helpers.unshift(child);
    return child;
  };
  session.close = async () => {
    for (const child of helpers.splice(0)) await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (displays > 0) {
      delete env.WAYLAND_DISPLAY;
      const started = await startDisplays({ folder, user, start }, displays);
      [session.display] = started;
      session.drawing = ['--disable-gpu'];
      Object.assign(env, session.display, {
        LATCHKEY_DISPLAYS: started.map(({ DISPLAY }) => DISPLAY).join(' '),
      });
    }
    if (keyring) Object.assign(env, await startKeyring({ folder, home: session.home, prefix, start }));
  } catch (error) {
    await session.close();
    throw error;
  }
  return session;
}
