import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** A D-Bus session with a GNOME keyring of its own; nothing of the machine's is touched. */
export interface Keyring {
  /** What a program needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  /** As when a person locks it: it asks for its password, and nobody answers. */
  readonly lock: () => Promise<void>;
  /** The daemon stays on the bus and answers nothing any more. */
  readonly hang: () => void;
  readonly stop: () => Promise<void>;
}

/** Where no keychain can be found, whatever the machine has. */
export const NO_KEYRING: Readonly<Record<string, string>> = {
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
};

/** Starts an unlocked keyring. */
export async function startKeyring(): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-keyring-'));
  const home = join(folder, 'home');
  const runtime = join(folder, 'run');
  for (const path of [home, runtime]) mkdirSync(path, { mode: 0o700 });
  chmodSync(folder, 0o700);
  const env: Record<string, string> = { ...own(process.env), HOME: home, XDG_RUNTIME_DIR: runtime };
  for (const name of Object.keys(env))
    if (/^(XDG_(?!RUNTIME_DIR)|GNOME_KEYRING|DBUS_)/.test(name)) delete env[name];

  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = (await once(createInterface({ input: bus.stdout }), 'line')) as [string];
  env['DBUS_SESSION_BUS_ADDRESS'] = address;

  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // An empty password would make it ask for one, and wait for ever.
  daemon.stdin.end('test\n');
  await untilItAnswers(env);

  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime },
    lock: () => call(env, 'Lock', 'array:objpath:/org/freedesktop/secrets/collection/login'),
    hang: () => void daemon.kill('SIGSTOP'),
    stop: async () => {
      for (const child of [daemon, bus]) await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(env: Record<string, string>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      // To call it before it is there would have the bus start another one, which no test could hold up.
      await requireOwner(env);
      await call(env, 'ReadAlias', 'string:default');
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** @throws while nobody is the keyring on this bus */
async function requireOwner(env: Record<string, string>): Promise<void> {
  const args = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/'];
  const asked = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const child = spawn('dbus-send', [...args, ...asked], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (!said.includes('true')) throw new Error('The keyring did not start.');
}

async function call(env: Record<string, string>, method: string, argument: string): Promise<void> {
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'];
  const child = spawn('dbus-send', [...args, `org.freedesktop.Secret.Service.${method}`, argument], {
    env,
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The keyring did not take ${method}.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function own(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
