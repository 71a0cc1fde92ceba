import { beforeEach, describe, expect, it } from 'vitest';
import { edit as editFor } from '../../../src/core/keys/edit.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { readDetails } from '../../../src/core/keys/key-details.ts';
import { listKeys } from '../../../src/core/keys/list/list-keys.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { EditInput, GenerateInput } from '../../../src/shared/key-input.ts';
import type { KeyRow } from '../../../src/shared/key-row.ts';
import { DAY, MORNING } from '../../support/clock.ts';
import { editOf, entriesAfter, groupId, named, newKey, permissionIds, tracesOf } from '../../support/keys.ts';
import {
  addAccount,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
  secondTenant,
} from '../../support/people.ts';
import { meddle, refusal } from '../../support/store.ts';
import { verifyKey } from '../../support/verification.ts';

let here: Organisation;
let row: KeyRow;
let secret: string;
beforeEach(async () => {
  here = await organisation();
  ({ row, secret } = await make());
});

const make = (more: Partial<GenerateInput> = {}) =>
  generate(here.deps, here.ada, newKey(here.fullAccess, { expiresAt: MORNING + DAY, ...more }));
const edit = (more: Partial<EditInput> = {}) => editFor(here.deps, here.ada, editOf(row, more));
const details = () => readDetails(here.deps, here.ada, row.id);
const found = async (search: string) =>
  (await listKeys(here.deps, here.ada, { view: { ...EVERYTHING, search }, after: null, limit: 9 })).rows.map(
    ({ id }) => id,
  );
const lastEntry = async () => (await entriesAfter(here.deps.db)).at(-1);
const everything = async () => ({
  keys: await meddle(here.store).selectFrom('keys').selectAll().execute(),
  roles: await meddle(here.store).selectFrom('key_roles').selectAll().execute(),
  sets: await meddle(here.store).selectFrom('key_api_sets').selectAll().execute(),
  entries: await entriesAfter(here.deps.db),
});
async function refused(work: () => Promise<unknown>, failure: object): Promise<void> {
  const before = await everything();
  expect(await refusal(work)).toMatchObject(failure);
  expect(await everything(), 'nothing was changed').toEqual(before);
}

describe('an edit', () => {
  it('changes names and limits, and neither secret, hint, owner nor expiry', async () => {
    const [orders = 0] = await named(here.deps.db, here.ada, 'api_sets', 'Orders');
    const [reporting = 0] = await named(here.deps.db, here.ada, 'roles', 'Reporting');
    const [withheld = 0] = await permissionIds(here.deps.db, here.ada, 'orders:write');
    const readOnly = await groupId(here.deps.db, here.ada, 'Read only');
    here.clock.pass(1000);
    const { row: after, usage } = await edit({
      name: '  Wages ',
      description: ' by night\n',
      authorizationGroupId: readOnly,
      allowlist: '10.1.2.3/16\n\n::ffff:10.9.9.9\n10.1.0.0/16',
      roleIds: [reporting],
      excludedPermissionIds: [withheld],
      apiAccess: 'selected',
      apiSetIds: [orders],
    });
    expect(after).toEqual({
      ...row,
      name: 'Wages',
      description: 'by night',
      authorizationGroup: { id: readOnly, name: 'Read only' },
      revision: 2,
    });
    expect(usage).toEqual({ counted: 1, limit: 10 });
    expect(await details()).toMatchObject({
      row: after,
      allowlist: '10.1.0.0/16\n10.9.9.9',
      roles: [{ id: reporting, name: 'Reporting' }],
      excludedPermissionIds: [withheld],
      apiAccess: 'selected',
      apiSets: [{ id: orders, name: 'Orders' }],
      rotatedAt: null,
      secrets: [{ hint: row.hint }],
    });
    const asked = {
      key: secret,
      address: '10.1.2.3',
      operation: { method: 'GET', target: '/v1/orders/7' },
      permissions: [],
    };
    const { code, subject } = verifyKey(here.store, asked, here.clock.time);
    expect(code).toBe('VALID');
    expect(subject?.policy).toMatchObject({ group: 'Read only', roles: ['Reporting'], apiSets: ['Orders'] });
    expect(subject?.secret.name).toBe('Wages');
    const elsewhere = verifyKey(here.store, { ...asked, address: '10.2.0.1' }, here.clock.time);
    expect(elsewhere.code).toBe('IP_NOT_ALLOWED');
  });

  it('has no way to name an expiry or an owner', async () => {
    const { row: after } = await edit({ expiresAt: null, ownerAccountId: here.ada.accountId } as object);
    expect(after).toMatchObject({ expiresAt: MORNING + DAY, owner: null });
  });

  it('takes away what it no longer names', async () => {
    const roleIds = await named(here.deps.db, here.ada, 'roles', 'Reporting', 'Order processing');
    const apiSetIds = await named(here.deps.db, here.ada, 'api_sets', 'Orders', 'Customers');
    const excludedPermissionIds = await permissionIds(here.deps.db, here.ada, 'orders:write', 'orders:read');
    await edit({ roleIds, apiAccess: 'selected', apiSetIds, excludedPermissionIds, allowlist: '10.0.0.1' });
    await edit({ revision: 2, roleIds: roleIds.slice(1) });
    expect(await details()).toMatchObject({
      allowlist: '',
      roles: [{ id: roleIds[1] }],
      excludedPermissionIds: [],
      apiAccess: 'all',
      apiSets: [],
    });
  });

  it('passes over what is named twice', async () => {
    const [role = 0] = await named(here.deps.db, here.ada, 'roles', 'Reporting');
    await edit({ roleIds: [role, role] });
    expect((await details()).roles).toHaveLength(1);
  });

  it('can be done to an expired key and to one that waits to be reinstated', async () => {
    here.clock.pass(2 * DAY);
    await revoke(here.deps, here.ada, { id: 1, how: 'until-reinstated' });
    expect((await edit({ revision: 2, name: 'Wages' })).row).toMatchObject({
      name: 'Wages',
      revocation: 'until-reinstated',
      expiresAt: MORNING + DAY,
    });
  });

  it('is refused for what was revoked permanently or removed', async () => {
    await revoke(here.deps, here.ada, { id: 1, how: 'permanent' });
    await refused(() => edit({ revision: 2 }), { code: 'PERMANENTLY_REVOKED' });
    await remove(here.deps, here.ada, 1);
    await refused(() => edit({ revision: 3 }), { code: 'KEY_REMOVED' });
  });
});

