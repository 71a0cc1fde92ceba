import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { askKeychain as askReal } from '../../src/cli/keychain.ts';
import { run } from '../../src/cli/run.ts';
import type { Surroundings } from '../../src/cli/verb.ts';

export const CLI = join(import.meta.dirname, '../../src/cli/index.ts');

/** Where Node keeps what it has made of the sources, when the tests are told of such a place (scripts/test/stages.mjs). */
const compiled = process.env['NODE_COMPILE_CACHE'];
const COMPILED = compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled };

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Invocation {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** A user to run as, where the test runs as root. */
  readonly uid?: number;
  /** When somebody stops it; only of what is typed without a process. */
  readonly stopped?: Promise<void>;
  /** What the keychain knows; only of what is typed without a process. */
  readonly askKeychain?: Surroundings['askKeychain'];
  /** When its output is taken; only of what is typed without a process. It gets what waits. */
  readonly drained?: (waiting: string) => Promise<void>;
}

/** Runs `latchkey` as a process of its own. Its environment is only what the test gives it. */
export function latchkey(
  args: readonly string[],
  { stdin = '', env = {}, uid }: Invocation = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...COMPILED, ...env },
      ...(uid !== undefined && { uid, gid: uid }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
    // It may have answered before it read all of it.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
  });
}

/** The same command line without a process, which costs a third of a second: for tables of what may be typed. */
export async function typed(
  args: readonly string[],
  {
    stdin = '',
    env = {},
    stopped = new Promise(() => {}),
    askKeychain = askReal,
    drained = () => Promise.resolve(),
  }: Invocation = {},
): Promise<Answer> {
  let [out, waiting, err] = ['', '', ''];
  const code = await run(args, '0.0.0', {
    stdin: Readable.from([Buffer.from(stdin)]),
    out: (text) => void (waiting += Buffer.from(text).toString()),
    drained: async () => {
      await drained(waiting);
      out += waiting;
      waiting = '';
    },
    err: (text) => void (err += text),
    env,
    platform: process.platform,
    home: '/nonexistent',
    now: Date.now,
    askKeychain,
    stopped: () => stopped,
  });
  return { code, out: out + waiting, err };
}
