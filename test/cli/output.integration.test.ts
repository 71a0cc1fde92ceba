import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { beforeEach, expect, it } from 'vitest';
import { drained } from '../../src/cli/drained.ts';
import { CLI, typed } from '../support/command-line.ts';
import { addManyKeys } from '../support/keys.ts';
import { type Organisation, organisation } from '../support/people.ts';
import { turns } from '../support/program.ts';

/** A store of which each verb has some hundred kilobytes to tell. */
let here: Organisation;
beforeEach(async () => {
  here = await organisation();
  const { sqlite } = here.store;
  addManyKeys(here.store, here.ada, here.fullAccess, 3_000);
  const last = sqlite.prepare('SELECT max(seq) FROM audit_entries').pluck().get() as number;
  sqlite.exec(`WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 3000)
    INSERT INTO audit_entries SELECT ${last} + n, body, hash, tenant_id, time, actor_account_id, action, target_type,
      target_id, outcome FROM audit_entries, more WHERE seq = ${last}`);
});

it.each(['export', 'export --format json', 'audit report inventory --format csv', 'audit log --json'])(
  'latchkey %s writes no more than a piece before its reader has taken the one before',
  async (asked) => {
    const pieces: number[] = [];
    const { code, out } = await typed([...asked.split(' '), '--store', here.store.path], {
      drained: async (waiting) => {
        pieces.push(waiting.length);
        await turns();
      },
    });
    expect(code).toBe(0);
    expect(pieces.length).toBeGreaterThan(2);
    expect(Math.max(...pieces)).toBeLessThan(out.length * 0.6);
    expect(pieces.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(out.length - 10);
  },
);

it('ends in silence when its reader has had enough', async () => {
  const child = spawn(process.execPath, [CLI, 'export', '--store', here.store.path]);
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, err }).toEqual({ code: 2, err: '' });
});

it('a command whose troubles nobody reads keeps its exit status', async () => {
  const child = spawn(process.execPath, [CLI, 'nonsense']);
  child.stderr.destroy();
  expect(await once(child, 'close')).toEqual([2, null]);
});

it('a stream that is full is waited for, and no other', async () => {
  let take: () => void = () => undefined;
  const stream = new Writable({ highWaterMark: 4, write: (_piece, _encoding, done) => void (take = done) });
  let went = 0;
  const wait = () => drained(stream).then(() => (went += 1));
  stream.write('ab');
  await wait();
  stream.write('cdef');
  const waiting = wait();
  await turns();
  expect(went).toBe(1);
  take();
  await turns();
  take();
  await waiting;
  expect(went).toBe(2);
});
