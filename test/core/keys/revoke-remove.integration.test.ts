import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import { edit } from '../../../src/core/keys/edit.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { listKeys } from '../../../src/core/keys/list/list-keys.ts';
import { remove as removeFor, restore as restoreFor } from '../../../src/core/keys/remove.ts';
import { reinstate as reinstateFor, revoke as revokeFor } from '../../../src/core/keys/revoke.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { GenerateInput } from '../../../src/shared/key-input.ts';
import { UNDO_WINDOW } from '../../../src/shared/overlap.ts';
import { DAY, HOUR, MINUTE, MORNING } from '../../support/clock.ts';
import { editOf, entriesAfter, newKey, tracesOf } from '../../support/keys.ts';
import {
  addAccount,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
} from '../../support/people.ts';
import { meddle, openAt, refusal } from '../../support/store.ts';
import { verifyKey } from '../../support/verification.ts';
import { faultIn } from '../../support/log.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, more));
const revoke = (how: 'until-reinstated' | 'permanent', actor: Actor = here.ada, id = 1) =>
  revokeFor(here.deps, actor, { id, how });
const reinstate = (actor: Actor = here.ada) => reinstateFor(here.deps, actor, 1);
const remove = (actor: Actor = here.ada, id = 1) => removeFor(here.deps, actor, id);
const restore = (actor: Actor = here.ada, id = 1) => restoreFor(here.deps, actor, id);
const codeOf = async (secret: string) => verifyKey(here.store, secret, here.clock.time).code;
const list = (search = '') =>
  listKeys(here.deps, here.ada, { view: { ...EVERYTHING, search }, after: null, limit: 50 });
const limitTo = (key_limit: number) => meddle(here.store).updateTable('tenants').set({ key_limit }).execute();
const lastEntry = async () => (await entriesAfter(here.deps.db)).at(-1);
const everything = async () => ({
  keys: await meddle(here.store).selectFrom('keys').selectAll().execute(),
  tenants: await meddle(here.store).selectFrom('tenants').selectAll().execute(),
  found: here.store.sqlite.prepare('SELECT rowid FROM key_search').all(),
  entries: await entriesAfter(here.deps.db),
});
async function refused(work: () => Promise<unknown>, code: string): Promise<void> {
  const before = await everything();
  expect(await refusal(work)).toMatchObject({ code });
  expect(await everything(), 'nothing was changed').toEqual(before);
}

describe('revoking', () => {
  it.each(['until-reinstated', 'permanent'] as const)('%s blocks at once', async (how) => {
    const { secret } = await make();
    here.clock.pass(HOUR);
    const { row } = await revoke(how);
    expect(row).toMatchObject({ state: 'revoked', revocation: how, revision: 2 });
    expect(await codeOf(secret)).toBe('REVOKED');
    expect(await meddle(here.store).selectFrom('keys').select('revoked_at').execute()).toEqual([
      { revoked_at: MORNING + HOUR },
    ]);
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      action: 'keys.revoke',
      target: { type: 'key', id: 1, name: 'Payroll' },
      details: { before: { revocation: null }, after: { revocation: how } },
    });
    for (const trace of tracesOf(secret)) expect(JSON.stringify(entry)).not.toContain(trace);
  });

  it('permanently makes room under the limit, until reinstated does not', async () => {
    await limitTo(1);
    await make();
    expect((await revoke('until-reinstated')).usage).toEqual({ counted: 1, limit: 1 });
    await refused(() => make({ name: 'Orders' }), 'KEY_LIMIT_REACHED');
    expect((await revoke('permanent')).usage).toEqual({ counted: 0, limit: 1 });
    expect((await make({ name: 'Orders' })).usage).toEqual({ counted: 1, limit: 1 });
  });

  it('can be made permanent, and that says both in the log', async () => {
    await make();
    await revoke('until-reinstated');
    here.clock.pass(DAY);
    expect((await revoke('permanent')).row.revocation).toBe('permanent');
    expect(await lastEntry()).toMatchObject({
      details: { before: { revocation: 'until-reinstated' }, after: { revocation: 'permanent' } },
    });
  });

  it('is refused for what is revoked already', async () => {
    await make();
    await revoke('until-reinstated');
    await refused(() => revoke('until-reinstated'), 'ALREADY_REVOKED');
    await revoke('permanent');
    await refused(() => revoke('permanent'), 'ALREADY_REVOKED');
    await refused(() => revoke('until-reinstated'), 'ALREADY_REVOKED');
  });

  it('can be done to an expired key', async () => {
    const { secret } = await make({ expiresAt: MORNING + 1 });
    here.clock.pass(DAY);
    await revoke('until-reinstated');
    expect(await codeOf(secret)).toBe('REVOKED');
    await reinstate();
    expect(await codeOf(secret)).toBe('EXPIRED');
  });

  it('twice at the same moment, from two connections, is one change', async () => {
    await make();
    const other = { ...here.deps, db: (await openAt(here.store.path)).db };
    const results = await Promise.allSettled([
      revoke('permanent'),
      revokeFor(other, here.ada, { id: 1, how: 'permanent' }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await list()).usage.counted).toBe(0);
    expect(faultIn(here.store)).toBeNull();
  });
});

