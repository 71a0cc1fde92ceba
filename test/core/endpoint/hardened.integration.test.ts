import { once } from 'node:events';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createApiSet } from '../../../src/core/access/api-set-service.ts';
import { startEndpoint } from '../../../src/core/endpoint/endpoint.ts';
import { eventually } from '../../support/eventually.ts';
import { tempFolder, whenDone } from '../../support/temp-folder.ts';
import { type Scene, scene } from './scene.ts';

/** What a review by fresh eyes has got past, once. */

const by = (key: string, more: Readonly<Record<string, string>> = {}) => ({ 'x-api-key': key, ...more });
const codeOf = (body: string): unknown => (JSON.parse(body) as { code: unknown }).code;

it('a store that a newer Latchkey brings up to date while it is open lets nobody in', async () => {
  const { here, key, get } = await scene();
  const secret = await key();
  expect((await get('/verify', by(secret))).status).toBe(200);
  const newer = new Sqlite(here.store.path);
  newer.pragma('user_version = 999');
  expect((await get('/verify', by(secret))).status).toBe(503);
  // One after the other and together.
  const all = await Promise.all(Array.from({ length: 20 }, () => get('/verify', by(secret))));
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([503]));
  newer.close();
});

it('a place that cannot be looked at is a missing store, and no end of the endpoint', async () => {
  const folder = `${tempFolder()}/place`;
  symlinkSync(folder, folder);
  const endpoint = await startEndpoint({
    storePath: `${folder}/latchkey.db`,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    terse: false,
    maxConnections: 10,
    now: Date.now,
    onTrouble: () => {},
  });
  whenDone(endpoint.close);
  expect((await fetch(`${endpoint.url}/verify`)).status).toBe(503);
  rmSync(folder);
});

it('uses go into the store that has taken the place of another', async () => {
  const { here, key, get } = await scene();
  const secret = await key();
  here.store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const { path } = here.store;
  await here.store.sqlite.backup(`${path}.new`);
  expect((await get('/verify', by(secret))).status).toBe(200);
  renameSync(`${path}.new`, path);
  for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
  await eventually(async () => (await get('/verify', by(secret))).status === 200);
  const replaced = new Sqlite(path);
  whenDone(() => replaced.close());
  await eventually(async () => {
    await get('/verify', by(secret));
    return replaced.prepare('SELECT last_used_at FROM keys').pluck().get() !== null;
  });
});

it('of each key the newest thousand addresses are kept', async () => {
  const { here, key, get, stop } = await scene({ trustedProxies: ['127.0.0.1'] });
  const secret = await key();
  const count = () => here.store.sqlite.prepare('SELECT count(*) FROM key_addresses').pluck().get();
  const insert = here.store.sqlite.prepare('INSERT INTO key_addresses VALUES (1, ?, 1, ?, ?)');
  for (let index = 0; index < 1_005; index += 1) insert.run(`2001:db8::${index.toString(16)}`, index, index);
  await get('/verify', by(secret, { 'x-forwarded-for': '203.0.113.9' }));
  await stop();
  expect(count()).toBe(1_000);
  const kept = here.store.sqlite.prepare('SELECT address FROM key_addresses').pluck().all();
  expect(kept).toContain('203.0.113.9');
  expect(kept).not.toContain('2001:db8::0');
});

it('one key whose policy cannot be read does not hold up the others', async () => {
  const { here, key, get, troubles } = await scene();
  const [good, bad] = [await key({ name: 'Good' }), await key({ name: 'Bad' })];
  here.store.sqlite.exec("UPDATE secrets SET policy = 'rubbish' WHERE name = 'Bad'");
  for (let round = 0; round < 3; round += 1) {
    const both = await Promise.all([get('/verify', by(bad)), get('/verify', by(good))]);
    expect(both.map(({ status }) => status)).toEqual([503, 200]);
  }
  expect(troubles.join()).toContain('policy');
});

