import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/shared/everything.ts';
import { addManyKeys } from '../support/keys.ts';
import { Program, until } from '../support/program.ts';
import { openAt, refusal } from '../support/store.ts';

/** A program with so many keys that a batch takes more than one turn. */
async function withKeys(count: number) {
  const program = await Program.setUp();
  await program.generate();
  const store = await openAt(program.storePath, 'write');
  const { groups, limit } = {
    groups: store.sqlite
      .prepare(`SELECT id FROM authorization_groups WHERE name = 'Full access'`)
      .pluck()
      .get(),
    limit: store.sqlite.prepare('UPDATE tenants SET key_limit = 1000000'),
  };
  limit.run();
  const ids = addManyKeys(store, { tenantId: 1, accountId: 1 }, groups as number, count);
  await store.close();
  return { program, ids: [1, ...ids] };
}
const states = (program: Program) =>
  program.rows<{ revoked: number }>('SELECT count(*) AS revoked FROM keys WHERE revocation IS NOT NULL');

describe('a batch under way', () => {
  it('is the only one, and lets everything else be read', async () => {
    const { program, ids } = await withKeys(600);
    const input = { action: 'revoke', selection: { by: 'ids', ids }, expected: ids.length } as const;
    const first = program.api.keys.batch(input);
    await until(() => program.events.some(({ name }) => name === 'batch-progress'));
    expect(await refusal(program.api.keys.batch(input))).toMatchObject({ code: 'BATCH_UNDER_WAY' });
    const page = await program.api.keys.list({ view: EVERYTHING, after: null, limit: 10 });
    expect(
      page.rows.map(({ state }) => state),
      'nothing of it is seen before it is done',
    ).toEqual(Array.from({ length: 10 }, () => 'active'));
    expect(await program.api.keys.get({ id: 1 })).toMatchObject({ row: { state: 'active' } });
    expect(program.backend.calls.underWay()).toBe(true);
    expect(await first).toEqual({ done: ids, refused: [], refusedCount: 0 });
    expect((await program.api.keys.get({ id: 1 })).row.state).toBe('revoked');
    // And then the next one may.
    expect((await program.api.keys.batch({ ...input, action: 'reinstate' })).done).toHaveLength(ids.length);
    expect(program.internalErrors).toEqual([]);
  });

  it('does not keep the screen open when the computer goes to sleep', async () => {
    const { program, ids } = await withKeys(600);
    const input = { action: 'revoke', selection: { by: 'ids', ids }, expected: ids.length } as const;
    const batch = program.api.keys.batch(input);
    await until(() => program.events.some(({ name }) => name === 'batch-progress'));
    await program.backend.lock('suspend');
    expect(program.events.at(-1)).toMatchObject({ name: 'session', payload: { status: 'locked' } });
    expect(program.backend.calls.underWay(), 'it goes on behind the lock').toBe(true);
    expect((await batch).done).toHaveLength(ids.length);
    await program.backend.calls.settle();
    expect((await program.log()).at(-1)).toMatchObject({ action: 'session.lock' });
  });

  it('makes another change wait, and both are done', async () => {
    const { program, ids } = await withKeys(300);
    const batch = program.api.keys.batch({
      action: 'revoke',
      selection: { by: 'ids', ids },
      expected: ids.length,
    });
    await until(() => program.events.some(({ name }) => name === 'batch-progress'));
    const made = program.generate({ name: 'Orders' });
    expect((await batch).done).toHaveLength(ids.length);
    expect((await made).row.state).toBe('active');
  });

  it('tells of its progress up to its end', async () => {
    const { program, ids } = await withKeys(600);
    program.events.length = 0;
    await program.api.keys.batch({ action: 'remove', selection: { by: 'ids', ids }, expected: ids.length });
    const told = program.events.filter(({ name }) => name === 'batch-progress').map(({ payload }) => payload);
    expect(told[0]).toEqual({ done: 0, of: ids.length });
    expect(told.at(-1)).toEqual({ done: ids.length, of: ids.length });
    const numbers = told.map((payload) => (payload as { done: number }).done);
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  });

  it('is stopped by the person who started it, and leaves nothing', async () => {
    const { program, ids } = await withKeys(1000);
    const entries = (await program.log()).length;
    const batch = refusal(
      program.api.keys.batch({ action: 'revoke', selection: { by: 'ids', ids }, expected: ids.length }),
    );
    await until(() => program.events.some(({ name }) => name === 'batch-progress'));
    await program.api.keys.cancelBatch(undefined);
    expect(await batch).toMatchObject({ code: 'CANCELLED' });
    expect(await states(program)).toEqual([{ revoked: 0 }]);
    expect(await program.log()).toHaveLength(entries);
    const { changes } = await program.api.keys.previewBatch({
      action: 'revoke',
      selection: { by: 'ids', ids },
    });
    expect(changes).toBe(ids.length);
  });

  it('is waited for when the program ends', async () => {
    const { program, ids } = await withKeys(600);
    const batch = program.api.keys.batch({
      action: 'revoke',
      selection: { by: 'ids', ids },
      expected: ids.length,
    });
    await until(() => program.events.some(({ name }) => name === 'batch-progress'));
    await program.stop();
    expect((await batch).done).toHaveLength(ids.length);
    expect(await states(program)).toEqual([{ revoked: ids.length }]);
  });

  it('to stop when there is none does nothing', async () => {
    const program = await Program.setUp();
    await program.generate();
    expect(await program.api.keys.cancelBatch(undefined)).toEqual({});
    const input = { action: 'revoke' as const, selection: { by: 'ids' as const, ids: [1] }, expected: 1 };
    expect((await program.api.keys.batch(input)).done).toEqual([1]);
  });
});

it('a batch that failed lets the next one begin', async () => {
  const program = await Program.setUp();
  await program.generate();
  const input = { action: 'revoke' as const, selection: { by: 'ids' as const, ids: [1] } };
  expect(await refusal(program.api.keys.batch({ ...input, expected: 5 }))).toMatchObject({
    code: 'COUNT_CHANGED',
  });
  await program.api.keys.batch({ ...input, expected: 1 });
});
