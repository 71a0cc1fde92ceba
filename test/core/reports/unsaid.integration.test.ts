import { beforeEach, describe, expect, it } from 'vitest';
import { editRole } from '../../../src/core/access/role-service.ts';
import { frameOf } from '../../../src/core/actor.ts';
import { change } from '../../../src/core/audit/change.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import type { ReachQuestion } from '../../../src/core/reports/request.ts';
import { DAY, MORNING } from '../../support/clock.ts';
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
});
