import { beforeEach, describe, expect, it } from 'vitest';
import { addMembers } from '../../../src/core/access/data-access-members.ts';
import { createDataAccessGroup } from '../../../src/core/access/data-access-service.ts';
import { editRole } from '../../../src/core/access/role-service.ts';
import { disableAccount, enableAccount } from '../../../src/core/accounts/account-status.ts';
import { createAccount } from '../../../src/core/accounts/create-account.ts';
import { noteExport } from '../../../src/core/keys/export-keys.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { reinstate, revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import type { ReachQuestion } from '../../../src/core/reports/request.ts';
import { archiveTenant, restoreTenant } from '../../../src/core/tenants/tenant-service.ts';
import { DAY, HOUR, MORNING } from '../../support/clock.ts';
import { entriesAfter, named, newKey, permissionIds, tracesOf } from '../../support/keys.ts';
import { type Organisation, organisation, secondTenant } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { MACHINE, PERSON } from '../accounts/scene.ts';
import { fact, report, row, rows } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const review = (asOf = here.clock.time, question: ReachQuestion | null = null) =>
  report(here, { kind: 'access-review', asOf, question });
const names = async (asOf: number, question: ReachQuestion | null = null) =>
  rows(await review(asOf, question), 'keys').map(({ name }) => name);

const key = async (name: string, more: Parameters<typeof newKey>[1] = {}) => {
  const group = (more.ownerAccountId ?? null) === null ? here.fullAccess : null;
  const input = newKey(here.fullAccess, { name, authorizationGroupId: group, ...more });
  return (await generate(here.deps, here.ada, input)).row.id;
};

/** An API-only account in a data access group of these scopes. */
async function machine(username: string, ...scopes: readonly string[]): Promise<number> {
  const { id } = (await createAccount(here.deps, here.ada, { ...MACHINE, username })).row;
  if (scopes.length > 0) {
    const made = { name: `Data of ${username}`, description: '', scopes };
    const group = await createDataAccessGroup(here.deps, here.ada, made);
    await addMembers(here.deps, here.ada, { id: group.id, accountIds: [id] });
  }
  return id;
}

