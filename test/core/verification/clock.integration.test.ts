import { beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../../src/core/keys/generate.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import { answerOf } from '../../../src/core/verification/answer.ts';
import { CLOCK_BEHIND as MARKED } from '../../../src/core/verification/codes.ts';
import { english } from '../../../src/shared/language/t.ts';
import { explain } from '../../../src/core/verification/explain.ts';
import { keyAlone } from '../../../src/core/verification/request.ts';
import { simulate } from '../../../src/core/verification/simulate.ts';
import { Verifier } from '../../../src/core/verification/verifier.ts';
import { startEndpoint } from '../../../src/core/endpoint/endpoint.ts';
import { addTenant } from '../../support/change.ts';
import { DAY, HOUR, MINUTE, MORNING } from '../../support/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { newKey } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { openAt } from '../../support/store.ts';
import { whenDone } from '../../support/temp-folder.ts';

const CLOCK_BEHIND = english(MARKED);

/** A clock that is set back would let in what has expired, so what has an end is not let in while it is behind the log. */

let here: Organisation;
let lasting: string;
let expiring: string;
beforeEach(async () => {
  here = await organisation();
  const make = async (name: string, expiresAt: number | null) =>
    (await generate(here.deps, here.ada, newKey(here.fullAccess, { name, expiresAt }))).secret;
  lasting = await make('Lasting', null);
  expiring = await make('Expiring', MORNING + 30 * DAY);
});

/** By one verifier over a connection that only reads, as the endpoint has it. */
async function reading() {
  const store = await openAt(here.store.path, 'read');
  const verifier = new Verifier(store.sqlite);
  return {
    verifier,
    codeOf: (secret: string, now: number) => verifier.verify(keyAlone(secret), now).code,
  };
}

describe('a clock that is behind the newest entry of the log', () => {
  it('by a minute still tells what has expired; by a millisecond more it does not', async () => {
    const { codeOf } = await reading();
    expect(codeOf(expiring, MORNING - MINUTE)).toBe('VALID');
    expect(codeOf(expiring, MORNING - MINUTE - 1)).toBe('EXPIRED');
    expect(codeOf(lasting, MORNING - MINUTE - 1)).toBe('VALID');
    expect(codeOf(lasting, MORNING - 3650 * DAY)).toBe('VALID');
  });

  it('does not bring a previous secret back whose deadline has come', async () => {
    const rotated = await rotate(here.deps, here.ada, {
      id: 1,
      overlap: '24-hours',
      expiresAt: null,
    });
    const { codeOf } = await reading();
    expect(codeOf(lasting, MORNING + HOUR)).toBe('VALID');
    expect(codeOf(lasting, MORNING + 25 * HOUR)).toBe('ROTATED');
    expect(codeOf(lasting, MORNING - HOUR)).toBe('ROTATED');
    expect(codeOf(rotated.secret, MORNING - HOUR)).toBe('VALID');
  });

  it('is told by the next change of another process, at once', async () => {
    const { codeOf } = await reading();
    const now = MORNING + HOUR;
    expect(codeOf(expiring, now)).toBe('VALID');
    here.clock.time = MORNING + 2 * HOUR;
    await generate(here.deps, here.ada, newKey(here.fullAccess, { name: 'Later' }));
    expect(codeOf(expiring, now)).toBe('EXPIRED');
    expect(codeOf(expiring, MORNING + 2 * HOUR)).toBe('VALID');
  });

  it('is said instead of “expired”, and as the reason of that step', async () => {
    const { verifier } = await reading();
    const behind = verifier.verify(keyAlone(expiring), MORNING - HOUR);
    expect(answerOf(verifier, behind)).toMatchObject({
      valid: false,
      code: 'EXPIRED',
      message: CLOCK_BEHIND,
    });
    const step = explain(behind).steps.find(({ code }) => code === 'EXPIRED');
    expect(step).toMatchObject({ result: 'refused', reason: expect.stringContaining(CLOCK_BEHIND) });
    const over = verifier.verify(keyAlone(expiring), MORNING + 30 * DAY);
    expect(answerOf(verifier, over).message).toMatch(/^The key has expired/);
  });

  it('is no matter of a time that somebody has chosen for a simulation', async () => {
    const { verifier } = await reading();
    const at = (now: number, time: number | null) =>
      simulate({ db: here.store.db, verifier, now: () => now }, here.ada, {
        presented: { by: 'text', text: expiring },
        address: '',
        time,
        operation: null,
        permissions: [],
      });
    expect((await at(MORNING, MORNING - DAY)).code).toBe('VALID');
    expect((await at(MORNING - DAY, null)).code).toBe('EXPIRED');
  });
});

it('the endpoint refuses such keys, says so once to who runs it, and lets them in when the clock is right', async () => {
  let now = MORNING - HOUR;
  const troubles: string[] = [];
  const endpoint = await startEndpoint({
    storePath: here.store.path,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    terse: false,
    maxConnections: 10,
    now: () => now,
    onTrouble: (message) => troubles.push(message),
  });
  whenDone(endpoint.close);
  const ask = (secret: string) => fetch(`${endpoint.url}/verify`, { headers: { 'x-api-key': secret } });
  await eventually(async () => (await ask(lasting)).status === 200);
  for (let time = 0; time < 3; time += 1) {
    const refused = await ask(expiring);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'EXPIRED', detail: CLOCK_BEHIND });
  }
  expect(troubles).toEqual([CLOCK_BEHIND]);
  now = MORNING;
  expect((await ask(expiring)).status).toBe(200);
  // A change by a clock that is right again, and then behind again.
  await addTenant(here.store.db, 'Southwind');
  now = MORNING - HOUR;
  expect((await ask(expiring)).status).toBe(401);
  expect(troubles).toEqual([CLOCK_BEHIND, CLOCK_BEHIND]);
});