describe('the revision', () => {
  it('of somebody who has not seen the last change is refused', async () => {
    await edit({ name: 'Wages' });
    await refused(() => edit({ name: 'Salaries' }), { code: 'KEY_CHANGED' });
    await edit({ name: 'Salaries', revision: 2 });
  });

  it('goes up with every change, so a revocation is not overlooked', async () => {
    await revoke(here.deps, here.ada, { id: 1, how: 'until-reinstated' });
    await refused(() => edit(), { code: 'KEY_CHANGED' });
  });

  it('lets one of two through that edit at the same moment', async () => {
    const results = await Promise.allSettled([edit({ name: 'Wages' }), edit({ name: 'Salaries' })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await details()).row.revision).toBe(2);
  });
});

describe('the name', () => {
  it('may stay, and may change in how it is written', async () => {
    await edit();
    expect((await edit({ revision: 2, name: 'PAYROLL' })).row.name).toBe('PAYROLL');
  });

  it.each(['Orders', 'ORDERS', 'Ｏｒｄｅｒｓ'])('%s is taken when there is Orders', async (name) => {
    await make({ name: 'Orders' });
    await refused(() => edit({ name }), { code: 'NAME_TAKEN', field: 'name' });
  });

  it('is free when it was a removed key’s', async () => {
    await make({ name: 'Orders' });
    await remove(here.deps, here.ada, 2);
    await edit({ name: 'Orders' });
  });

  it.each(['', ' a ', 'pay\u202eroll'])('%o is refused', (name) =>
    refused(() => edit({ name }), { code: 'INVALID_INPUT', field: 'name' }),
  );

  it('and the description are found anew, and no more by what they were', async () => {
    await edit({ name: 'Salaries', description: 'by night' });
    expect(await found('payroll')).toEqual([]);
    expect(await found('salar')).toEqual([1]);
    expect(await found('BY NIGHT')).toEqual([1]);
    expect(await found(row.hint)).toEqual([1]);
    await edit({ revision: 2, name: 'Salaries', description: '' });
    expect(await found('by night')).toEqual([]);
  });
});

