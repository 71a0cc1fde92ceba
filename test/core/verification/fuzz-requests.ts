import fc from 'fast-check';
import type { Keys, Operation, PlainCall, PlainRequest } from './fuzz-model.ts';

/** Requests of all kinds: right ones, nearly right ones, and rubbish. */

const binary = (maxLength: number) => fc.string({ unit: 'binary', maxLength });

/** Some of them, made once: to make each anew would take longer than to ask about it. */
const some = <Value>(anything: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.constantFrom(...fc.sample(anything, 2_000));

const often = <Value>(weight: number, arbitrary: fc.Arbitrary<Value>) => ({ weight, arbitrary });

/** `null` mostly. */
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof(often(5, fc.constant(null)), often(1, arbitrary));

const anyKey = (keys: Keys) =>
  fc.oneof(
    often(5, fc.constantFrom(...Object.values(keys))),
    // One character other than it was.
    often(
      1,
      some(
        fc
          .tuple(fc.constantFrom(...Object.values(keys)), fc.nat(50), binary(2))
          .map(([key, at, put]) => key.slice(0, at) + put + key.slice(at + 1)),
      ),
    ),
    often(1, some(binary(80))),
    often(1, fc.constantFrom('', ' ', '\0', 'lk_', `lk_${'a'.repeat(38)}`, 'a'.repeat(100_000))),
  );

const MAPPED = fc.ipV4().map((address) => `::ffff:${address}`);
const anyAddress = () =>
  fc.oneof(
    often(3, fc.constantFrom('10.1.2.3', '2001:db8::1', '2001:DB8::1%eth0', '::ffff:10.1.2.3')),
    often(3, fc.constantFrom('203.0.113.9', '192.0.2.1', '192.0.2.77', '::ffff:192.0.2.1')),
    often(1, fc.constantFrom('10.1.2.3 ', '010.1.2.3', 'localhost', 'unknown', '')),
    often(2, some(fc.oneof(fc.ipV4(), fc.ipV6(), MAPPED, binary(30)))),
  );
const anyTarget = () =>
  fc.oneof(
    often(3, fc.constantFrom('/v1/orders/7', '/v1/orders/7?x=1', '/v1/orders/', '/v1/orders/7/x')),
    often(1, fc.constantFrom('/v1/orders/..', '/v1/orders/%2e%2e', '//v1/orders/7', '/v1/orders/a%2fb')),
    often(1, fc.constantFrom('/latchkey/keys', '/%6catchkey', '/LATCHKEY?x=1')),
    often(3, some(fc.oneof(fc.webPath(), binary(60)))),
  );
const anyMethod = () =>
  fc.oneof(
    often(4, fc.constant('GET')),
    often(1, fc.constantFrom('get', 'POST', '*', '')),
    often(1, some(binary(8))),
  );
const anyOperation = (): fc.Arbitrary<Operation> => fc.record({ method: anyMethod(), target: anyTarget() });
const anyPermission = () =>
  fc.constantFrom('orders:read', 'orders:read', 'orders:delete', 'latchkey:keys', '', '💥');

/** What an application asks. */
export const anyRequest = (keys: Keys): fc.Arbitrary<PlainRequest> =>
  fc.record({
    key: anyKey(keys),
    address: fc.option(anyAddress()),
    operation: fc.option(anyOperation(), { freq: 10 }),
    permissions: fc.array(anyPermission(), { maxLength: 2 }),
  });

/** How one of the ways tells the operation: not at all, as the others do, in another way, or by halves. */
const anyWay = () =>
  fc.oneof(
    often(6, fc.constant('nothing' as const)),
    often(5, fc.constant('same' as const)),
    often(1, fc.constantFrom('other', 'method alone', 'target alone')),
  );
type Way = 'nothing' | 'same' | 'other' | 'method alone' | 'target alone';

function headersBy(gateway: 'original' | 'forwarded', way: Way, same: Operation, other: Operation) {
  if (way === 'nothing') return {};
  const { method, target } = way === 'other' ? other : same;
  return {
    ...(way !== 'target alone' && { [`x-${gateway}-method`]: method }),
    ...(way !== 'method alone' && { [`x-${gateway}-uri`]: target }),
  };
}

/** What a gateway asks, and what a client or another gateway may have added. */
export const anyCall = (keys: Keys): fc.Arbitrary<PlainCall> =>
  fc
    .record({
      key: anyKey(keys),
      scheme: fc.constantFrom('x-api-key', 'x-api-key', 'Bearer ', 'bearer   ', 'Basic '),
      again: seldom(some(binary(10))),
      same: anyOperation(),
      other: anyOperation(),
      original: anyWay(),
      forwarded: anyWay(),
      below: fc.constantFrom('nothing', 'nothing', 'same', 'other', 'permission'),
      needed: seldom(fc.array(anyPermission(), { maxLength: 2 })),
      hops: fc.option(fc.array(anyAddress(), { minLength: 1, maxLength: 3 })),
      peer: fc.oneof(fc.constantFrom('192.0.2.1', '::ffff:192.0.2.7'), anyAddress(), fc.constant(undefined)),
    })
    .map(({ key, scheme, again, same, other, original, forwarded, below, needed, hops, peer }) => ({
      headers: {
        ...(scheme === 'x-api-key' && { 'x-api-key': key }),
        ...headersBy('original', original, same, other),
        ...headersBy('forwarded', forwarded, same, other),
        ...(hops && { 'x-forwarded-for': hops.join(', ') }),
        ...(needed && { 'x-latchkey-require-permissions': needed.join(',') }),
      },
      authorization: [
        ...(scheme === 'x-api-key' ? [] : [`${scheme}${key}`]),
        ...(again === null ? [] : [`Bearer ${again}`]),
      ],
      method: below === 'other' ? other.method : same.method,
      url: `/verify${{ nothing: '', same: same.target, other: other.target, permission: '?permission=orders:read' }[below]}`,
      peer,
    }));
