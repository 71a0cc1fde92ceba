import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEndpoint } from '../../../src/core/endpoint/endpoint.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { eventually } from '../../support/eventually.ts';
import { newKey } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { tempFolder, whenDone } from '../../support/temp-folder.ts';
import { scene } from './scene.ts';

/** What must not happen to the endpoint, tried. */

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

const ask = (url: string, key: string, keepAlive = false): Promise<number> =>
  new Promise((resolve, reject) => {
    request(
      `${url}/verify`,
      { headers: { 'x-api-key': key }, agent: keepAlive ? agent : false },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    )
      .on('error', reject)
      .end();
  });

const keyIn = async (here: Organisation): Promise<string> =>
  (await generate(here.deps, here.ada, newKey(here.fullAccess))).secret;

/** An endpoint over a path where anything may be. */
async function over(storePath: string): Promise<string> {
  const endpoint = await startEndpoint({
    storePath,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    terse: false,
    maxConnections: 100,
    now: Date.now,
    onTrouble: () => {},
  });
  whenDone(endpoint.close);
  return endpoint.url;
}

/** A whole copy of a store. */
async function copyOf({ store }: Organisation, target: string): Promise<void> {
  store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(store.path, target);
}

it('a store that is missing lets nobody in, and is taken when it comes', async () => {
  const here = await organisation();
  const secret = await keyIn(here);
  const path = join(tempFolder(), 'latchkey.db');
  const url = await over(path);
  expect(await ask(url, secret)).toBe(503);
  expect(await ask(url, '')).toBe(503);
  await copyOf(here, path);
  await eventually(async () => (await ask(url, secret)) === 200);
});

it.each([
  ['damaged', (path: string) => writeFileSync(path, 'This is no store.'.repeat(1_000))],
  ['empty', (path: string) => writeFileSync(path, '')],
  ['gone', (path: string) => rmSync(path, { force: true })],
])('a store that is %s from one moment to the next lets nobody in', async (_, replace) => {
  const here = await organisation();
  const secret = await keyIn(here);
  const path = join(tempFolder(), 'latchkey.db');
  await copyOf(here, path);
  const url = await over(path);
  await eventually(async () => (await ask(url, secret)) === 200);
  const other = `${path}.other`;
  replace(other);
  for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
  rmSync(path);
  try {
    renameSync(other, path);
  } catch {
    // The one that is gone.
  }
  await eventually(async () => (await ask(url, secret)) === 503);
});

it('a newer store lets nobody in', async () => {
  const here = await organisation();
  const secret = await keyIn(here);
  here.store.sqlite.pragma('user_version = 999');
  const path = join(tempFolder(), 'latchkey.db');
  await copyOf(here, path);
  const url = await over(path);
  for (let time = 0; time < 3; time += 1) expect(await ask(url, secret)).toBe(503);
});

/** Locks a store from another process; returns what lets go of it. */
async function lockedElsewhere(path: string, lock: string): Promise<() => Promise<void>> {
  const script = `const db = new (require('better-sqlite3'))(process.argv[1]); ${lock} process.stdout.write('locked');
    process.stdin.resume().on('end', () => db.close());`;
  const other = spawn(process.execPath, ['-e', script, path], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  whenDone(() => void other.kill('SIGKILL'));
  await once(other.stdout, 'data');
  return async () => {
    const gone = once(other, 'exit');
    other.stdin.end();
    await gone;
  };
}

describe.each([
  ['for itself alone', `db.pragma('locking_mode = EXCLUSIVE'); db.exec('BEGIN IMMEDIATE');`],
  [
    'for a change, without a write-ahead log',
    `db.pragma('journal_mode = DELETE'); db.exec('BEGIN EXCLUSIVE');`,
  ],
])('a store that another process has locked %s', (_, lock) => {
  it('lets nobody in until it is free', async () => {
    const here = await organisation();
    const secret = await keyIn(here);
    const path = join(tempFolder(), 'latchkey.db');
    await copyOf(here, path);
    const free = await lockedElsewhere(path, lock);
    const url = await over(path);
    for (let time = 0; time < 3; time += 1) expect(await ask(url, secret)).toBe(503);
    await free();
    await eventually(async () => (await ask(url, secret)) === 200);
  });

  it('lets nobody in either when it comes in the place of another one', async () => {
    const here = await organisation();
    const secret = await keyIn(here);
    const [path, other] = [join(tempFolder(), 'latchkey.db'), join(tempFolder(), 'other.db')];
    await copyOf(here, path);
    await copyOf(here, other);
    const url = await over(path);
    await eventually(async () => (await ask(url, secret)) === 200);
    const free = await lockedElsewhere(other, lock);
    for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
    renameSync(other, path);
    await eventually(async () => (await ask(url, secret)) === 503);
    for (let time = 0; time < 3; time += 1) expect(await ask(url, secret)).toBe(503);
    await free();
  });
});

it('after the reply to a revocation not one request of 64 connections passes', async () => {
  const { key, url, here } = await scene();
  const secret = await key();
  const asked: { readonly at: number; readonly status: number }[] = [];
  let going = true;
  const hammer = async () => {
    while (going) {
      const at = performance.now();
      asked.push({ at, status: await ask(url, secret, true) });
    }
  };
  const hammers = Array.from({ length: 64 }, hammer);
  await eventually(() => asked.length > 500);
  await revoke(here.deps, here.ada, { id: 1, how: 'permanent' });
  const revoked = performance.now();
  const before = asked.length;
  await eventually(() => asked.length > before + 500);
  going = false;
  await Promise.all(hammers);
  const after = asked.filter(({ at }) => at > revoked);
  expect(after.length).toBeGreaterThan(300);
  expect(new Set(after.map(({ status }) => status))).toEqual(new Set([401]));
  expect(asked.filter(({ at, status }) => at <= revoked && status === 200).length).toBeGreaterThan(300);
});

it('a kill loses no use that is older than a second', async () => {
  const here = await organisation();
  const secret = await keyIn(here);
  const cli = join(import.meta.dirname, '../../../src/cli/index.ts');
  const child: ChildProcess = spawn(
    process.execPath,
    [cli, 'serve', '--listen', '127.0.0.1:0', '--store', here.store.path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  whenDone(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout ?? process.stdin, 'data')) as [Buffer];
  const url = /(http:\S+)\/verify/.exec(line.toString())?.[1] ?? '';
  await eventually(async () => (await ask(url, secret)) === 200);
  const uses = () =>
    here.store.sqlite.prepare('SELECT coalesce(sum(uses), 0) FROM key_uses').pluck().get() as number;
  // Started as a whole: the thread that writes has opened the store.
  await eventually(() => uses() === 1);
  for (let use = 0; use < 40; use += 1) expect(await ask(url, secret)).toBe(200);
  // The promise is about real time, so real time it is: whatever is not in the store a second after its answer is lost.
  const last = performance.now();
  await new Promise((resolve) => setTimeout(resolve, last + 1_000 - performance.now()));
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  expect(uses()).toBe(41);
  expect(here.store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});
