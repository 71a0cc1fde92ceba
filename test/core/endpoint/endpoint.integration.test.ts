import { describe, expect, it } from 'vitest';
import { createApiSet } from '../../../src/core/access/api-set-service.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { DAY } from '../../support/clock.ts';
import { meddle } from '../../support/store.ts';
import { type Answered, scene } from './scene.ts';

const codeOf = ({ body }: Answered): unknown => (JSON.parse(body) as { code?: unknown }).code;
const withKey = (key: string, more: Readonly<Record<string, string>> = {}) => ({ 'x-api-key': key, ...more });

describe('a valid key', () => {
  it('is answered with who it is and what it may do', async () => {
    const { key, get, here } = await scene();
    const secret = await key({ name: 'Payroll', expiresAt: here.clock.time + DAY });
    const { status, headers, body } = await get('/verify', withKey(secret));
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers).toMatchObject({
      'x-latchkey-key-id': '1',
      'x-latchkey-key-name': 'Payroll',
      'x-latchkey-owner': '',
      'x-latchkey-roles': '',
      'x-latchkey-permissions':
        'customers:read,customers:write,invoices:read,invoices:write,orders:read,orders:write,reports:read',
      'x-latchkey-data-access': '',
      'x-latchkey-expires': new Date(here.clock.time + DAY).toISOString(),
      'cache-control': 'no-store',
    });
  });

  it('may come as a bearer token', async () => {
    const { key, get } = await scene();
    const secret = await key();
    for (const authorization of [`Bearer ${secret}`, `bearer ${secret}`]) {
      expect((await get('/verify', { authorization })).status).toBe(200);
    }
    expect(codeOf(await get('/verify', { authorization: `Basic ${secret}` }))).toBe('MISSING');
  });

  it.each([
    ['Buchhaltung „Süd“', 'Buchhaltung%20%E2%80%9ES%C3%BCd%E2%80%9C'],
    ['a\r\nX-Latchkey-Key-Id: 9', 'a%0D%0AX-Latchkey-Key-Id:%209'],
    ['a,b;c', 'a%2Cb%3Bc'],
    ['half \ud800', 'half%20%EF%BF%BD'],
  ])('named %j cannot be a header of its own', async (name, encoded) => {
    const { key, get, here } = await scene();
    const secret = await key();
    here.store.sqlite.prepare('UPDATE keys SET name = ?').run(name);
    const { headers } = await get('/verify', withKey(secret));
    expect(headers['x-latchkey-key-name']).toBe(encoded);
    expect(headers['x-latchkey-key-id']).toBe('1');
  });
});

describe('what each gateway asks', () => {
  const nginx = (method: string, uri: string) =>
    ['/verify', { 'x-original-method': method, 'x-original-uri': uri }, 'GET'] as const;
  const traefik = (method: string, uri: string) =>
    [
      '/verify',
      { 'x-forwarded-method': method, 'x-forwarded-uri': uri, 'x-forwarded-host': 'api' },
      'GET',
    ] as const;
  const caddy = (method: string, uri: string) =>
    [
      '/verify',
      { 'x-forwarded-method': method, 'x-forwarded-uri': uri, 'x-forwarded-proto': 'https' },
      'GET',
    ] as const;
  const envoy = (method: string, uri: string) => [`/verify${uri}`, {}, method] as const;

  it.each([
    ['nginx', nginx, 204],
    ['Traefik', traefik, 200],
    ['Caddy', caddy, 200],
    ['Envoy', envoy, 200],
  ] as const)('%s: the operation that its client wants', async (_name, shape, granted) => {
    const { key, get, here } = await scene();
    const { id } = await createApiSet(here.deps, here.ada, {
      name: 'Public orders',
      description: '',
      operations: 'GET /v1/orders/{id}\nPOST /v1/orders',
    });
    const secret = await key({ apiAccess: 'selected', apiSetIds: [id] });
    const ask = (method: string, uri: string) => {
      const [path, headers, verb] = shape(method, uri);
      return get(path, withKey(secret, headers), verb);
    };
    expect((await ask('GET', '/v1/orders/7?full=1')).status).toBe(granted);
    expect((await ask('POST', '/v1/orders')).status).toBe(granted);
    expect(codeOf(await ask('DELETE', '/v1/orders/7'))).toBe('API_NOT_ALLOWED');
    expect(codeOf(await ask('GET', '/v1/orders/../admin'))).toBe('API_NOT_ALLOWED');
    expect(codeOf(await get('/verify', withKey(secret)))).toBe('API_NOT_ALLOWED');
    expect(codeOf(await ask('POST', '/latchkey/keys'))).toBe('KEY_MANAGEMENT_FORBIDDEN');
  });

  it('a client cannot choose the operation by another gateway’s headers', async () => {
    const { key, get } = await scene();
    const secret = await key();
    const [path, headers] = nginx('DELETE', '/v1/orders/7');
    const spoofed = { ...headers, 'x-forwarded-method': 'GET', 'x-forwarded-uri': '/v1/orders/7' };
    const answered = await get(path, withKey(secret, spoofed));
    expect({ status: answered.status, code: codeOf(answered) }).toEqual({
      status: 403,
      code: 'API_NOT_ALLOWED',
    });
    const agreeing = { ...headers, 'x-forwarded-method': 'DELETE', 'x-forwarded-uri': '/v1/orders/7' };
    expect((await get(path, withKey(secret, agreeing))).status).toBe(204);
  });

  it('the permissions that the operation needs, in a header or in the gateway’s address', async () => {
    const { key, get } = await scene();
    const secret = await key();
    const needs = (permissions: string) => withKey(secret, { 'x-latchkey-require-permissions': permissions });
    expect((await get('/verify', needs('orders:read, invoices:read'))).status).toBe(200);
    expect(codeOf(await get('/verify', needs('orders:delete')))).toBe('INSUFFICIENT_PERMISSIONS');
    expect(codeOf(await get('/verify?permission=orders:delete', withKey(secret)))).toBe(
      'INSUFFICIENT_PERMISSIONS',
    );
    // Envoy's query is its client's.
    expect((await get('/verify/v1?permission=orders:delete', withKey(secret))).status).toBe(200);
  });
});

