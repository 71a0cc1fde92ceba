import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { createApiSet } from '../../../src/core/access/api-set-service.ts';
import { clientAddressBy } from '../../../src/core/endpoint/client-address.ts';
import { readGatewayCall } from '../../../src/core/endpoint/gateway-request.ts';
import { granted, refused } from '../../../src/core/endpoint/reply.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { Verifier } from '../../../src/core/verification/verifier.ts';
import { DAY, MORNING } from '../../support/clock.ts';
import { newKey } from '../../support/keys.ts';
import { organisation } from '../../support/people.ts';

/** 100,000 requests of all kinds: never a crash, and never VALID for what a plain model refuses. */

const CASES = 100_000;
const NOW = MORNING + 2 * DAY;
const NETWORKS = new BlockList();
NETWORKS.addSubnet('10.1.0.0', 16, 'ipv4');
NETWORKS.addSubnet('2001:db8::', 32, 'ipv6');

let verifier: Verifier;
/** By what each key may do. */
let keys: Readonly<Record<'open' | 'networks' | 'orders' | 'revoked' | 'expired' | 'removed', string>>;

beforeEach(async () => {
  const { deps, ada, fullAccess, store } = await organisation();
  const { id } = await createApiSet(deps, ada, {
    name: 'Orders only',
    description: '',
    operations: 'GET /v1/orders/{id}',
  });
  const make = async (name: string, more = {}) => generate(deps, ada, newKey(fullAccess, { name, ...more }));
  const revoked = await make('revoked');
  const removed = await make('removed');
  keys = {
    open: (await make('open')).secret,
    networks: (await make('networks', { allowlist: '10.1.0.0/16\n2001:db8::/32' })).secret,
    orders: (await make('orders', { apiAccess: 'selected', apiSetIds: [id] })).secret,
    expired: (await make('expired', { expiresAt: MORNING + DAY })).secret,
    revoked: revoked.secret,
    removed: removed.secret,
  };
  await revoke(deps, ada, { id: revoked.row.id, how: 'permanent' });
  await remove(deps, ada, removed.row.id);
  verifier = new Verifier(store.sqlite);
});

const anyKey = () =>
  fc.oneof(
    fc.constantFrom(...Object.values(keys)),
    // One character other than it was.
    fc
      .tuple(fc.constantFrom(...Object.values(keys)), fc.nat(50), fc.string({ unit: 'binary', maxLength: 2 }))
      .map(([key, at, put]) => key.slice(0, at) + put + key.slice(at + 1)),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('', ' ', '\0', 'lk_', `lk_${'a'.repeat(38)}`, 'a'.repeat(100_000)),
  );
const anyAddress = () =>
  fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV4().map((address) => `::ffff:${address}`),
    fc.constantFrom('10.1.2.3', '10.1.2.3 ', '010.1.2.3', '2001:db8::1', '2001:DB8::1%eth0', 'localhost', ''),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
const anyTarget = () =>
  fc.oneof(
    fc.constantFrom('/v1/orders/7', '/v1/orders/7?x=1', '/v1/orders/', '/v1/orders/7/x', '/latchkey/keys'),
    fc.constantFrom('/v1/orders/..', '/v1/orders/%2e%2e', '//v1/orders/7', '/v1/orders/a%2fb', '/%6catchkey'),
    fc.webPath(),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
const anyMethod = () => fc.oneof(fc.constantFrom('GET', 'get', 'POST', '*', ''), fc.string({ maxLength: 8 }));

/** Independent of the code under test: who may pass at all. */
function mayPass(key: string, address: string | null, method: string, target: string): boolean {
  if (key === keys.open) return true;
  if (key === keys.orders) return method === 'GET' && /^\/v1\/orders\/[^/?#]+([?#].*)?$/s.test(target);
  if (key !== keys.networks || address === null) return false;
  const plain = address.replace(/%.*$/s, '');
  const mapped = /^::ffff:(?<inner>\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.groups?.['inner'];
  if (mapped !== undefined) return NETWORKS.check(mapped, 'ipv4');
  // Mapped addresses in other spellings are left to the code: BlockList knows them as IPv4.
  const family = isIP(plain);
  return family === 0 ? false : NETWORKS.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

it('whatever is asked, nobody passes whom a plain model refuses', () => {
  let valid = 0;
  fc.assert(
    fc.property(
      anyKey(),
      fc.option(anyAddress()),
      anyMethod(),
      anyTarget(),
      fc.array(fc.constantFrom('orders:read', 'orders:delete', 'latchkey:keys', '', '💥'), { maxLength: 2 }),
      (key, address, method, target, permissions) => {
        const { code } = verifier.verify({ key, address, operation: { method, target }, permissions }, NOW);
        if (code !== 'VALID') return;
        valid += 1;
        expect(mayPass(key, address, method, target), JSON.stringify([address, method, target])).toBe(true);
        expect(permissions.every((permission) => permission === 'orders:read')).toBe(true);
        expect(/^\/*latchkey(?:[/?#]|$)/i.test(target)).toBe(false);
      },
    ),
    { numRuns: CASES },
  );
  expect(valid, 'enough of them did pass').toBeGreaterThan(500);
}, 300_000);

it('whatever headers come, they are read, and no answer has a header of its own', () => {
  const clientAddress = clientAddressBy(['10.0.0.0/8']);
  const header = () => fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { nil: undefined });
  fc.assert(
    fc.property(
      fc.record({
        'x-api-key': fc.option(anyKey(), { nil: undefined }),
        authorization: header(),
        'x-original-method': header(),
        'x-original-uri': header(),
        'x-forwarded-method': header(),
        'x-forwarded-uri': header(),
        'x-forwarded-for': header(),
        'x-latchkey-require-permissions': header(),
      }),
      anyMethod(),
      fc.oneof(
        fc.constant('/verify'),
        anyTarget().map((target) => `/verify${target}`),
      ),
      fc.option(anyAddress(), { nil: undefined }),
      (headers, method, url, peer) => {
        const rawHeaders = Object.entries(headers).flatMap(([name, value]) =>
          value === undefined ? [] : [name, value],
        );
        const call = readGatewayCall({ headers, method, url, peer, rawHeaders }, clientAddress);
        const { code, subject } = verifier.verify(call, NOW);
        const reply = code === 'VALID' && subject ? granted(subject, false) : refused('MISSING');
        for (const value of Object.values(reply.headers)) expect(value).toMatch(/^[\x20-\x7e]*$/);
      },
    ),
    { numRuns: CASES / 10 },
  );
}, 300_000);
