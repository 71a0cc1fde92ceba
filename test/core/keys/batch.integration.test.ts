import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import { type BatchInput, type BatchWatch, runBatch } from '../../../src/core/keys/batch.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { listKeys } from '../../../src/core/keys/list/list-keys.ts';
import { previewBatch } from '../../../src/core/keys/preview-batch.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { GenerateInput } from '../../../src/shared/key-input.ts';
import type { KeySelection } from '../../../src/shared/key-view.ts';
import { DAY, HOUR, MINUTE, MORNING } from '../../support/clock.ts';
import { addManyKeys, entriesAfter, newKey } from '../../support/keys.ts';
import { addAccount, holding, type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { meddle, openAt, refusal } from '../../support/store.ts';
import { verifyKey } from '../../support/verification.ts';
import { faultIn } from '../../support/log.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const make = (name: string, more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, { name, ...more }));
const byIds = (...ids: number[]): KeySelection => ({ by: 'ids', ids });
const WATCH: BatchWatch = { onProgress: () => {}, signal: new AbortController().signal };
const run = (
  action: BatchInput['action'],
  selection: KeySelection,
  expected: number,
  { actor = here.ada, watch = {} }: { actor?: Actor; watch?: Partial<BatchWatch> } = {},
) => runBatch(here.deps, actor, { action, selection, expected }, { ...WATCH, ...watch });
const preview = (action: BatchInput['action'], selection: KeySelection, actor: Actor = here.ada) =>
  previewBatch(here.deps, actor, { action, selection });
const usage = async () => {
  const { all, usage } = await listKeys(here.deps, here.ada, { view: EVERYTHING, after: null, limit: 1 });
  return { all, ...usage };
};
const everything = async () => ({
  keys: await meddle(here.store).selectFrom('keys').selectAll().execute(),
  tenants: await meddle(here.store).selectFrom('tenants').selectAll().execute(),
  found: here.store.sqlite.prepare('SELECT count(*) FROM key_search').pluck().get(),
  entries: await entriesAfter(here.deps.db),
});
async function refused(work: () => Promise<unknown>, failure: object): Promise<void> {
  const before = await everything();
  expect(await refusal(work)).toMatchObject(failure);
  expect(await everything(), 'nothing was changed').toEqual(before);
}

describe('each action', () => {
  it('is told row by row: what is done, and why not', async () => {
    const { secret } = await make('Payroll');
    await make('Orders');
    await make('Ledger');
    await make('Backup');
    await revoke(here.deps, here.ada, { id: 2, how: 'until-reinstated' });
    await revoke(here.deps, here.ada, { id: 3, how: 'permanent' });
    await remove(here.deps, here.ada, 4);
    const selection = byIds(1, 2, 3, 4, 99, 1);
    const code = async () => verifyKey(here.store, secret, here.clock.time).code;

    expect(await run('revoke', selection, 1)).toEqual({
      done: [1],
      refused: [
        { id: 2, name: 'Orders', code: 'ALREADY_REVOKED', message: expect.any(String) },
        { id: 3, name: 'Ledger', code: 'ALREADY_REVOKED', message: expect.any(String) },
        { id: 4, name: 'Backup', code: 'KEY_REMOVED', message: expect.any(String) },
        { id: 99, name: '', code: 'KEY_NOT_FOUND', message: expect.any(String) },
      ],
      refusedCount: 4,
    });
    expect(await code()).toBe('REVOKED');
    expect(await usage()).toEqual({ all: 3, counted: 2, limit: 10 });

    expect(await run('reinstate', selection, 2)).toMatchObject({
      done: [1, 2],
      refused: [{ code: 'PERMANENTLY_REVOKED' }, { code: 'KEY_REMOVED' }, { code: 'KEY_NOT_FOUND' }],
    });
    expect(await code()).toBe('VALID');

    here.clock.pass(MINUTE + 1);
    expect(await run('remove', selection, 3)).toMatchObject({
      done: [1, 2, 3],
      refused: [{ code: 'KEY_REMOVED' }, { code: 'KEY_NOT_FOUND' }],
    });
    expect(await code()).toBe('DELETED');
    expect(await usage()).toEqual({ all: 0, counted: 0, limit: 10 });

    expect(await run('restore', selection, 3)).toMatchObject({
      done: [1, 2, 3],
      refused: [{ code: 'UNDO_TOO_LATE' }, { code: 'KEY_NOT_FOUND' }],
    });
    expect(await code()).toBe('VALID');
    expect(await usage()).toEqual({ all: 3, counted: 2, limit: 10 });
    expect(faultIn(here.store)).toBeNull();
  });

  it('can be undone for a minute from its end, however long it took', async () => {
    await make('Payroll');
    // It takes a minute and a half from the first look at the clock.
    let begun = false;
    const slow = {
      ...here.deps,
      now: () => {
        if (begun) return here.clock.time;
        begun = true;
        const start = here.clock.time;
        here.clock.pass(1.5 * MINUTE);
        return start;
      },
    };
    const watch = { onProgress: () => {}, signal: new AbortController().signal };
    await runBatch(slow, here.ada, { action: 'remove', selection: byIds(1), expected: 1 }, watch);
    expect(await run('restore', byIds(1), 1)).toMatchObject({ done: [1], refused: [] });
    expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({ action: 'keys.restore' });
  });

  it('counts the revision of each key up once', async () => {
    await make('Payroll');
    await make('Orders');
    await run('revoke', byIds(1, 2, 1), 2);
    const revisions = await meddle(here.store).selectFrom('keys').select('revision').execute();
    expect(revisions).toEqual([{ revision: 2 }, { revision: 2 }]);
  });

  it('is in the log once for the batch and once for each key that changed', async () => {
    await make('Payroll');
    await make('Orders');
    await revoke(here.deps, here.ada, { id: 2, how: 'until-reinstated' });
    const { length } = await entriesAfter(here.deps.db);
    await run('revoke', byIds(1, 2), 1);
    await run('remove', byIds(1), 1);
    const [summary, ofKey, ofRemoval, removed] = await entriesAfter(here.deps.db, length);
    expect(summary).toMatchObject({
      action: 'keys.batch',
      target: null,
      details: { action: 'revoke', changed: 1, refused: 1 },
    });
    expect(ofKey).toMatchObject({
      action: 'keys.revoke',
      target: { type: 'key', id: 1, name: 'Payroll' },
      details: { batch: true, before: { revocation: null }, after: { revocation: 'until-reinstated' } },
    });
    expect(ofRemoval).toMatchObject({ action: 'keys.batch' });
    expect(removed).toMatchObject({
      action: 'keys.remove',
      details: { batch: true, before: { hint: expect.any(String) } },
    });
  });
});

describe('restoring', () => {
  it('leaves out what lost its name or its place meanwhile, and the preview says so', async () => {
    await meddle(here.store).updateTable('tenants').set({ key_limit: 3 }).execute();
    for (const name of ['Payroll', 'Orders', 'Ledger']) await make(name);
    await run('remove', byIds(1, 2, 3), 3);
    await make('PAYROLL');
    await make('Web shop');
    const foreseen = await preview('restore', byIds(1, 2, 3));
    expect(foreseen).toMatchObject({
      selected: 3,
      changes: 1,
      refused: [
        { id: 1, code: 'NAME_TAKEN' },
        { id: 3, code: 'KEY_LIMIT_REACHED' },
      ],
    });
    const { done, refused } = await run('restore', byIds(1, 2, 3), foreseen.changes);
    expect({ done, refused }).toEqual({ done: [2], refused: foreseen.refused });
    expect(await usage()).toEqual({ all: 3, counted: 3, limit: 3 });
  });

  it('brings back what can be brought back, whatever number was expected', async () => {
    await make('Payroll');
    await make('Orders');
    await run('remove', byIds(1, 2), 2);
    await make('Payroll');
    expect(await run('restore', byIds(1, 2), 2)).toMatchObject({
      done: [2],
      refused: [{ code: 'NAME_TAKEN' }],
    });
  });

  it('gives a name that two removed keys had to the first of them', async () => {
    await make('Payroll');
    await remove(here.deps, here.ada, 1);
    await make('payroll');
    await remove(here.deps, here.ada, 2);
    expect(await preview('restore', byIds(2, 1))).toMatchObject({ changes: 1, refused: [{ id: 1 }] });
    expect(await run('restore', byIds(2, 1), 1)).toMatchObject({ done: [2], refused: [{ id: 1 }] });
  });
});

describe('all or nothing', () => {
  it.each([0, 1, 3])('%i expected where two would change undoes everything', async (expected) => {
    await make('Payroll');
    await make('Orders');
    for (const action of ['revoke', 'remove'] as const) {
      await refused(() => run(action, byIds(1, 2), expected), { code: 'COUNT_CHANGED' });
    }
  });

  it('what was there when the person looked and is there no more is not overlooked', async () => {
    await make('Payroll');
    await make('Orders');
    const { changes } = await preview('revoke', { by: 'view', view: EVERYTHING, except: [] });
    await make('Ledger');
    await refused(() => run('revoke', { by: 'view', view: EVERYTHING, except: [] }, changes), {
      code: 'COUNT_CHANGED',
      message: expect.stringContaining('3 instead of 2'),
    });
  });

  it.each(['revoke', 'remove'] as const)('stopped in the middle, %s leaves nothing', async (action) => {
    const ids = addManyKeys(here.store, here.ada, here.fullAccess, 600);
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number) => {
      seen.push(done);
      if (done === 250) controller.abort();
    };
    await refused(
      () => run(action, byIds(...ids), 600, { watch: { onProgress, signal: controller.signal } }),
      { code: 'CANCELLED' },
    );
    expect(seen).toEqual([0, 250]);
    await run(action, byIds(...ids), 600);
  });

  it('nobody else sees a half', async () => {
    const ids = addManyKeys(here.store, here.ada, here.fullAccess, 600);
    const other = await openAt(here.store.path, 'read');
    const seen = new Set<unknown>();
    const look = () =>
      seen.add(other.sqlite.prepare('SELECT count(*) FROM keys WHERE revocation IS NOT NULL').pluck().get());
    let over = false;
    const looking = (async () => {
      while (!over) {
        look();
        await setImmediate();
      }
    })();
    await run('revoke', byIds(...ids), 600);
    over = true;
    await looking;
    look();
    expect([...seen]).toEqual([0, 600]);
  });
});