describe('a refusal', () => {
  it('is a problem document that says why', async () => {
    const { get } = await scene();
    const answered = await get('/verify');
    expect(answered.status).toBe(401);
    expect(answered.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'www-authenticate': 'Bearer realm="Latchkey"',
      'cache-control': 'no-store',
    });
    expect(JSON.parse(answered.body)).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'No key was presented. Send one.',
      code: 'MISSING',
    });
  });

  it('is one and the same for all when the endpoint is terse', async () => {
    const { key, get } = await scene({ terse: true });
    const limited = await key({ allowlist: '10.0.0.0/8' });
    const answers = await Promise.all([
      get('/verify'),
      get('/verify', withKey('lk_short')),
      get('/verify', withKey(limited)),
      get('/verify', withKey(limited, { 'x-original-method': 'GET', 'x-original-uri': '/latchkey' })),
    ]);
    const told = answers.map(({ status, headers: { date: _, ...headers }, body }) => ({
      status,
      headers,
      body,
    }));
    for (const one of told) expect(one).toEqual(told[0]);
    expect(told[0]?.status).toBe(401);
    expect(told[0]?.body).not.toContain('code');
  });

  it('is in force at the next request after a change', async () => {
    const { key, get, here } = await scene();
    const secret = await key();
    expect((await get('/verify', withKey(secret))).status).toBe(200);
    await revoke(here.deps, here.ada, { id: 1, how: 'permanent' });
    expect(codeOf(await get('/verify', withKey(secret)))).toBe('REVOKED');
  });

  it.each([
    [
      'twice',
      (secret: string) => ['host', 'api', 'x-api-key', secret, 'x-api-key', secret],
      401,
      'MALFORMED',
    ],
    ['with a space', (secret: string) => ['host', 'api', 'x-api-key', `${secret} x`], 401, 'MALFORMED'],
    ['as Latin-1', () => ['host', 'api', 'x-api-key', 'lk_ö'], 401, 'MALFORMED'],
  ] as const)('of a key that is sent %s', async (_how, headers, status, code) => {
    const { key, get } = await scene();
    const answered = await get('/verify', headers(await key()));
    expect({ status: answered.status, code: codeOf(answered) }).toEqual({ status, code });
  });

  it('of headers beyond all measure is 431', async () => {
    const { get } = await scene();
    expect((await get('/verify', { 'x-api-key': 'a'.repeat(1_000_000) })).status).toBe(431);
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('the client’s address', () => {
  it('is the peer’s, whatever a client claims', async () => {
    const { key, get } = await scene();
    const secret = await key({ allowlist: '10.0.0.0/8' });
    const spoofed = await get('/verify', withKey(secret, { 'x-forwarded-for': '10.1.2.3' }));
    expect(codeOf(spoofed)).toBe('IP_NOT_ALLOWED');
  });

  it('is what a trusted proxy says, read from the right', async () => {
    const { key, get } = await scene({ trustedProxies: ['127.0.0.1', '192.168.0.0/16'] });
    const secret = await key({ allowlist: '10.0.0.0/8' });
    const from = async (forwarded: string) =>
      (await get('/verify', withKey(secret, { 'x-forwarded-for': forwarded }))).status;
    expect(await from('10.1.2.3')).toBe(200);
    expect(await from('203.0.113.9, 10.1.2.3')).toBe(200);
    expect(await from('10.1.2.3, 203.0.113.9')).toBe(403);
    expect(await from('10.1.2.3, 192.168.7.7')).toBe(200);
    expect(await from('10.1.2.3, rubbish, 192.168.7.7')).toBe(403);
    expect(await from('rubbish')).toBe(403);
    expect(await from('')).toBe(403);
  });
});

describe('what is counted', () => {
  it('are uses by hour, address and secret, and refusals by code, which move no last use', async () => {
    const { key, get, here, stop, troubles } = await scene({ trustedProxies: ['127.0.0.1'] });
    const secret = await key();
    const from = (address: string) => get('/verify', withKey(secret, { 'x-forwarded-for': address }));
    for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.2']) await from(address);
    const usedAt = here.clock.time;
    here.clock.time += 5_000;
    await revoke(here.deps, here.ada, { id: 1, how: 'until-reinstated' });
    await from('10.0.0.3');
    await get('/verify');
    await get('/verify', withKey('lk_short'));
    await stop();
    expect(troubles).toEqual([]);
    const db = meddle(here.store);
    const one = (table: 'keys' | 'secrets') => db.selectFrom(table).select('last_used_at').executeTakeFirst();
    expect(await one('keys')).toEqual({ last_used_at: usedAt });
    expect(await one('secrets')).toEqual({ last_used_at: usedAt });
    expect(await db.selectFrom('key_uses').selectAll().execute()).toMatchObject([{ key_id: 1, uses: 3 }]);
    expect(await db.selectFrom('key_addresses').selectAll().orderBy('address').execute()).toMatchObject([
      { address: '10.0.0.1', uses: 2 },
      { address: '10.0.0.2', uses: 1 },
    ]);
    expect(await db.selectFrom('key_refusals').selectAll().execute()).toMatchObject([
      { key_id: 1, code: 'REVOKED', refusals: 1 },
    ]);
    expect(await db.selectFrom('stray_refusals').selectAll().orderBy('code').execute()).toMatchObject([
      { code: 'MALFORMED', refusals: 1 },
      { code: 'MISSING', refusals: 1 },
    ]);
  });
});

describe('applications without a gateway', () => {
  it('ask by JSON', async () => {
    const { key, post } = await scene();
    const secret = await key({ name: 'Payroll', allowlist: '10.0.0.0/8' });
    const asked = {
      key: secret,
      address: '10.0.0.1',
      method: 'GET',
      path: '/v1/orders',
      permissions: ['orders:read'],
    };
    const { status, body } = await post(asked);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ valid: true, code: 'VALID', key: { id: 1, name: 'Payroll' } });
    const refused = await post({ ...asked, address: '11.0.0.1' });
    expect(refused.status).toBe(200);
    expect(JSON.parse(refused.body)).toMatchObject({ valid: false, code: 'IP_NOT_ALLOWED' });
    expect(refused.body).not.toContain(secret);
  });

  it.each([
    ['{', 400],
    ['{}', 400],
    ['{"key":"lk","more":1}', 400],
    [`{"key":"${'a'.repeat(20_000)}"}`, 413],
  ])('are told what is wrong with %.20s', async (body, status) => {
    const { post } = await scene();
    const answered = await post(body);
    expect(answered.status).toBe(status);
    expect(answered.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answered.body)).toMatchObject({ code: 'INVALID_INPUT', status });
  });
});

it('counts and health are told without a word about any key', async () => {
  const { key, get } = await scene();
  await get('/verify', withKey(await key({ name: 'Payroll' })));
  await get('/verify');
  expect(JSON.parse((await get('/healthz')).body)).toEqual({ status: 'ok' });
  const { body } = await get('/metrics');
  expect(body).toContain('latchkey_verifications_total{code="VALID"} 1\n');
  expect(body).toContain('latchkey_verifications_total{code="MISSING"} 1\n');
  expect(body).toContain('latchkey_verification_seconds_count 2\n');
  expect(body).toContain('latchkey_store_up 1\n');
  expect(body).toMatch(/latchkey_store_age_seconds \d/);
  expect(body).not.toContain('Payroll');
});
