import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { readDetails } from '../../../src/core/keys/key-details.ts';
import { listKeys } from '../../../src/core/keys/list/list-keys.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { reinstate, revoke } from '../../../src/core/keys/revoke.ts';
import { finishRotation, rotate as rotateFor } from '../../../src/core/keys/rotate.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { RotateInput } from '../../../src/shared/key-input.ts';
import { OVERLAPS, type Overlap } from '../../../src/shared/overlap.ts';
import { DAY, HOUR, MINUTE, MORNING, SECOND } from '../../support/clock.ts';
import { entriesAfter, newKey, tracesOf } from '../../support/keys.ts';
import {
  addAccount,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
} from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';
import { verifyKey } from '../../support/verification.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const make = (expiresAt: number | null = null) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, { expiresAt }));
const rotate = (input: Partial<RotateInput> = {}, actor: Actor = here.ada) =>
  rotateFor(here.deps, actor, { id: 1, overlap: 'none', ...input });
const finish = (actor: Actor = here.ada) => finishRotation(here.deps, actor, 1);
const codeOf = async (secret: string, at = here.clock.time) => verifyKey(here.store, secret, at).code;
const rowNow = async () =>
  (await listKeys(here.deps, here.ada, { view: EVERYTHING, after: null, limit: 1 })).rows[0];
const entries = async () => (await entriesAfter(here.deps.db)).length;

/** What a refusal must leave as it is. */
const everything = async () => ({
  keys: await meddle(here.store).selectFrom('keys').selectAll().execute(),
  secrets: await meddle(here.store).selectFrom('secrets').selectAll().execute(),
  entries: await entries(),
});
async function refused(work: () => Promise<unknown>, code: string): Promise<void> {
  const before = await everything();
  expect(await refusal(work)).toMatchObject({ code });
  expect(await everything(), 'nothing was changed').toEqual(before);
}

describe('the old secret', () => {
  it.each(Object.keys(OVERLAPS) as Overlap[])('works for %s, to the millisecond', async (overlap) => {
    const { secret: old } = await make();
    here.clock.pass(HOUR);
    const end = here.clock.time + OVERLAPS[overlap];
    const { secret, row } = await rotate({ overlap });
    if (overlap !== 'none') expect(await codeOf(old, end - 1)).toBe('VALID');
    expect(await codeOf(old, end)).toBe('ROTATED');
    expect(await codeOf(old, end + 1000 * DAY)).toBe('ROTATED');
    for (const at of [here.clock.time, end - 1, end, end + 1000 * DAY]) {
      expect(await codeOf(secret, at)).toBe('VALID');
    }
    expect(row.rotation?.endsAt ?? null).toBe(overlap === 'none' ? null : end);
  });

  it.each([
    ['the expiry that the key keeps', undefined],
    ['the old expiry, when the new one is later', MORNING + 9 * DAY],
    ['the old expiry, when there is none any more', null],
  ])('never works past %s', async (_, expiresAt) => {
    const expiry = MORNING + HOUR;
    const { secret: old } = await make(expiry);
    const { row } = await rotate({ overlap: '24-hours', ...(expiresAt !== undefined && { expiresAt }) });
    expect(row.rotation?.endsAt).toBe(expiry);
    expect(await codeOf(old, expiry - 1)).toBe('VALID');
    expect(await codeOf(old, expiry)).toBe('ROTATED');
  });

  it('never works past a new expiry that is earlier', async () => {
    const { secret: old } = await make(MORNING + 9 * DAY);
    const { row, secret } = await rotate({ overlap: '24-hours', expiresAt: MORNING + MINUTE });
    expect(row).toMatchObject({ expiresAt: MORNING + MINUTE, rotation: { endsAt: MORNING + MINUTE } });
    expect(await codeOf(old, MORNING + MINUTE - 1)).toBe('VALID');
    expect(await codeOf(old, MORNING + MINUTE)).toBe('ROTATED');
    expect(await codeOf(secret, MORNING + MINUTE)).toBe('EXPIRED');
  });

  it('works to the end of an overlap that ends before the expiry', async () => {
    await make(MORNING + HOUR + 1);
    expect((await rotate({ overlap: '1-hour' })).row.rotation?.endsAt).toBe(MORNING + HOUR);
  });

  it('dies at once when the key is rotated again, whatever was promised', async () => {
    const { secret: first } = await make();
    const { secret: second } = await rotate({ overlap: '7-days' });
    here.clock.pass(MINUTE);
    const { secret: third, row } = await rotate({ overlap: '15-minutes' });
    expect(await codeOf(first)).toBe('ROTATED');
    expect(await codeOf(second)).toBe('VALID');
    expect(await codeOf(third)).toBe('VALID');
    expect(row.rotation?.endsAt).toBe(here.clock.time + OVERLAPS['15-minutes']);
    here.clock.pass(1);
    await rotate();
    expect(await Promise.all([first, second, third].map((secret) => codeOf(secret)))).toEqual([
      'ROTATED',
      'ROTATED',
      'ROTATED',
    ]);
  });

  it('keeps the end that it had, when that is past', async () => {
    await make();
    await rotate();
    here.clock.pass(DAY);
    await rotate();
    const ends = await meddle(here.store)
      .selectFrom('secrets')
      .select('ends_at')
      .where('ends_at', 'is not', null)
      .orderBy('ends_at')
      .execute();
    expect(ends.map(({ ends_at }) => ends_at)).toEqual([MORNING, MORNING + DAY]);
  });

  it('comes back with the key when a revocation is undone, until its deadline', async () => {
    const { secret: old } = await make();
    await rotate({ overlap: '1-hour' });
    await revoke(here.deps, here.ada, { id: 1, how: 'until-reinstated' });
    expect(await codeOf(old)).toBe('REVOKED');
    await reinstate(here.deps, here.ada, 1);
    expect(await codeOf(old, MORNING + HOUR - 1)).toBe('VALID');
    expect(await codeOf(old, MORNING + HOUR)).toBe('ROTATED');
  });
});