describe('a batch by a view', () => {
  it('takes what the view shows but for the exceptions', async () => {
    await make('Payroll', { expiresAt: MORNING + HOUR });
    await make('Orders');
    await make('Ledger');
    await revoke(here.deps, here.ada, { id: 3, how: 'until-reinstated' });
    const active = { ...EVERYTHING, status: 'active' as const };
    expect(await run('revoke', { by: 'view', view: active, except: [2] }, 1)).toEqual({
      done: [1],
      refused: [],
      refusedCount: 0,
    });
    const revoked = { ...EVERYTHING, status: 'revoked' as const };
    expect(await run('remove', { by: 'view', view: revoked, except: [] }, 2)).toEqual({
      done: [3, 1],
      refused: [],
      refusedCount: 0,
    });
    here.clock.pass(HOUR);
    expect(
      await run('remove', { by: 'view', view: { ...EVERYTHING, search: 'ord' }, except: [] }, 1),
    ).toEqual({
      done: [2],
      refused: [],
      refusedCount: 0,
    });
  });

  it('of nothing changes nothing', async () => {
    const none: KeySelection = { by: 'view', view: EVERYTHING, except: [] };
    expect(await preview('remove', none)).toEqual({
      selected: 0,
      changes: 0,
      refused: [],
      lastUsed: [],
      everUsed: 0,
      usesInLastDay: 0,
      addresses: [],
      addressCount: 0,
    });
    expect(await run('remove', none, 0)).toEqual({ done: [], refused: [], refusedCount: 0 });
  });

  it('is of the actor’s tenant, as are ids', async () => {
    await make('Payroll');
    const otto = await secondTenant(here);
    const all: KeySelection = { by: 'view', view: EVERYTHING, except: [] };
    expect(await run('remove', all, 0, { actor: otto })).toEqual({ done: [], refused: [], refusedCount: 0 });
    expect(await run('remove', byIds(1), 0, { actor: otto })).toMatchObject({
      done: [],
      refused: [{ id: 1, name: '', code: 'KEY_NOT_FOUND' }],
    });
    expect((await usage()).all).toBe(1);
  });
});