describe('as of a date', () => {
  it('tells the keys that worked then, whatever became of them', async () => {
    const { deps, ada, clock } = here;
    const shop = await machine('API -- Shop', 'EU-01', 'EU-02');
    const [payroll] = [await key('Payroll'), await key('Short', { expiresAt: MORNING + HOUR })];
    const till = await key('Till', { ownerAccountId: shop });
    const first = clock.time;
    clock.pass(DAY);
    await revoke(deps, ada, { id: payroll, how: 'until-reinstated' });
    await disableAccount(deps, ada, shop);
    const second = clock.time;
    clock.pass(DAY);
    await reinstate(deps, ada, payroll);
    await enableAccount(deps, ada, shop);
    await remove(deps, ada, till);
    const third = clock.time;
    clock.pass(DAY);
    await remove(deps, ada, payroll);
    expect(await names(first)).toEqual(['Payroll', 'Short', 'Till']);
    expect(await names(first - 1)).toEqual([]);
    expect(await names(second)).toEqual([]);
    expect(rows(await review(second), 'shutKeys').map(({ name, why }) => [name, why])).toEqual([
      ['Payroll', 'revoked until reinstated'],
      ['Short', 'expired'],
      ['Till', 'owner disabled'],
    ]);
    expect(await names(third)).toEqual(['Payroll']);
    expect(await names(clock.time)).toEqual([]);
    // Exactly at its expiry a key is expired.
    expect(await names(MORNING + HOUR - 1)).toContain('Short');
    expect(await names(MORNING + HOUR)).not.toContain('Short');
  });

  it('holds a list once for all keys that have it, and tells those apart that differ', async () => {
    const { ada, store } = here;
    const [reporting = 0] = await named(store.db, ada, 'roles', 'Reporting');
    const shops = [await machine('API -- Shop', 'EU-01'), await machine('API -- Till', 'EU-02')];
    const excludedPermissionIds = await permissionIds(store.db, ada, 'reports:read');
    for (const [place, ownerAccountId] of shops.entries()) {
      for (const more of [{}, { roleIds: [reporting] }, { roleIds: [reporting], excludedPermissionIds }]) {
        for (const twin of [1, 2]) {
          const name = `${place} ${Object.keys(more).length} ${twin}`;
          await key(name, { ownerAccountId, ...more });
        }
      }
    }
    const document = await review();
    const cell = (name: string, column: string) => row(document, 'reach', name)[column];
    for (const kind of ['0', '1', '2']) {
      for (const column of ['roles', 'permissions', 'withheld']) {
        for (const twin of ['0', '1']) {
          expect(cell(`${twin} ${kind} 2`, column)).toBe(cell(`0 ${kind} 1`, column));
        }
      }
    }
    expect(cell('0 1 1', 'permissions')).toContain('reports:read');
    expect(cell('0 2 1', 'permissions')).not.toContain('reports:read');
    expect(cell('0 0 1', 'roles')).toEqual([]);
    expect(cell('0 0 1', 'dataScopes')).toEqual(['EU-01']);
    expect(cell('1 0 1', 'dataScopes')).toEqual(['EU-02']);
    expect(cell('1 0 2', 'dataScopes')).toBe(cell('1 2 1', 'dataScopes'));
  });

  it('tells what they could reach, and what roles gave then', async () => {
    const { deps, ada, clock, store } = here;
    const [reporting = 0] = await named(store.db, ada, 'roles', 'Reporting');
    const [orders = 0] = await named(store.db, ada, 'api_sets', 'Orders');
    const shop = await machine('API -- Shop', 'EU-02', 'EU-01');
    const id = await key('Till', {
      ownerAccountId: shop,
      roleIds: [reporting],
      excludedPermissionIds: await permissionIds(store.db, ada, 'reports:read'),
      apiAccess: 'selected',
      apiSetIds: [orders],
      allowlist: '10.0.0.0/8',
      expiresAt: MORNING + 30 * DAY,
    });
    const asOf = clock.time;
    clock.pass(DAY);
    const { row: rotated } = await rotate(deps, ada, { id, overlap: '24-hours', expiresAt: null });
    const all = await permissionIds(store.db, ada, 'customers:write');
    await editRole(deps, ada, {
      id: reporting,
      revision: 1,
      name: 'Renamed',
      description: '',
      permissionIds: all,
      authorities: [],
    });
    const before = await review(asOf);
    expect(row(before, 'reach', 'Till')).toEqual({
      id,
      name: 'Till',
      authorizationGroup: null,
      roles: ['Reporting'],
      permissions: ['invoices:read', 'orders:read'],
      withheld: ['reports:read'],
      apiSets: ['Orders'],
      dataAccessGroups: ['Data of API -- Shop'],
      dataScopes: ['EU-01', 'EU-02'],
    });
    expect(row(before, 'keys', 'Till')).toMatchObject({
      owner: 'API -- Shop',
      allowlist: ['10.0.0.0/8'],
      expires: { at: MORNING + 30 * DAY },
      createdBy: 'ada',
      rotated: null,
      oldSecretUntil: null,
    });
    expect(rows(before, 'roles').map(({ name }) => name)).toContain('Reporting');
    const after = await review();
    expect(row(after, 'reach', 'Till')).toMatchObject({
      roles: ['Renamed'],
      permissions: ['customers:write'],
    });
    expect(row(after, 'keys', 'Till')).toMatchObject({
      hint: rotated.hint,
      expires: null,
      oldSecretUntil: { at: clock.time + DAY },
    });
  });

  it('tells people with their authorities, and nobody of another tenant', async () => {
    const { deps, ada, clock, store } = here;
    const [auditor = 0] = await named(store.db, ada, 'roles', 'Auditor');
    const ben = (await createAccount(deps, ada, { ...PERSON, roleIds: [auditor] })).row.id;
    await machine('robot');
    await secondTenant(here);
    const asOf = clock.time;
    clock.pass(DAY);
    await disableAccount(deps, ada, ben);
    expect(rows(await review(asOf), 'people')).toMatchObject([
      { username: 'ada', status: 'active', roles: ['Super User'] },
      {
        username: 'ben',
        status: 'active',
        roles: ['Auditor'],
        authorities: ['View', 'View Activity', 'Export'],
      },
    ]);
    expect(row(await review(), 'people', 'ben')).toMatchObject({ status: 'disabled' });
  });

  it('lets no key of an archived tenant work', async () => {
    const { deps, ada, clock } = here;
    await key('Payroll');
    const otto = await secondTenant(here);
    const elsewhere = { ...ada, tenantId: otto.tenantId };
    clock.pass(1);
    // Somebody could otherwise not sign in any more.
    here.store.sqlite.exec(`UPDATE accounts SET tenant_id = ${otto.tenantId} WHERE id = ${ada.accountId}`);
    await archiveTenant(deps, elsewhere, ada.tenantId);
    expect(rows(await review(), 'shutKeys')).toMatchObject([{ name: 'Payroll', why: 'tenant archived' }]);
    clock.pass(1);
    await restoreTenant(deps, elsewhere, ada.tenantId);
    expect(await names(clock.time)).toEqual(['Payroll']);
    expect(await names(clock.time - 1)).toEqual([]);
  });

  it('is the same whatever comes later, the entry of its own export included', async () => {
    const { deps, ada, clock } = here;
    const id = await key('Payroll');
    const asOf = clock.time;
    const before = await review(asOf);
    const head = (await entriesAfter(here.store.db)).at(-1);
    clock.pass(1);
    await noteExport(deps, ada, 1);
    await remove(deps, ada, id);
    clock.pass(400 * DAY);
    expect(await review(asOf)).toEqual(before);
    expect(fact(before, 'logEntry')).toBe(head?.seq);
    // And it needs nothing but the log.
    here.store.sqlite.exec(
      'PRAGMA foreign_keys = OFF; DELETE FROM secrets; DELETE FROM keys; DELETE FROM roles',
    );
    expect(await review(asOf)).toEqual(before);
  });

  it('passes hostile names on unharmed, and no secret', async () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '=HYPERLINK("x")',
      '👩‍👩‍👧 & Söhne',
      'y'.repeat(200),
      'tenant',
    ];
    const owner = await machine('tenant', '=cmd|A1', '<b>');
    const secrets: string[] = [];
    for (const name of hostile) {
      const input = newKey(here.fullAccess, { name, ownerAccountId: owner, authorizationGroupId: null });
      secrets.push((await generate(here.deps, here.ada, input)).secret);
    }
    const document = await review();
    expect(new Set(rows(document, 'keys').map(({ name }) => name))).toEqual(new Set(hostile));
    expect(row(document, 'reach', 'tenant')).toMatchObject({ dataScopes: ['<b>', '=cmd|A1'] });
    // The account of that name, not the tenant.
    expect(row(document, 'keys', 'tenant')).toMatchObject({ owner: 'tenant' });
    for (const trace of tracesOf(...secrets)) expect(JSON.stringify(document)).not.toContain(trace);
  });
});