describe('an expired key', () => {
  it.each([0, 1, 1000 * DAY])('needs a new expiry, %i ms after its own', async (after) => {
    await make(MORNING + DAY);
    here.clock.pass(DAY + after);
    await refused(() => rotate({ overlap: '7-days' }), 'EXPIRY_REQUIRED');
  });

  it.each([
    ['another expiry', MORNING + 99 * DAY],
    ['none', null],
  ])('lives again with %s, but not through its old secret', async (_, expiresAt) => {
    const { secret: old } = await make(MORNING + DAY);
    here.clock.pass(DAY);
    const { secret, row } = await rotate({ overlap: '7-days', expiresAt });
    expect(row).toMatchObject({ expiresAt, rotation: null });
    expect(await codeOf(secret)).toBe('VALID');
    for (const at of [MORNING + DAY, MORNING + DAY + 1, MORNING + 2 * DAY]) {
      expect(await codeOf(old, at)).toBe('ROTATED');
    }
  });

  it('does not bring back a secret whose overlap was cut by the expiry', async () => {
    const { secret: first } = await make(MORNING + HOUR);
    const { secret: second } = await rotate({ overlap: '7-days' });
    here.clock.pass(HOUR);
    await rotate({ overlap: '7-days', expiresAt: null });
    expect(await codeOf(first)).toBe('ROTATED');
    expect(await codeOf(second)).toBe('ROTATED');
  });
});