describe('without an authority', () => {
  it('the rows of its owners are refused, the others done', async () => {
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    await make('Payroll');
    await make('Robot', { ownerAccountId: robot, authorizationGroupId: null });
    const tenants = holding(here.ada, 'view', 'manage-tenant-api-keys');
    const accounts = holding(here.ada, 'view', 'manage-user-api-key');
    expect(await preview('revoke', byIds(1, 2), tenants)).toMatchObject({
      changes: 1,
      refused: [{ id: 2, name: 'Robot', code: 'FORBIDDEN' }],
    });
    expect(await run('revoke', byIds(1, 2), 1, { actor: tenants })).toMatchObject({
      done: [1],
      refused: [{ id: 2, code: 'FORBIDDEN' }],
    });
    expect(await run('revoke', byIds(1, 2), 1, { actor: accounts })).toMatchObject({
      done: [2],
      refused: [{ id: 1, code: 'FORBIDDEN' }],
    });
    await refused(() => run('remove', byIds(1, 2), 0, { actor: holding(here.ada, 'view') }), {
      code: 'FORBIDDEN',
    });
    await refused(() => preview('remove', byIds(1), holding(here.ada)), { code: 'FORBIDDEN' });
  });
});

describe('the preview', () => {
  it('says who used the keys last and how often, of those that would change', async () => {
    const ids = addManyKeys(here.store, here.ada, here.fullAccess, 120);
    const [first = 0, second = 0, third = 0] = ids;
    const db = meddle(here.store);
    for (const [index, id] of ids.slice(0, 12).entries()) {
      await db
        .updateTable('keys')
        .set({ last_used_at: MORNING - index })
        .where('id', '=', id)
        .execute();
    }
    await revoke(here.deps, here.ada, { id: first, how: 'until-reinstated' });
    const hour = MORNING - (MORNING % HOUR);
    await db
      .insertInto('key_uses')
      .values([
        { key_id: first, hour, uses: 1000 },
        { key_id: second, hour, uses: 5 },
        { key_id: third, hour: hour - DAY, uses: 30 },
        { key_id: third, hour: hour - DAY - HOUR, uses: 700 },
      ])
      .execute();
    const seen = await preview('revoke', byIds(...ids));
    expect(seen).toMatchObject({ selected: 120, changes: 119, everUsed: 11, usesInLastDay: 35 });
    expect(seen.lastUsed.map(({ id }) => id)).toEqual(ids.slice(1, 11));
    expect(seen.lastUsed[0]).toEqual({ id: second, name: 'Key 1', lastUsedAt: MORNING - 1 });
    expect(seen.refused).toMatchObject([{ id: first, code: 'ALREADY_REVOKED' }]);
  });

  it('names at most a hundred refused keys, and counts all', async () => {
    const ids = addManyKeys(here.store, here.ada, here.fullAccess, 1100);
    const seen = await preview('reinstate', byIds(...ids));
    expect(seen).toMatchObject({ selected: 1100, changes: 0 });
    expect(seen.refused.map(({ id }) => id)).toEqual(ids.slice(0, 100));
  });

  it('changes nothing', async () => {
    await make('Payroll');
    const before = await everything();
    for (const action of ['revoke', 'reinstate', 'remove', 'restore'] as const)
      await preview(action, byIds(1));
    expect(await everything()).toEqual(before);
  });
});