describe('what limits the key', () => {
  it.each<[field: string, more: Partial<EditInput>, code: string]>([
    ['description', { description: 'x'.repeat(1001) }, 'INVALID_INPUT'],
    ['allowlist', { allowlist: '10.0.0.1\n10.0.0.300' }, 'INVALID_INPUT'],
    ['authorizationGroupId', { authorizationGroupId: null }, 'AUTHORIZATION_GROUP_REQUIRED'],
    ['authorizationGroupId', { authorizationGroupId: 999 }, 'UNKNOWN_AUTHORIZATION_GROUP'],
    ['roleIds', { roleIds: [1, 999] }, 'UNKNOWN_ROLE'],
    ['excludedPermissionIds', { excludedPermissionIds: [999] }, 'UNKNOWN_PERMISSION'],
    ['apiSetIds', { apiAccess: 'selected', apiSetIds: [999] }, 'UNKNOWN_API_SET'],
    ['apiSetIds', { apiAccess: 'selected', apiSetIds: [] }, 'API_SETS_REQUIRED'],
    ['apiSetIds', { apiAccess: 'all', apiSetIds: [1] }, 'INVALID_INPUT'],
  ])('in %s: %o is refused', (field, more, code) => refused(() => edit(more), { code, field }));

  it('names the line of an allowlist that is wrong', async () => {
    expect(await refusal(edit({ allowlist: '10.0.0.1\nnonsense' }))).toMatchObject({
      message: expect.stringContaining('Line 2'),
    });
  });

  it('is of this tenant', async () => {
    const otto = await secondTenant(here);
    const { db } = here.deps;
    const [role = 0] = await named(db, otto, 'roles', 'Reporting');
    const [set = 0] = await named(db, otto, 'api_sets', 'Orders');
    const [permission = 0] = await permissionIds(db, otto, 'orders:write');
    const group = await groupId(db, otto);
    const others: [Partial<EditInput>, string][] = [
      [{ authorizationGroupId: group }, 'UNKNOWN_AUTHORIZATION_GROUP'],
      [{ roleIds: [role] }, 'UNKNOWN_ROLE'],
      [{ excludedPermissionIds: [permission] }, 'UNKNOWN_PERMISSION'],
      [{ apiAccess: 'selected', apiSetIds: [set] }, 'UNKNOWN_API_SET'],
    ];
    for (const [more, code] of others) await refused(() => edit(more), { code });
    await refused(() => editFor(here.deps, otto, editOf(row)), { code: 'KEY_NOT_FOUND' });
  });

  it('is a group of the type that fits the owner', async () => {
    const user = await groupId(here.deps.db, here.ada, 'Standard user');
    await refused(() => edit({ authorizationGroupId: user }), {
      code: 'WRONG_GROUP_TYPE',
      field: 'authorizationGroupId',
    });
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const { row: other } = await make({ name: 'Robot', ownerAccountId: robot, authorizationGroupId: null });
    const editRobot = (revision: number, authorizationGroupId: number | null) =>
      editFor(here.deps, here.ada, editOf(other, { revision, authorizationGroupId }));
    await refused(() => editRobot(1, here.fullAccess), { code: 'WRONG_GROUP_TYPE' });
    expect((await editRobot(1, user)).row.authorizationGroup).toEqual({ id: user, name: 'Standard user' });
    expect((await editRobot(2, null)).row.authorizationGroup).toBeNull();
  });
});

describe('the log', () => {
  it('says what differs, before and after, and nothing else', async () => {
    const [reporting = 0] = await named(here.deps.db, here.ada, 'roles', 'Reporting');
    const [orders = 0] = await named(here.deps.db, here.ada, 'api_sets', 'Orders');
    const [withheld = 0] = await permissionIds(here.deps.db, here.ada, 'orders:write');
    const readOnly = await groupId(here.deps.db, here.ada, 'Read only');
    const { fullAccess } = here;
    await edit({ name: 'Wages', allowlist: '10.1.2.3/16', roleIds: [reporting] });
    expect(await lastEntry()).toMatchObject({
      action: 'keys.edit',
      actor: { name: 'ada' },
      target: { type: 'key', id: 1, name: 'Wages' },
    });
    expect((await lastEntry())?.details).toEqual({
      before: { name: 'Payroll', allowlist: [], roles: [] },
      after: { name: 'Wages', allowlist: ['10.1.0.0/16'], roles: ['Reporting'] },
      ids: { owner: null, authorizationGroup: fullAccess, roles: [reporting], apiSets: 'all' },
    });
    await edit({
      revision: 2,
      name: 'Wages',
      allowlist: '10.1.0.0/16',
      roleIds: [reporting],
      apiAccess: 'selected',
      apiSetIds: [orders],
      excludedPermissionIds: [withheld],
      authorizationGroupId: readOnly,
    });
    expect((await lastEntry())?.details).toEqual({
      before: { apiSets: 'all', authorizationGroup: 'Full access', withheld: [] },
      after: { apiSets: ['Orders'], authorizationGroup: 'Read only', withheld: ['orders:write'] },
      ids: { owner: null, authorizationGroup: readOnly, roles: [reporting], apiSets: [orders] },
    });
    for (const trace of tracesOf(secret)) {
      expect(JSON.stringify(await entriesAfter(here.deps.db))).not.toContain(trace);
    }
  });
});

describe('who may', () => {
  it('a tenant key: whoever holds Manage Tenant API Keys', async () => {
    const as = (...authorities: Parameters<typeof holding>[1][]) =>
      editFor(here.deps, holding(here.ada, ...authorities), editOf(row));
    await refused(() => as('view', 'manage-user-api-key'), { code: 'FORBIDDEN' });
    await as('manage-tenant-api-keys');
  });

  it('an account’s key: whoever holds Manage User API Key, because no secret is shown', async () => {
    const { row } = await make({
      name: 'Mine',
      ownerAccountId: here.ada.accountId,
      authorizationGroupId: null,
    });
    const bob = await addAdministrator(here, 'bob');
    const as = (...authorities: Parameters<typeof holding>[1][]) =>
      editFor(here.deps, holding(bob, ...authorities), editOf(row));
    await refused(() => as('view', 'manage-tenant-api-keys'), { code: 'FORBIDDEN' });
    await as('manage-user-api-key');
  });
});
