import { describe, expect, it } from 'vitest';
import { change, recordRefusal } from '../../../src/core/audit/change.ts';
import type { EntryBody } from '../../../src/core/audit/entry.ts';
import { addTenant, frame } from '../../support/change.ts';
import { openAt, refusal, tempStore } from '../../support/store.ts';
import { faultIn } from '../../support/log.ts';

describe('a change and its entry', () => {
  it('are there together', async () => {
    const store = await tempStore();
    const id = await addTenant(store.db, 'Northwind');
    const entries = await store.db.selectFrom('audit_entries').selectAll().execute();
    expect(entries).toHaveLength(1);
    const body = JSON.parse(entries[0]?.body ?? '') as EntryBody;
    expect(body).toEqual({
      version: 1,
      log: expect.stringMatching(/^[0-9a-f]{32}$/),
      epoch: 1,
      seq: 1,
      time: frame.time,
      origin: 'desktop',
      session: 'a session',
      actor: null,
      tenant: null,
      action: 'tenants.create',
      target: { type: 'tenant', id, name: 'Northwind' },
      outcome: 'done',
      details: {},
      previous: null,
    });
    expect(entries[0]).toMatchObject({ action: 'tenants.create', target_type: 'tenant', target_id: id });
  });

  it('are both not there when the entry cannot be written', async () => {
    const store = await tempStore();
    store.sqlite.exec(
      `CREATE TEMP TRIGGER no_log BEFORE INSERT ON main.audit_entries BEGIN SELECT RAISE(FAIL, 'no log today'); END`,
    );
    await refusal(addTenant(store.db, 'Northwind'));
    const other = await openAt(store.path, 'read');
    for (const table of ['tenants', 'audit_entries', 'audit_epochs'] as const) {
      expect(await other.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
    store.sqlite.exec('DROP TRIGGER no_log');
    await addTenant(store.db, 'Northwind');
    expect(faultIn(store)).toBeNull();
  });

  it('are both not there when the entry cannot be put into words', async () => {
    const store = await tempStore();
    const saying = (details: { number: number }) =>
      change(store.db, frame, async (write) => {
        await write.updateTable('tenants').set({ key_limit: 99 }).execute();
        return { result: null, entries: [{ action: 'tenant.edit', details }] };
      });
    await addTenant(store.db, 'Northwind');
    expect(await refusal(saying({ number: Number.NaN }))).toBeInstanceOf(TypeError);
    expect(await store.db.selectFrom('tenants').select('key_limit').execute()).toEqual([{ key_limit: 10 }]);
  });

  it('are both not there when the change fails halfway', async () => {
    const store = await tempStore();
    const failing = change(store.db, frame, async (write) => {
      await write
        .insertInto('audit_epochs')
        .values({ epoch: 9, log_id: 'x', opened_at: 0, previous_head: null })
        .execute();
      throw new Error('halfway');
    });
    expect(await refusal(failing)).toMatchObject({ message: 'halfway' });
    expect(await store.db.selectFrom('audit_epochs').selectAll().execute()).toEqual([]);
  });

  it('a refused attempt is an entry of its own', async () => {
    const store = await tempStore();
    await recordRefusal(store.db, frame, { action: 'keys.generate', details: { code: 'FORBIDDEN' } });
    const entries = await store.db.selectFrom('audit_entries').select(['action', 'outcome']).execute();
    expect(entries).toEqual([{ action: 'keys.generate', outcome: 'refused' }]);
  });
});