it('a thousand keys keep the event loop alive, and all of it adds up', async () => {
  const ids = addManyKeys(here.store, here.ada, here.fullAccess, 1000);
  await meddle(here.store).updateTable('tenants').set({ key_limit: 1000 }).execute();
  const { length } = await entriesAfter(here.deps.db);
  for (const action of ['revoke', 'reinstate', 'remove', 'restore'] as const) {
    let ticks = 0;
    let over = false;
    const ticking = (async () => {
      while (!over) {
        await setImmediate();
        ticks += 1;
      }
    })();
    const told: [number, number][] = [];
    const onProgress = (done: number, of: number) => void told.push([done, of]);
    const { done, refused } = await run(action, byIds(...ids), 1000, { watch: { onProgress } });
    over = true;
    await ticking;
    expect({ done, refused }).toEqual({ done: ids, refused: [] });
    // One for each part of the work, and one for each part of the log.
    expect(ticks).toBeGreaterThanOrEqual(10);
    expect(told).toEqual([0, 250, 500, 750, 1000].map((done) => [done, 1000]));
  }
  expect(await usage()).toMatchObject({ all: 1000, counted: 1000 });
  expect((await entriesAfter(here.deps.db)).length - length).toBe(4 * 1001);
  expect(faultIn(here.store)).toBeNull();
});