describe('the new expiry', () => {
  it.each([0, -1, -DAY])('%i ms from now is not in the future', async (fromNow) => {
    await make(MORNING + DAY);
    await refused(() => rotate({ expiresAt: MORNING + fromNow }), 'EXPIRY_NOT_IN_FUTURE');
    expect(await refusal(rotate({ expiresAt: MORNING + fromNow }))).toMatchObject({ field: 'expiresAt' });
  });

  it.each([
    ['is kept when nothing is said', MORNING + DAY, undefined, MORNING + DAY],
    ['may be none', MORNING + DAY, null, null],
    ['may be the next millisecond', MORNING + DAY, MORNING + 1, MORNING + 1],
    ['may come to a key that had none', null, MORNING + DAY, MORNING + DAY],
  ])('%s', async (_, had, asked, has) => {
    await make(had);
    const { row } = await rotate(asked === undefined ? {} : { expiresAt: asked });
    expect(row.expiresAt).toBe(has);
  });
});

describe('finishing a rotation', () => {
  it('ends the old secret now and leaves the new one', async () => {
    const { secret: old } = await make();
    const { secret } = await rotate({ overlap: '7-days' });
    here.clock.pass(HOUR);
    expect(await codeOf(old)).toBe('VALID');
    const { row } = await finish();
    expect(row).toMatchObject({ rotation: null, revision: 3 });
    expect(await codeOf(old)).toBe('ROTATED');
    expect(await codeOf(secret)).toBe('VALID');
    expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({
      action: 'keys.finish-rotation',
      target: { type: 'key', id: 1, name: 'Payroll' },
      details: { oldSecretEndsAt: MORNING + HOUR },
    });
    await refused(finish, 'NOT_ROTATING');
  });

  it.each([
    ['never rotated', async () => undefined],
    ['rotated without overlap', () => rotate()],
    [
      'past the overlap',
      async () => {
        await rotate({ overlap: '15-minutes' });
        here.clock.pass(15 * MINUTE);
      },
    ],
  ])('of a key that is not rotating is refused: %s', async (_, before) => {
    await make();
    await before();
    await refused(finish, 'NOT_ROTATING');
  });
});

describe('a key that cannot be rotated', () => {
  it.each([
    ['KEY_REVOKED', () => revoke(here.deps, here.ada, { id: 1, how: 'until-reinstated' })],
    ['PERMANENTLY_REVOKED', () => revoke(here.deps, here.ada, { id: 1, how: 'permanent' })],
    ['KEY_REMOVED', () => remove(here.deps, here.ada, 1)],
  ])('is refused with its own code: %s', async (code, before) => {
    await make();
    await rotate({ overlap: '7-days' });
    await before();
    await refused(() => rotate(), code);
    await refused(finish, code);
  });

  it('is not there for another tenant, nor when there is none', async () => {
    await make();
    const elsewhere = { ...here.ada, tenantId: 2 };
    await refused(() => rotate({}, elsewhere), 'KEY_NOT_FOUND');
    await refused(() => finish(elsewhere), 'KEY_NOT_FOUND');
    await refused(() => rotate({ id: 2 }), 'KEY_NOT_FOUND');
  });
});

describe('the row', () => {
  it('has the new hint, and both secrets with their last use while both live', async () => {
    const { row: before } = await make();
    const { row } = await rotate({ overlap: '1-hour' });
    expect(row.hint).not.toBe(before.hint);
    await meddle(here.store)
      .updateTable('secrets')
      .set((of) => ({
        last_used_at: of
          .case()
          .when('ends_at', 'is', null)
          .then(MORNING + 9)
          .else(MORNING + 5)
          .end(),
      }))
      .execute();
    expect(await rowNow()).toMatchObject({
      hint: row.hint,
      revision: 2,
      rotation: {
        hint: before.hint,
        endsAt: MORNING + HOUR,
        lastUsedAt: MORNING + 5,
        currentLastUsedAt: MORNING + 9,
      },
    });
    here.clock.pass(HOUR - 1);
    expect((await rowNow())?.rotation).not.toBeNull();
    here.clock.pass(1);
    expect((await rowNow())?.rotation).toBeNull();
  });

  it('keeps what else the key had', async () => {
    const { row: before } = await make(MORNING + DAY);
    here.clock.pass(SECOND);
    const { row } = await rotate();
    expect({ ...row, hint: before.hint, revision: 1 }).toEqual(before);
  });

  it('of all secrets is in the details, the current one first', async () => {
    const { row: first } = await make();
    here.clock.pass(SECOND);
    const { row: second } = await rotate();
    const { row: third } = await rotate({ overlap: '1-hour' });
    const { secrets, rotatedAt } = await readDetails(here.deps, here.ada, 1);
    expect(secrets).toEqual([
      { hint: third.hint, createdAt: MORNING + SECOND, endsAt: null, lastUsedAt: null },
      { hint: second.hint, createdAt: MORNING + SECOND, endsAt: MORNING + SECOND + HOUR, lastUsedAt: null },
      { hint: first.hint, createdAt: MORNING, endsAt: MORNING + SECOND, lastUsedAt: null },
    ]);
    expect(rotatedAt).toBe(MORNING + SECOND);
  });

  it('is found by its new hint and no more by its old one', async () => {
    const { row: before } = await make();
    const { row } = await rotate({ overlap: '7-days' });
    const found = async (search: string) => {
      const page = { view: { ...EVERYTHING, search }, after: null, limit: 9 };
      return (await listKeys(here.deps, here.ada, page)).rows.length;
    };
    expect(await found(row.hint)).toBe(1);
    expect(await found(before.hint)).toBe(0);
  });
});

