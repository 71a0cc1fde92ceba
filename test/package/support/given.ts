import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** One package that was made for the tests. */
export interface MadePackage {
  readonly version: string;
  /** The folder of the program, as electron-builder left it. */
  readonly folder: string;
  readonly deb: string;
}

/** What scripts/test-package.mjs prepared. */
interface Given {
  readonly packages: {
    /** What is shipped. */
    readonly release: MadePackage;
    /** The same version as a variant that tests can drive. */
    readonly e2e: MadePackage;
    /** That variant as a version before the present one. */
    readonly before: MadePackage;
    /** Electron as it comes, packed the same way. */
    readonly bare: string;
  };
  /** The process of the person's keyring. */
  readonly keyring: number;
  readonly home: string;
  readonly user: { readonly name: string; readonly uid: number; readonly gid: number };
  /** A display, a bus with a keyring, a home, and nothing of root's. */
  readonly environment: Readonly<Record<string, string>>;
}

export const given = JSON.parse(required('LATCHKEY_PACKAGE')) as Given;

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run these tests by npm run test:package.`);
  return value;
}

/** Whom a program runs as. */
interface Person {
  readonly uid: number;
  readonly gid: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** The unprivileged person in front of the display. */
export const person: Person = { ...given.user, environment: given.environment };

/** Starts a program as a person, away from this checkout. */
export function startAs(
  { uid, gid, environment }: Person,
  command: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  const ids = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--pdeathsig', 'KILL'];
  return spawn('setpriv', [...ids, command, ...args], {
    cwd: '/',
    env: { ...environment, ...more },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Waits for the end of a program that was started with pipes; `input` is all that it reads. */
export async function ended(child: ChildProcess, input = ''): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** Runs a program of the system as root to its end. @throws with what it printed, unless it succeeds */
export function system(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}
