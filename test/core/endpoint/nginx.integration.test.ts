import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, it } from 'vitest';
import { createApiSet } from '../../../src/core/access/api-set-service.ts';
import { createRole } from '../../../src/core/access/role-service.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { DAY } from '../../support/clock.ts';
import { freePort } from '../../support/free-port.ts';
import { SHIPPED_NGINX, startNginx } from '../../support/nginx.ts';
import { tempFolder, whenDone } from '../../support/temp-folder.ts';
import { type Scene, scene } from './scene.ts';

/** Debian's nginx with the configuration that ships, in front of a small API: only its ports are other ones. */

let here: Scene;
let port: number;
/** What the API behind nginx has got. */
let reached: Record<string, string | string[] | undefined>[];

beforeEach(async () => {
  here = await scene({ trustedProxies: ['127.0.0.1'] });
  reached = [];
  const upstream = createServer({ maxHeaderSize: 64 * 1024 }, (asked, response) => {
    reached.push({ ...asked.headers, method: asked.method, url: asked.url });
    response.end('the API');
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  whenDone(() => new Promise<void>((resolve) => upstream.close(() => resolve())));
  port = await freePort();
  await startShipped(port, (upstream.address() as AddressInfo).port, Number(new URL(here.url).port));
}, 30_000);

async function startShipped(listen: number, api: number, endpoint: number): Promise<void> {
  const shipped = readFileSync(SHIPPED_NGINX, 'utf8')
    .replace('listen 8080', `listen 127.0.0.1:${listen}`)
    .replace('127.0.0.1:3000', `127.0.0.1:${api}`)
    .replace('127.0.0.1:8717', `127.0.0.1:${endpoint}`);
  whenDone(await startNginx(tempFolder(), listen, shipped));
}

/** @param headers an array keeps duplicates */
function ask(
  path: string,
  headers: Readonly<Record<string, string>> | readonly string[],
  method = 'GET',
): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}
const by = (key: string, more: Readonly<Record<string, string>> = {}) => ({ 'x-api-key': key, ...more });

it('a valid key reaches the API, with who it is and without the key', async () => {
  const secret = await here.key({ name: 'Lager „Nord“' });
  reached.length = 0;
  const spoofed = by(secret, { 'x-latchkey-roles': 'Super%20User', 'x-latchkey-owner': 'ada' });
  expect(await ask('/v1/orders/7?full=1', spoofed)).toBe(200);
  expect(reached).toMatchObject([
    {
      method: 'GET',
      url: '/v1/orders/7?full=1',
      'x-latchkey-key-id': '1',
      'x-latchkey-key-name': 'Lager%20%E2%80%9ENord%E2%80%9C',
      'x-latchkey-permissions': expect.stringContaining('orders:read'),
    },
  ]);
  // What is empty is not sent on, so what the client claimed is gone.
  expect(reached[0]).not.toHaveProperty('x-latchkey-roles');
  expect(reached[0]).not.toHaveProperty('x-latchkey-owner');
  expect(JSON.stringify(reached)).not.toContain(secret);
});

it('a key that came as a bearer token stays outside too; another Authorization is the API’s own', async () => {
  const secret = await here.key();
  const bearer = (token: string) => ({ authorization: token });
  reached.length = 0;
  for (const token of [`Bearer ${secret}`, `bearer   ${secret}`, `BEARER ${secret} \t`]) {
    expect([token, await ask('/v1/orders/7', bearer(token))]).toEqual([token, 200]);
    // In both ways at once as well: the one is asked about, neither goes on.
    expect([token, await ask('/v1/orders/7', by(secret, bearer(token)))]).toEqual([token, 200]);
  }
  expect(reached).toHaveLength(6);
  for (const headers of reached) expect(headers).not.toHaveProperty('authorization');
  expect(JSON.stringify(reached)).not.toContain(secret);

  const theirs = ['Basic YWRhOmx2bA==', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc', `Bearer ${secret}.more`];
  for (const token of theirs) expect(await ask('/v1/orders/7', by(secret, bearer(token)))).toBe(200);
  expect(reached.slice(6).map(({ authorization }) => authorization)).toEqual(theirs);
});

/** A role with so many permissions, of 90 characters each with its comma. */
async function roleOf(name: string, count: number): Promise<number> {
  const { deps, ada } = here.here;
  const insert = here.here.store.sqlite.prepare(
    "INSERT INTO permissions (tenant_id, resource, action, description, created_at) VALUES (?, ?, 'read', '', 0)",
  );
  const permissionIds = here.here.store.sqlite.transaction(() =>
    Array.from({ length: count }, (_, item) =>
      Number(insert.run(ada.tenantId, `${name.toLowerCase()}-${item}-`.padEnd(84, 'x')).lastInsertRowid),
    ),
  )();
  const { id } = await createRole(deps, ada, { name, description: '', permissionIds, authorities: [] });
  return id;
}

it('a key with 500 permissions passes, with all of them', async () => {
  const secret = await here.key({ roleIds: [await roleOf('Item', 500)] });
  reached.length = 0;
  expect(await ask('/v1/orders/7', by(secret))).toBe(200);
  const sent = String(reached[0]?.['x-latchkey-permissions']).split(',');
  expect(sent.filter((permission) => permission.startsWith('item-'))).toHaveLength(500);
});

it('a key whose permissions are too long for headers is told of, and its list never cut', async () => {
  const [most, one] = [await roleOf('Item', 540), await roleOf('More', 10)];
  const name = '„Lager“'.repeat(28);
  const fits = await here.key({ name, roleIds: [most] });
  const long = await here.key({ name: 'Everything', roleIds: [most, one] });
  reached.length = 0;
  // The longest answer that there is gets through nginx as it ships.
  expect(await ask('/v1/orders/7', by(fits))).toBe(200);
  expect(String(reached[0]?.['x-latchkey-permissions']).length).toBeGreaterThan(48_000);
  for (let time = 0; time < 2; time += 1) expect(await ask('/v1/orders/7', by(long))).toBe(500);
  expect(reached).toHaveLength(1);
  expect(here.troubles).toEqual([expect.stringContaining('The key Everything has more permissions')]);

  const direct = await here.get('/verify', by(long));
  expect(direct).toMatchObject({ status: 500, body: expect.stringContaining('HEADERS_TOO_LONG') });
  expect(direct.headers).not.toHaveProperty('x-latchkey-permissions');
  const told = JSON.parse((await here.post({ key: long })).body) as { key: { permissions: string[] } };
  expect(told.key.permissions.filter((permission) => /^(item|more)-/.test(permission))).toHaveLength(550);
  expect((await here.get('/metrics')).body).toContain('code="HEADERS_TOO_LONG"} 3');
  await here.stop();
  const uses = here.here.store.sqlite.prepare('SELECT key_id, uses FROM key_uses ORDER BY key_id').all();
  // Only the application's question counts.
  expect(uses).toEqual([
    { key_id: 1, uses: 1 },
    { key_id: 2, uses: 1 },
  ]);
});

it('nothing else reaches it', async () => {
  const secret = await here.key({ name: 'To be revoked' });
  const expiring = await here.key({ name: 'Expiring', expiresAt: here.here.clock.time + DAY });
  const elsewhere = await here.key({ name: 'From elsewhere', allowlist: '203.0.113.0/24' });
  const { id } = await createApiSet(here.here.deps, here.here.ada, {
    name: 'Public orders',
    description: '',
    operations: 'GET /v1/orders/{id}',
  });
  const limited = await here.key({ name: 'Limited', apiAccess: 'selected', apiSetIds: [id] });
  expect(await ask('/v1/orders/7', by(secret))).toBe(200);
  expect(await ask('/v1/orders/7', by(limited))).toBe(200);
  reached.length = 0;

  await revoke(here.here.deps, here.here.ada, { id: 1, how: 'permanent' });
  here.here.clock.time += DAY;
  const refused: readonly (readonly [string, number, () => Promise<number>])[] = [
    ['no key', 401, () => ask('/v1/orders/7', {})],
    ['a revoked key', 401, () => ask('/v1/orders/7', by(secret))],
    ['an expired key', 401, () => ask('/v1/orders/7', by(expiring))],
    ['another address', 403, () => ask('/v1/orders/7', by(elsewhere))],
    [
      'another address that claims to be the right one',
      403,
      () => ask('/v1/orders/7', by(elsewhere, { 'x-forwarded-for': '203.0.113.5' })),
    ],
    ['outside the API set', 403, () => ask('/v1/orders/7', by(limited), 'DELETE')],
    [
      'outside the API set, in another gateway’s words',
      403,
      () =>
        ask(
          '/v1/orders/7',
          by(limited, { 'x-forwarded-method': 'GET', 'x-forwarded-uri': '/v1/orders/7' }),
          'DELETE',
        ),
    ],
    [
      'outside the API set, in nginx’s words',
      403,
      () => ask('/v1/admin', by(limited, { 'x-original-method': 'GET', 'x-original-uri': '/v1/orders/7' })),
    ],
    ['two keys', 401, () => ask('/v1/orders/7', ['host', 'api', 'x-api-key', limited, 'x-api-key', limited])],
    ['the place where nginx asks', 404, () => ask('/latchkey-verify', by(limited))],
  ];
  for (const [what, status, attempt] of refused) expect([what, await attempt()]).toEqual([what, status]);
  const huge = await ask('/v1/orders/7', by('a'.repeat(1_000_000))).catch(() => 400);
  expect(huge).toBeGreaterThanOrEqual(400);
  expect(reached).toEqual([]);
});

it('nobody is let in while the endpoint is gone', async () => {
  const secret = await here.key();
  expect(await ask('/v1/orders/7', by(secret))).toBe(200);
  reached.length = 0;
  await here.stop();
  expect(await ask('/v1/orders/7', by(secret))).toBe(500);
  expect(reached).toEqual([]);
});

it('a key beyond its rate limit is told so, and when to come again', async () => {
  const key = await here.key({ requestsPerMinute: 1 });
  expect(await ask('/v1/orders', by(key))).toBe(200);
  here.here.clock.pass(1_000);
  const [status, wait] = await new Promise<readonly [number | undefined, string | undefined]>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/v1/orders', method: 'POST', headers: by(key), agent: false })
        .on('response', (response) => {
          response.resume();
          resolve([response.statusCode, response.headers['retry-after']]);
        })
        .on('error', reject)
        .end();
    },
  );
  expect([status, wait]).toEqual([429, '59']);
  expect(reached).toHaveLength(1);
});
