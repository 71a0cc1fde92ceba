import { renameSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addTenant } from '../support/change.ts';
import { Program } from '../support/program.ts';
import { openAt, tempStore } from '../support/store.ts';
import { whenDone } from '../support/temp-folder.ts';
import { useWriter } from '../../src/core/endpoint/use-store.ts';
import { watchStore } from '../../src/main/store-watch.ts';

// Only the timer that looks: everything else goes on as it does.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());
const aLook = () => vi.advanceTimersByTime(1_000);

/** A batch as an endpoint writes it; what is in it makes no difference here. */
const NOTHING_USED = { uses: [], refusals: [] };

async function watched() {
  const store = await tempStore();
  const other = await openAt(store.path, 'write');
  const onChange = vi.fn<() => void>();
  const onUses = vi.fn<() => void>();
  const onError = (error: unknown) => {
    throw error;
  };
  const onReplaced = vi.fn<() => void>();
  const unwatch = watchStore(store, { onChange, onUses, onReplaced, onError });
  whenDone(unwatch);
  return { store, other, onChange, onUses, onReplaced, unwatch };
}

describe('the watch', () => {
  it('tells once of another connection’s commit, and once of several before a look', async () => {
    const { other, onChange } = await watched();
    await addTenant(other.db, 'Contoso');
    expect(onChange).not.toHaveBeenCalled();
    aLook();
    expect(onChange).toHaveBeenCalledTimes(1);
    aLook();
    aLook();
    expect(onChange).toHaveBeenCalledTimes(1);
    await addTenant(other.db, 'Tailspin');
    await addTenant(other.db, 'Fabrikam');
    aLook();
    aLook();
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('says nothing of the program’s own changes, nor of what is read or rolled back elsewhere', async () => {
    const { store, other, onChange } = await watched();
    await addTenant(store.db, 'Contoso');
    await store.db.selectFrom('tenants').selectAll().execute();
    aLook();
    await other.db.selectFrom('tenants').selectAll().execute();
    await expect(addTenant(other.db, 'Contoso')).rejects.toThrow();
    aLook();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('tells once that another file is at the store’s place, and not that there is none for a moment', async () => {
    const { store, onChange, onReplaced } = await watched();
    renameSync(store.path, `${store.path}.away`);
    aLook();
    expect(onReplaced).not.toHaveBeenCalled();
    writeFileSync(store.path, 'another');
    aLook();
    aLook();
    expect(onReplaced).toHaveBeenCalledTimes(1);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('tells of another’s change among its own', async () => {
    const { store, other, onChange } = await watched();
    await addTenant(store.db, 'One');
    await addTenant(other.db, 'Two');
    await addTenant(store.db, 'Three');
    aLook();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('tells uses apart from changes, also when both come before one look', async () => {
    const { other, onChange, onUses } = await watched();
    const write = useWriter(other.sqlite);
    write(NOTHING_USED);
    write(NOTHING_USED);
    aLook();
    aLook();
    expect([onUses.mock.calls.length, onChange.mock.calls.length]).toEqual([1, 0]);
    await addTenant(other.db, 'Contoso');
    write(NOTHING_USED);
    aLook();
    expect([onUses.mock.calls.length, onChange.mock.calls.length]).toEqual([1, 1]);
    write(NOTHING_USED);
    aLook();
    expect([onUses.mock.calls.length, onChange.mock.calls.length]).toEqual([2, 1]);
  });

  it('takes uses for uses after a change of the program’s own', async () => {
    const { store, other, onChange, onUses } = await watched();
    await addTenant(store.db, 'Contoso');
    aLook();
    useWriter(other.sqlite)(NOTHING_USED);
    aLook();
    expect([onUses.mock.calls.length, onChange.mock.calls.length]).toEqual([1, 0]);
  });

  it('takes what has neither an entry nor uses for a change', async () => {
    const { other, onChange, onUses } = await watched();
    other.sqlite.exec("INSERT INTO settings VALUES ('theme', '1')");
    aLook();
    expect([onUses.mock.calls.length, onChange.mock.calls.length]).toEqual([0, 1]);
  });

  it('looks no more once it is undone', async () => {
    const { other, onChange, unwatch } = await watched();
    await addTenant(other.db, 'Contoso');
    unwatch();
    aLook();
    expect(onChange).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the window', () => {
  const told = (program: Program) => program.events.filter(({ name }) => name === 'store-changed');

  it('is told of what another process did, and not of what the person did', async () => {
    const program = await Program.setUp();
    await program.generate();
    await program.api.keys.revoke({ id: 1, how: 'until-reinstated' });
    aLook();
    expect(told(program)).toEqual([]);
    await program.sql('UPDATE keys SET last_used_at = 1');
    aLook();
    aLook();
    expect(told(program)).toEqual([{ name: 'store-changed', payload: {} }]);
    await program.stop();
    await program.sql('UPDATE keys SET last_used_at = 2');
    aLook();
    expect(told(program)).toHaveLength(1);
  });
});