describe('asked who could reach one thing', () => {
  beforeEach(async () => {
    const { deps, ada, store } = here;
    const [reporting = 0, processing = 0] = await named(
      store.db,
      ada,
      'roles',
      'Reporting',
      'Order processing',
    );
    const [orders = 0, invoices = 0] = await named(store.db, ada, 'api_sets', 'Orders', 'Invoices');
    const shop = await machine('API -- Shop', 'EU-01');
    const till = await machine('API -- Till', 'US');
    const limited = { apiAccess: 'selected' } as const;
    await key('Everything', { roleIds: [reporting] });
    await key('Orders', {
      ownerAccountId: shop,
      roleIds: [processing],
      ...limited,
      apiSetIds: [orders, invoices],
    });
    await key('Invoices', { ownerAccountId: till, roleIds: [reporting], ...limited, apiSetIds: [invoices] });
    const excludedPermissionIds = await permissionIds(store.db, ada, 'invoices:read');
    await key('Withheld', { roleIds: [reporting], excludedPermissionIds });
    const gone = await key('Revoked', { roleIds: [reporting] });
    await revoke(deps, ada, { id: gone, how: 'permanent' });
    await createAccount(deps, ada, { ...PERSON, roleIds: [reporting] });
  });

  const ask = async (question: ReachQuestion) => {
    const document = await review(here.clock.time, question);
    return rows(document, 'keys').map(({ name, through }) => [name, through]);
  };

  it('a permission: by group and roles, less what is withheld', async () => {
    const question = { by: 'permission', permission: 'invoices:read' } as const;
    expect(await ask(question)).toEqual([
      ['Everything', ['authorization group “Full access”', 'role “Reporting”']],
      ['Invoices', ['role “Reporting”']],
    ]);
    expect(rows(await review(here.clock.time, question), 'people')).toMatchObject([
      { username: 'ben', through: ['role “Reporting”'] },
    ]);
  });

  it('an operation: by API sets, read as verification does', async () => {
    expect(await ask({ by: 'operation', method: 'POST', target: '/v1/orders/7' })).toEqual([
      ['Everything', ['All API sets']],
      ['Orders', ['API set “Orders”: * /v1/orders/**']],
      ['Withheld', ['All API sets']],
    ]);
    // No key manages keys, and a path that can be read in two ways is let through by no set.
    expect(await ask({ by: 'operation', method: 'GET', target: '/latchkey/keys' })).toEqual([]);
    expect(
      (await ask({ by: 'operation', method: 'GET', target: '/v1/orders/..;/invoices' })).map(
        ([name]) => name,
      ),
    ).not.toContain('Orders');
  });

  it('a data scope: by the groups of the owner; tenant keys are not limited by them', async () => {
    expect(await ask({ by: 'data-scope', scope: 'EU-01' })).toEqual([
      ['Everything', ['tenant key, which data access groups do not limit']],
      ['Orders', ['data access group “Data of API -- Shop”']],
      ['Withheld', ['tenant key, which data access groups do not limit']],
    ]);
  });

  it.each([
    [{ by: 'permission', permission: 'invoices' }, 'permission'],
    [{ by: 'operation', method: 'GET x', target: '/v1' }, 'method'],
    [{ by: 'operation', method: 'GET', target: 'v1' }, 'target'],
    [{ by: 'data-scope', scope: ' ' }, 'scope'],
  ] as const)('%o is refused', async (question, field) => {
    expect(await refusal(ask(question))).toMatchObject({ code: 'INVALID_INPUT', field });
  });
});