describe('reinstating', () => {
  it('lets the same secret in again', async () => {
    const { secret, row: before } = await make();
    await revoke('until-reinstated');
    const { row, usage } = await reinstate();
    expect(row).toEqual({ ...before, revision: 3 });
    expect(usage.counted).toBe(1);
    expect(await codeOf(secret)).toBe('VALID');
    expect(await lastEntry()).toMatchObject({
      action: 'keys.reinstate',
      details: { before: { revocation: 'until-reinstated' }, after: { revocation: null } },
    });
  });

  it('is refused for what is not revoked', async () => {
    await make();
    await refused(() => reinstate(), 'NOT_REVOKED');
  });

  it('is refused for ever after a permanent revocation', async () => {
    const { secret, row } = await make();
    await revoke('permanent');
    await refused(() => reinstate(), 'PERMANENTLY_REVOKED');
    await refused(() => edit(here.deps, here.ada, editOf(row, { revision: 2 })), 'PERMANENTLY_REVOKED');
    await remove();
    await restore();
    await refused(() => reinstate(), 'PERMANENTLY_REVOKED');
    expect(await codeOf(secret)).toBe('REVOKED');
  });
});

describe('removing', () => {
  it('takes the key out of every list and leaves a tombstone', async () => {
    const { secret, row } = await make({ description: 'nightly run' });
    expect(await remove()).toEqual({ usage: { counted: 0, limit: 10 } });
    expect(await list()).toMatchObject({ rows: [], all: 0, usage: { counted: 0 } });
    for (const search of ['Payroll', 'nightly', row.hint, '#1']) {
      expect((await list(search)).rows, search).toEqual([]);
    }
    expect(await codeOf(secret)).toBe('DELETED');
    here.clock.pass(9999 * DAY);
    expect(await codeOf(secret)).toBe('DELETED');
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      action: 'keys.remove',
      target: { type: 'key', id: 1, name: 'Payroll' },
      details: { before: { hint: row.hint } },
    });
    for (const trace of tracesOf(secret)) expect(JSON.stringify(entry)).not.toContain(trace);
  });

  it('frees its name and its place', async () => {
    await limitTo(1);
    await make();
    await remove();
    expect((await make()).usage).toEqual({ counted: 1, limit: 1 });
  });

  it('of what does not count leaves the count', async () => {
    await make();
    await make({ name: 'Orders' });
    await revoke('permanent');
    expect((await remove()).usage.counted).toBe(1);
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    await make({ name: 'Robot', ownerAccountId: robot, authorizationGroupId: null });
    expect((await remove(here.ada, 3)).usage.counted).toBe(1);
    expect((await list()).all).toBe(1);
  });

  it.each([
    ['remove', () => remove()],
    ['revoke until reinstated', () => revoke('until-reinstated')],
    ['revoke permanently', () => revoke('permanent')],
    ['reinstate', () => reinstate()],
  ])('is the end of the key for every other action: %s', async (_, work) => {
    await make();
    await revoke('until-reinstated');
    await remove();
    await refused(work, 'KEY_REMOVED');
  });

  it('is the end of editing too', async () => {
    const { row } = await make();
    await remove();
    await refused(() => edit(here.deps, here.ada, editOf(row, { revision: 2 })), 'KEY_REMOVED');
  });
});