it('what is told in two ways, or by halves, is refused in its place in the order', async () => {
  const { key, get, here } = await scene();
  const two = {
    'x-original-method': 'GET',
    'x-original-uri': '/a',
    'x-forwarded-method': 'GET',
    'x-forwarded-uri': '/b',
  };
  const half = { 'x-original-uri': '/a' };
  expect(codeOf((await get('/verify', two)).body)).toBe('MISSING');
  const secret = await key();
  for (const told of [two, half, { ...half, 'x-forwarded-method': 'GET', 'x-forwarded-uri': '/b' }]) {
    const answer = await get('/verify', by(secret, told));
    expect(answer.status).toBe(403);
    expect(codeOf(answer.body)).toBe('API_NOT_ALLOWED');
    expect(answer.body).toContain('two ways');
  }
  // It is a refusal of that key, and not of nobody's.
  await eventually(
    () => here.store.sqlite.prepare('SELECT sum(refusals) FROM key_refusals').pluck().get() === 3,
  );
});

it.each([
  ['/latchkey;a=1/keys', 403],
  ['/latchkey%3Ba=1/keys', 403],
  ['/LatchKey/keys', 403],
  ['/latchkeys', 204],
])('%s is %d', async (target, status) => {
  const { key, get } = await scene();
  const asked = by(await key(), { 'x-original-method': 'GET', 'x-original-uri': target });
  expect((await get('/verify', asked)).status).toBe(status);
});

it('two Authorization headers are no key, as two X-API-Key are none', async () => {
  const { key, get } = await scene();
  const secret = await key();
  expect((await get('/verify', ['Host', 'here', 'Authorization', `Bearer ${secret}`])).status).toBe(200);
  const twice = await get('/verify', [
    'Host',
    'here',
    'Authorization',
    `Bearer ${secret}`,
    'authorization',
    'Bearer other',
  ]);
  expect(codeOf(twice.body)).toBe('MALFORMED');
});

it('a client that is slow with its headers is cut off after seconds', async () => {
  const { url } = await scene();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  whenDone(() => socket.destroy());
  socket.resume();
  socket.write('GET /verify HTTP/1.1\r\n');
  // Node alone looks every half minute, which is longer than this test may take.
  await once(socket, 'close');
}, 15_000);

it('answers that name nothing of the request, whatever was asked', async () => {
  const { key, get, post } = await scene();
  const secret = await key();
  const answers = [
    await get(`/foo?key=${secret}`),
    await post({ key: secret, [secret]: 1 }),
    await post(`{"${secret}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 400, 400]);
  for (const { body, headers } of answers) {
    expect(body).not.toContain(secret.slice(3, 20));
    expect(headers['content-type']).toContain('application/problem+json');
  }
  expect((await get('/healthz', {}, 'HEAD')).status).toBe(200);
});

it('applications say whole operations and real addresses', async () => {
  const { here, key, post } = await scene();
  const secret = await key();
  for (const [field, body] of [
    ['path', { path: '/latchkey/keys' }],
    ['path', { method: 'GET' }],
    ['address', { address: '<img src=x>' }],
    ['address', { address: '' }],
  ] as const) {
    const answer = await post({ key: secret, ...body });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(`“${field}”`);
  }
  expect((await post({ key: secret, address: '::ffff:10.0.0.1' })).status).toBe(200);
  expect((await post({ key: secret, address: '10.0.0.1' })).status).toBe(200);
  const addresses = () => here.store.sqlite.prepare('SELECT address FROM key_addresses').pluck().all();
  await eventually(() => addresses().length > 0);
  expect(addresses()).toEqual(['10.0.0.1']);
});

it('terse answers tell applications no more than gateways', async () => {
  const { here, key, post }: Scene = await scene({ terse: true });
  const set = await createApiSet(here.deps, here.ada, {
    name: 'Only these',
    description: '',
    operations: 'GET /v2',
  });
  const limited = await key({ apiAccess: 'selected', apiSetIds: [set.id] });
  const answers = [
    await post({ key: '' }),
    await post({ key: 'lk_x' }),
    await post({ key: limited, method: 'GET', path: '/v1' }),
  ];
  for (const { status, body } of answers) expect([status, body]).toEqual([200, '{"valid":false}']);
});

it('counts that cannot be written before the end are told, and not said to be kept', async () => {
  const { here, key, get, stop } = await scene();
  const secret = await key();
  const other = new Sqlite(here.store.path);
  other.exec('BEGIN IMMEDIATE');
  await get('/verify', by(secret));
  expect(await stop()).toBeGreaterThan(0);
  other.exec('ROLLBACK');
  other.close();
});