it('the log has the hints, the expiry and the deadline, and nothing of the secrets', async () => {
  const { secret: old, row: before } = await make(MORNING + DAY);
  const { secret, row } = await rotate({ overlap: '1-hour', expiresAt: MORNING + 9 * DAY });
  const log = await entriesAfter(here.deps.db);
  expect(log.at(-1)).toMatchObject({
    action: 'keys.rotate',
    outcome: 'done',
    actor: { name: 'ada' },
    target: { type: 'key', id: 1, name: 'Payroll' },
    details: {
      before: { hint: before.hint, expiresAt: MORNING + DAY },
      after: { hint: row.hint, expiresAt: MORNING + 9 * DAY },
      oldSecretEndsAt: MORNING + HOUR,
    },
  });
  for (const trace of tracesOf(secret, old)) expect(JSON.stringify(log)).not.toContain(trace);
});

it('the tenant’s prefix of the moment is the new secret’s', async () => {
  await make();
  await meddle(here.store).updateTable('tenants').set({ key_prefix: 'acme' }).execute();
  expect((await rotate()).secret).toMatch(/^acme_/);
});

describe('who may', () => {
  it('a person’s key is rotated by that person alone', async () => {
    const bob = await addAdministrator(here, 'bob');
    const standard = newKey(here.fullAccess, { ownerAccountId: bob.accountId, authorizationGroupId: null });
    await generate(here.deps, bob, standard);
    await refused(() => rotate({}, here.ada), 'FORBIDDEN');
    expect(await refusal(rotate())).toMatchObject({ message: expect.stringContaining('Only bob') });
    await rotate({ overlap: '1-hour' }, bob);
    // No secret is shown by ending one.
    await finish(here.ada);
    await refused(() => rotate({}, holding(bob, 'view', 'manage-tenant-api-keys')), 'FORBIDDEN');
  });

  it('an API-only account’s key by whoever holds Manage User API Key', async () => {
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    await generate(here.deps, here.ada, newKey(0, { ownerAccountId: robot, authorizationGroupId: null }));
    const bob = await addAdministrator(here, 'bob');
    await refused(() => rotate({}, holding(bob, 'view', 'manage-tenant-api-keys')), 'FORBIDDEN');
    await rotate({}, holding(bob, 'manage-user-api-key'));
  });

  it('a tenant key by whoever holds Manage Tenant API Keys', async () => {
    await make();
    await refused(() => rotate({}, holding(here.ada, 'view', 'manage-user-api-key')), 'FORBIDDEN');
    await refused(() => finish(holding(here.ada, 'view', 'manage-user-api-key')), 'FORBIDDEN');
    await rotate({}, holding(here.ada, 'manage-tenant-api-keys'));
  });
});