describe('undoing a removal', () => {
  it('brings back the key as it was, with its secret', async () => {
    const { secret, row: before } = await make({ description: 'nightly run', expiresAt: MORNING + DAY });
    await remove();
    here.clock.pass(10_000);
    const { row, usage } = await restore();
    expect(row).toEqual({ ...before, revision: 3 });
    expect(usage.counted).toBe(1);
    expect(await codeOf(secret)).toBe('VALID');
    expect((await list()).rows).toEqual([row]);
    expect((await list('nightly')).rows).toEqual([row]);
    expect(await lastEntry()).toMatchObject({
      action: 'keys.restore',
      details: { after: { hint: before.hint } },
    });
  });

  it('leaves a revocation as it was', async () => {
    await make();
    await revoke('until-reinstated');
    await remove();
    expect((await restore()).row).toMatchObject({ state: 'revoked', revocation: 'until-reinstated' });
  });

  it('is possible for a minute, to the millisecond', async () => {
    expect(UNDO_WINDOW).toBe(MINUTE);
    await make();
    await remove();
    here.clock.pass(UNDO_WINDOW);
    await restore();
    await remove();
    here.clock.pass(UNDO_WINDOW + 1);
    await refused(() => restore(), 'UNDO_TOO_LATE');
  });

  it('is refused when the name is another key’s by now', async () => {
    await make();
    await remove();
    await make({ name: 'ＰＡＹＲＯＬＬ' });
    await refused(() => restore(), 'NAME_TAKEN');
  });

  it('is refused when its place is taken, unless it needs none', async () => {
    await limitTo(1);
    await make();
    await remove();
    await make({ name: 'Orders' });
    await refused(() => restore(), 'KEY_LIMIT_REACHED');
    await revoke('permanent', here.ada, 2);
    await restore();
    await revoke('permanent');
    await remove();
    await make({ name: 'Ledger' });
    expect((await restore()).usage).toEqual({ counted: 1, limit: 1 });
  });

  it('is refused for what is not removed', async () => {
    await make();
    await refused(() => restore(), 'NOT_REMOVED');
  });
});

describe('who may', () => {
  const steps = [
    ['revoke', (actor: Actor) => revoke('until-reinstated', actor)],
    ['reinstate', (actor: Actor) => reinstate(actor)],
    ['remove', (actor: Actor) => remove(actor)],
    ['restore', (actor: Actor) => restore(actor)],
  ] as const;

  it('a tenant key: whoever holds Manage Tenant API Keys', async () => {
    await make();
    for (const [, step] of steps) {
      await refused(() => step(holding(here.ada, 'view', 'manage-user-api-key')), 'FORBIDDEN');
      await step(holding(here.ada, 'manage-tenant-api-keys'));
    }
  });

  it('an account’s key, a person’s too: whoever holds Manage User API Key', async () => {
    await make({ ownerAccountId: here.ada.accountId, authorizationGroupId: null });
    const bob = await addAdministrator(here, 'bob');
    for (const [, step] of steps) {
      await refused(() => step(holding(bob, 'view', 'manage-tenant-api-keys')), 'FORBIDDEN');
      await step(holding(bob, 'manage-user-api-key'));
    }
  });

  it('nobody of another tenant, and nobody what is not there', async () => {
    await make();
    const elsewhere = { ...here.ada, tenantId: 2 };
    for (const [, step] of steps) await refused(() => step(elsewhere), 'KEY_NOT_FOUND');
    await refused(() => remove(here.ada, 2), 'KEY_NOT_FOUND');
  });

  it('who may not learns nothing of the state', async () => {
    await make();
    await remove();
    await refused(() => revoke('permanent', holding(here.ada, 'view')), 'FORBIDDEN');
  });
});
