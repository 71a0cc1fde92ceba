import { beforeEach, describe, expect, it } from 'vitest';
import { editRole } from '../../../src/core/access/role-service.ts';
import { frameOf } from '../../../src/core/actor.ts';
import { change } from '../../../src/core/audit/change.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import type { ReachQuestion } from '../../../src/core/reports/request.ts';
import { backedUp, restore } from '../../support/backup.ts';
import { DAY, HOUR, MORNING } from '../../support/clock.ts';
import { entriesAfter, named, newKey, permissionIds } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { report, row, rows } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const review = (asOf = here.clock.time, question: ReachQuestion | null = null) =>
  report(here, { kind: 'access-review', asOf, question });

const key = async (name: string, more: Parameters<typeof newKey>[1] = {}) =>
  (await generate(here.deps, here.ada, newKey(here.fullAccess, { name, ...more }))).row.id;

describe('what the log does not say', () => {
  /** Entries as an older Latchkey wrote them: no ids, and nothing of what a tenant begins with. */
  async function olderLog(): Promise<void> {
    const entries = await entriesAfter(here.store.db);
    const put = here.store.sqlite.prepare('UPDATE audit_entries SET body = ? WHERE seq = ?');
    for (const entry of entries) {
      const { ids: _, starter: __, ...details } = entry.details;
      put.run(JSON.stringify({ ...entry, details }), entry.seq);
    }
  }

  it('stands in the report, and nothing is guessed', async () => {
    const { deps, ada, clock, store } = here;
    const [reporting = 0] = await named(store.db, ada, 'roles', 'Reporting');
    const [orders = 0] = await named(store.db, ada, 'api_sets', 'Orders');
    await key('Payroll', { roleIds: [reporting], apiAccess: 'selected', apiSetIds: [orders] });
    await olderLog();
    const document = await review();
    expect(row(document, 'reach', 'Payroll')).toMatchObject({
      authorizationGroup: 'Full access',
      roles: ['Reporting'],
      permissions: [],
      apiSets: ['Orders'],
    });
    expect(rows(document, 'unsaid').map(({ about }) => about)).toEqual([
      'what the tenant began with',
      'API set “Orders”',
      'authorization group “Full access”',
      'role “Reporting”',
      'role “Super User”',
    ]);
    const asked = await review(clock.time, { by: 'permission', permission: 'invoices:read' });
    expect(rows(asked, 'keys')).toEqual([]);
    expect(rows(asked, 'unsaid')).toContainEqual({
      about: 'key “Payroll”',
      what: 'what was in the authorization group “Full access”, the role “Reporting”',
    });
    // From the first entry on that says it, it is known, also under another name.
    clock.pass(1);
    await editRole(deps, ada, {
      id: reporting,
      revision: 1,
      name: 'Renamed',
      description: '',
      permissionIds: await permissionIds(store.db, ada, 'invoices:read'),
      authorities: [],
    });
    expect(row(await review(), 'reach', 'Payroll')).toMatchObject({
      roles: ['Renamed'],
      permissions: ['invoices:read'],
    });
  });

  it('a key whose beginning is not in the log, unless a later entry shut it', async () => {
    const { deps, ada } = here;
    const [one, other] = [await key('One'), await key('Other')];
    here.store.sqlite.exec(`UPDATE audit_entries SET action = 'keys.export' WHERE action = 'keys.generate'`);
    await rotate(deps, ada, { id: one, overlap: 'none', expiresAt: null });
    await revoke(deps, ada, { id: other, how: 'permanent' });
    const document = await review();
    expect(rows(document, 'keys')).toEqual([]);
    expect(rows(document, 'shutKeys')).toMatchObject([{ name: 'Other', why: 'revoked permanently' }]);
    expect(rows(document, 'unsaid')).toEqual([{ about: 'key “One”', what: 'how the key was made' }]);
  });

  it('that the clock was set back, and what only a newer Latchkey knows', async () => {
    const { deps, ada, clock } = here;
    clock.pass(10 * DAY);
    await key('Future');
    clock.time = MORNING + DAY;
    await key('Payroll');
    await change(deps.db, frameOf(ada, clock.time), () =>
      Promise.resolve({ result: undefined, entries: [{ action: 'keys.teleport' }] }),
    );
    const document = await review();
    // In the order in which they were written, Future was there.
    expect(rows(document, 'keys').map(({ name }) => name)).toEqual(['Future', 'Payroll']);
    expect(rows(document, 'unsaid').map(({ about }) => about)).toEqual([
      'the clock',
      'the action keys.teleport',
    ]);
  });

  it('what was done between a backup and its restore, at a moment between the two and at no other', async () => {
    const { clock } = here;
    await key('Payroll');
    const made = await backedUp(here);
    const backedUpAt = clock.time;
    clock.pass(HOUR);
    await key('Shop');
    const between = clock.time;
    expect(rows(await review(between), 'unsaid')).toEqual([]);
    clock.pass(HOUR);
    await restore(here, made.path);
    const restored = new Date(clock.time).toISOString();
    // Shop worked then, and is in no log that is here.
    for (const at of [backedUpAt, between]) {
      const document = await review(at);
      expect(rows(document, 'keys').map(({ name }) => name)).toEqual(['Payroll']);
      expect(rows(document, 'unsaid')).toEqual([
        { about: 'the time before a restore', what: expect.stringContaining(restored) },
      ]);
    }
    expect(rows(await review(backedUpAt - 1), 'unsaid')).toEqual([]);
    expect(rows(await review(), 'unsaid')).toEqual([]);
  });

  it('entries that somebody has changed into what none can be, and no report fails by them', async () => {
    const { store, clock } = here;
    await key('Payroll');
    const [{ body }] = store.sqlite.prepare('SELECT body FROM audit_entries ORDER BY seq DESC').all() as [
      { body: string },
    ];
    const entry = JSON.parse(body) as { details: { after: object } };
    const wrong: readonly object[] = [
      {},
      { ...entry, details: null },
      { ...entry, time: 1e300 },
      { ...entry, outcome: { at: 'x' } },
      { ...entry, target: { type: 'key', id: 'x', name: 'y' } },
      { ...entry, actor: { name: [] } },
    ];
    const put = store.sqlite.prepare("UPDATE audit_entries SET body = ? WHERE action = 'keys.generate'");
    const activity = () => report(here, { kind: 'activity', from: 0, to: clock.time + 1 });
    for (const each of wrong) {
      put.run(JSON.stringify(each));
      expect(rows(await review(), 'unsaid')).toContainEqual({
        about: 'the log',
        what: '1 of its entries cannot be read. Verify the log.',
      });
      expect(rows(await activity(), 'entries').at(-1)).toMatchObject({ action: 'cannot be read' });
    }
    const after = { ...entry.details.after, expiresAt: 1e300 };
    put.run(JSON.stringify({ ...entry, details: { ...entry.details, after } }));
    expect(row(await review(), 'keys', 'Payroll')).toMatchObject({ expires: '1e+300' });
  });
});
