import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { openStore, type Store } from '../../../src/core/db/open.ts';
import { addTenant } from '../../support/change.ts';
import { MORNING } from '../../support/clock.ts';
import { refusal, tempStore } from '../../support/store.ts';
import { whenDone } from '../../support/temp-folder.ts';

/** Another program that is in the middle of a change. */
function otherProgram(path: string): { finish: () => void } {
  const other = new Sqlite(path);
  other.exec('BEGIN IMMEDIATE');
  whenDone(() => void other.close());
  return { finish: () => void other.exec('COMMIT') };
}

const names = (store: Store) => store.db.selectFrom('tenants').select('name').orderBy('id').execute();

describe('while another program is writing', () => {
  it('a change waits, the event loop does not, and the change goes through', async () => {
    const store = await tempStore();
    const other = otherProgram(store.path);
    let settled = false;
    const waiting = addTenant(store.db, 'Northwind').finally(() => (settled = true));
    const ticks: number[] = [];
    const ticking = setInterval(() => ticks.push(ticks.length), 1);
    while (ticks.length < 5) await setImmediate();
    clearInterval(ticking);
    expect(settled).toBe(false);
    other.finish();
    await waiting;
    expect(await names(store)).toEqual([{ name: 'Northwind' }]);
  });

  it('what was asked for meanwhile is done too, in its order', async () => {
    const store = await tempStore();
    const other = otherProgram(store.path);
    const waiting = ['first', 'second', 'third'].map((name) => addTenant(store.db, name));
    await setImmediate();
    other.finish();
    await Promise.all(waiting);
    expect(await names(store)).toEqual([{ name: 'first' }, { name: 'second' }, { name: 'third' }]);
  });

  it('a change gives up at its deadline, says so, and nothing of it is there', async () => {
    const { path, close } = await tempStore();
    await close();
    const store = await openStore({ path, mode: 'write', now: () => MORNING, busyDeadline: 0 });
    whenDone(() => store.close());
    const other = otherProgram(path);
    expect(await refusal(addTenant(store.db, 'Northwind'))).toMatchObject({
      name: 'StoreError',
      code: 'STORE_BUSY',
      message: expect.stringContaining('Try again'),
    });
    expect(await names(store)).toEqual([]);
    other.finish();
    await addTenant(store.db, 'Northwind');
    expect(await names(store)).toEqual([{ name: 'Northwind' }]);
  });

  it('a change waits for five seconds and no longer, unless a test says otherwise', async () => {
    const store = await tempStore();
    otherProgram(store.path);
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
    try {
      let said: unknown = null;
      addTenant(store.db, 'Northwind').catch((error: unknown) => (said = error));
      await vi.advanceTimersByTimeAsync(4_950);
      expect(said).toBeNull();
      await vi.advanceTimersByTimeAsync(100);
      expect(said).toMatchObject({ code: 'STORE_BUSY' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('reading goes on', async () => {
    const store = await tempStore();
    await addTenant(store.db, 'Northwind');
    const other = otherProgram(store.path);
    expect(await names(store)).toEqual([{ name: 'Northwind' }]);
    let settled = false;
    const waiting = addTenant(store.db, 'Southwind').finally(() => (settled = true));
    for (let times = 0; times < 20; times += 1) {
      expect(await names(store)).toEqual([{ name: 'Northwind' }]);
      await setImmediate();
    }
    expect(settled).toBe(false);
    other.finish();
    await waiting;
    expect(await names(store)).toEqual([{ name: 'Northwind' }, { name: 'Southwind' }]);
  });
});

it('a full disk leaves nothing of a change behind, says so, and the next change works once there is room', async () => {
  const store = await tempStore();
  await addTenant(store.db, 'Northwind');
  const pages = store.sqlite.pragma('page_count', { simple: true }) as number;
  store.sqlite.pragma(`max_page_count = ${pages}`);
  const error = await refusal(async () => {
    for (let count = 0; count < 200; count += 1) await addTenant(store.db, `${count} ${'x'.repeat(500)}`);
  });
  expect(error).toMatchObject({ name: 'StoreError', code: 'STORE_FULL' });
  store.sqlite.pragma(`max_page_count = ${pages * 100}`);
  await addTenant(store.db, 'Southwind');
  const counts = store.sqlite.prepare(
    'SELECT (SELECT count(*) FROM tenants) - (SELECT count(*) FROM audit_entries)',
  );
  expect(counts.pluck().get()).toBe(0);
});
