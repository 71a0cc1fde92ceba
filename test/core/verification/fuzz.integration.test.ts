import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { createApiSet } from '../../../src/core/access/api-set-service.ts';
import { clientAddressBy } from '../../../src/core/endpoint/client-address.ts';
import { readGatewayCall } from '../../../src/core/endpoint/gateway-request.ts';
import { granted } from '../../../src/core/endpoint/reply.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { type Verification, Verifier } from '../../../src/core/verification/verifier.ts';
import { DAY, MORNING } from '../../support/clock.ts';
import { newKey } from '../../support/keys.ts';
import { organisation } from '../../support/people.ts';
import {
  type KeyName,
  type Keys,
  mayPass,
  type PlainCall,
  type PlainRequest,
  requestOf,
} from './fuzz-model.ts';
import { anyCall, anyRequest } from './fuzz-requests.ts';

/**
 * 100,000 requests of all kinds, as an endpoint asks about them: over a connection that only reads, which keeps rows, in
 * bunches over one state of the store or one by one, while keys are revoked and reinstated over another connection. Never
 * a crash, and never VALID for what a plain model refuses.
 */

const BUNCH = 50;
const BUNCHES = { requests: 1_200, calls: 800 } as const;
const NOW = MORNING + 2 * DAY;

let verifier: Verifier;
let writer: Database;
let keys: Keys;
let ids: ReadonlyMap<KeyName, number>;
/** How often each key has passed. */
let passed: Map<string, number>;

beforeEach(async () => {
  const { deps, ada, fullAccess, store } = await organisation();
  const { id } = await createApiSet(deps, ada, {
    name: 'Orders only',
    description: '',
    operations: 'GET /v1/orders/{id}',
  });
  const make = async (name: KeyName, more = {}) => {
    const { row, secret } = await generate(deps, ada, newKey(fullAccess, { name, ...more }));
    return { name, id: row.id, secret };
  };
  const made = {
    open: await make('open'),
    networks: await make('networks', { allowlist: '10.1.0.0/16\n2001:db8::/32' }),
    orders: await make('orders', { apiAccess: 'selected', apiSetIds: [id] }),
    revoked: await make('revoked'),
    expired: await make('expired', { expiresAt: MORNING + DAY }),
    removed: await make('removed'),
  };
  await revoke(deps, ada, { id: made.revoked.id, how: 'permanent' });
  await remove(deps, ada, made.removed.id);
  const of = ({ secret }: { readonly secret: string }) => secret;
  keys = {
    open: of(made.open),
    networks: of(made.networks),
    orders: of(made.orders),
    revoked: of(made.revoked),
    expired: of(made.expired),
    removed: of(made.removed),
  };
  ids = new Map(Object.values(made).map((key) => [key.name, key.id]));
  verifier = new Verifier(store.reading);
  writer = store.sqlite;
  // Thousands of changes, of which none has to outlive a power cut.
  writer.pragma('synchronous = OFF');
  passed = new Map();
});

/** Makes these keys and no others revoked, by another connection. */
function revokeOnly(names: readonly KeyName[]): void {
  const set = writer.prepare(
    'UPDATE keys SET revocation = ?, revoked_at = ? WHERE id = ? AND revocation IS NOT ?',
  );
  for (const name of ['open', 'networks', 'orders'] as const) {
    const [how, at] = names.includes(name) ? ['until-reinstated', MORNING] : [null, null];
    set.run(how, at, ids.get(name), how);
  }
}

/** Asks bunches of what is made, and looks at each answer. */
function ask<Made>(
  anything: fc.Arbitrary<Made>,
  bunches: number,
  verify: (made: Made) => Verification,
  look: (made: Made, answer: Verification, revoked: readonly KeyName[]) => void,
): void {
  const revocations = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.subarray<KeyName>(['open', 'networks', 'orders']),
  );
  const bunch = fc.array(anything, { minLength: BUNCH, maxLength: BUNCH });
  fc.assert(
    fc.property(bunch, revocations, fc.boolean(), (made, revoked, together) => {
      revokeOnly(revoked);
      const all = () => made.map((one) => [one, verify(one)] as const);
      for (const [one, answer] of together ? verifier.together(all) : all()) look(one, answer, revoked);
    }),
    { numRuns: bunches },
  );
  for (const name of ['open', 'networks', 'orders'] as const) {
    expect(passed.get(name), `enough requests of “${name}” did pass`).toBeGreaterThan(100);
  }
}

const count = ({ subject }: Verification): void => {
  const name = subject?.secret.name ?? '';
  passed.set(name, (passed.get(name) ?? 0) + 1);
};

it('whatever is asked, nobody passes whom a plain model refuses', () => {
  ask<PlainRequest>(
    anyRequest(keys),
    BUNCHES.requests,
    (request) => verifier.verify(request, NOW),
    (request, answer, revoked) => {
      if (answer.code !== 'VALID') return;
      count(answer);
      expect(mayPass(request, keys, revoked), JSON.stringify(request)).toBe(true);
    },
  );
}, 120_000);

it('whatever headers come, nobody passes whom the model refuses, and no answer has a header of its own', () => {
  const clientAddress = clientAddressBy(['192.0.2.0/24']);
  ask<PlainCall>(
    anyCall(keys),
    BUNCHES.calls,
    ({ headers, authorization, method, url, peer }) => {
      // As Node has them: the first of several, and all in `rawHeaders`.
      const [first] = authorization;
      const read = { ...headers, ...(first !== undefined && { authorization: first }) };
      const rawHeaders = [
        ...Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [name, value])),
        ...authorization.flatMap((value) => ['Authorization', value]),
      ];
      return verifier.verify(
        readGatewayCall({ headers: read, rawHeaders, method, url, peer }, clientAddress),
        NOW,
      );
    },
    (call, answer, revoked) => {
      if (answer.code !== 'VALID' || !answer.subject) return;
      count(answer);
      const request = requestOf(call);
      expect(request !== null && mayPass(request, keys, revoked), JSON.stringify([call, request])).toBe(true);
      for (const value of Object.values(granted(answer.subject, false).headers)) {
        expect(value).toMatch(/^[\x20-\x7e]*$/);
      }
    },
  );
}, 120_000);
