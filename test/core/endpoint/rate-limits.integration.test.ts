import { describe, expect, it } from 'vitest';
import { edit } from '../../../src/core/keys/edit.ts';
import { readDetails, readImpact } from '../../../src/core/keys/key-details.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import { MINUTE } from '../../support/clock.ts';
import { editOf } from '../../support/keys.ts';
import { meddle } from '../../support/store.ts';
import { type Scene, scene } from './scene.ts';

const from = (secret: string, address: string) => ({ 'x-api-key': secret, 'x-forwarded-for': address });

/** An endpoint that believes the test’s address, with one key that is limited as given. */
async function limited(more: Parameters<Scene['key']>[0]) {
  const here = await scene({ trustedProxies: ['127.0.0.1'] });
  const secret = await here.key(more);
  const ask = (address = '10.0.0.1') => here.get('/verify', from(secret, address));
  const details = () => readDetails(here.here.deps, here.here.ada, 1);
  return { ...here, secret, ask, details };
}

describe('a rate limit', () => {
  it('lets so many requests through, and another edit is in force at the next one', async () => {
    const { here, ask, details } = await limited({ requestsPerMinute: 2 });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    here.clock.pass(20_500);
    const third = await ask();
    expect(third.status).toBe(429);
    expect(third.headers['retry-after']).toBe('40');
    expect(JSON.parse(third.body)).toMatchObject({ code: 'RATE_LIMITED' });

    await edit(here.deps, here.ada, editOf((await details()).row, { requestsPerMinute: 3 }));
    expect((await ask()).status, 'a higher limit').toBe(200);
    expect((await ask()).status).toBe(429);
    await edit(here.deps, here.ada, editOf((await details()).row));
    expect((await ask()).status, 'no limit').toBe(200);
    await edit(here.deps, here.ada, editOf((await details()).row, { requestsPerDay: 1 }));
    expect([(await ask()).status, (await ask()).status], 'a day counts from its first request').toEqual([
      200, 429,
    ]);
  });

  it('is over once its span is', async () => {
    const { here, ask } = await limited({ requestsPerSecond: 1, requestsPerMinute: 2 });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    here.clock.pass(1_000);
    expect([(await ask()).status, (await ask()).headers['retry-after']]).toEqual([200, '59']);
    here.clock.pass(MINUTE);
    expect((await ask()).status).toBe(200);
  });

  it('is told to applications that ask without a gateway as well', async () => {
    const { here, secret, post } = await limited({ requestsPerMinute: 1 });
    const asked = { key: secret, address: '10.0.0.1' };
    expect((await post(asked)).headers['retry-after']).toBeUndefined();
    here.clock.pass(1_000);
    const { status, headers, body } = await post(asked);
    expect({ status, wait: headers['retry-after'] }).toEqual({ status: 429, wait: '59' });
    expect(JSON.parse(body)).toMatchObject({ valid: false, code: 'RATE_LIMITED' });
  });

  it('stays with the key when it is rotated', async () => {
    const { here, get } = await limited({ requestsPerMinute: 1 });
    const { secret } = await rotate(here.deps, here.ada, { id: 1, overlap: 'none' });
    const ask = () => get('/verify', from(secret, '10.0.0.1'));
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
  });
});

describe('what the endpoint has refused', () => {
  it('is told of a key by its code, with when and from where the last one came', async () => {
    const { here, ask, stop, details } = await limited({ requestsPerMinute: 1, allowlist: '10.0.0.0/8' });
    await ask();
    await ask('10.0.0.2');
    await ask('192.0.2.1');
    here.clock.pass(MINUTE / 2);
    await ask('192.0.2.2');
    const last = here.clock.now();
    await stop();
    expect((await details()).refusals).toEqual([
      {
        code: 'IP_NOT_ALLOWED',
        explanation: 'The client’s address is not on the key’s IP allowlist, or it is not known.',
        refusals: 2,
        lastAt: last,
        lastAddress: '192.0.2.2',
      },
      {
        code: 'RATE_LIMITED',
        explanation: 'The key has made as many requests as it may for now. Try again later.',
        refusals: 1,
        lastAt: last - MINUTE / 2,
        lastAddress: '10.0.0.2',
      },
    ]);
    expect(await readImpact(here.deps, here.ada, 1)).toMatchObject({
      usesInLastDay: 1,
      refusedInLastDay: 3,
      addressCount: 1,
      addresses: [{ address: '10.0.0.1', uses: 1 }],
    });
  });

  it('adds up over hours and endpoints; what lies further back than 90 days is not told', async () => {
    const { here, ask, stop, details } = await limited({});
    await revoke(here.deps, here.ada, { id: 1, how: 'permanent' });
    await ask('10.0.0.7');
    await stop();
    const hour = here.clock.now() - (here.clock.now() % 3_600_000);
    const row = { key_id: 1, code: 'REVOKED', last_address: null };
    await meddle(here.store)
      .insertInto('key_refusals')
      .values([
        { ...row, hour: hour - 3_600_000, refusals: 4, last_at: hour - 1 },
        { ...row, hour: hour - 91 * 24 * 3_600_000, refusals: 100, last_at: 1 },
        { ...row, code: 'OF_TOMORROW', hour: hour - 7_200_000, refusals: 1, last_at: hour - 7_200_000 },
      ])
      .execute();
    expect((await details()).refusals).toMatchObject([
      { code: 'REVOKED', refusals: 5, lastAt: here.clock.now(), lastAddress: '10.0.0.7' },
      { code: 'OF_TOMORROW', explanation: 'OF_TOMORROW', refusals: 1, lastAddress: null },
    ]);
  });

  it('while two secrets live, each has its own last use', async () => {
    const { here, secret: old, get, stop, details } = await limited({});
    here.clock.pass(MINUTE);
    const { secret } = await rotate(here.deps, here.ada, { id: 1, overlap: '1-hour' });
    await get('/verify', from(old, '10.0.0.1'));
    const oldUse = here.clock.now();
    here.clock.pass(MINUTE);
    await get('/verify', from(secret, '10.0.0.1'));
    await stop();
    const { row, secrets } = await details();
    expect(secrets).toMatchObject([{ endsAt: null, lastUsedAt: here.clock.now() }, { lastUsedAt: oldUse }]);
    expect(row).toMatchObject({
      lastUsedAt: here.clock.now(),
      rotation: { lastUsedAt: oldUse, currentLastUsedAt: here.clock.now() },
    });
  });
});
