import { english } from '../../../src/shared/language/t.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { effectivePermissions, grantedPermissions } from '../../../src/core/access/granted.ts';
import type { Actor } from '../../../src/core/actor.ts';
import { edit } from '../../../src/core/keys/edit.ts';
import { generate as generateFor } from '../../../src/core/keys/generate.ts';
import { readOwners } from '../../../src/core/keys/key-authority.ts';
import { readDetails } from '../../../src/core/keys/key-details.ts';
import { AUTHORITIES, AUTHORITY_NAMES } from '../../../src/shared/authorities.ts';
import type { GenerateInput } from '../../../src/shared/key-input.ts';
import { editOf, entriesAfter, groupId, named, newKey, permissionIds } from '../../support/keys.ts';
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
beforeEach(async () => {
  here = await organisation();
});

const generate = (more: Partial<GenerateInput> = {}, actor: Actor = here.ada) =>
  generateFor(here.deps, actor, newKey(here.fullAccess, more));
const generateOwned = (ownerAccountId: number, actor: Actor = here.ada) =>
  generate({ ownerAccountId, authorizationGroupId: null, name: `Key ${Math.random()}` }, actor);
async function refused(work: () => Promise<unknown>, failure: object): Promise<void> {
  const before = await everything();
  expect(await refusal(work)).toMatchObject(failure);
  expect(await everything(), 'nothing was changed').toEqual(before);
}
const everything = async () => ({
  keys: await meddle(here.store).selectFrom('keys').selectAll().execute(),
  tenants: await meddle(here.store).selectFrom('tenants').selectAll().execute(),
  entries: await entriesAfter(here.deps.db),
});

describe('rule 5: who may generate for whom', () => {
  const BOTH = ['manage-tenant-api-keys', 'manage-user-api-key'] as const;
  const OWNERS = ['tenant', 'robot', 'self', 'other'] as const;
  /** Every owner with every choice of the two authorities: the answer for each. */
  const matrix = OWNERS.flatMap((owner) =>
    [[], [BOTH[0]], [BOTH[1]], [...BOTH]].map((authorities) => {
      const needed = owner === 'tenant' ? BOTH[0] : BOTH[1];
      const allowed = owner !== 'other' && authorities.includes(needed);
      return [
        owner,
        authorities.join(' + ') || 'none',
        allowed ? 'generates' : 'is refused',
        authorities,
      ] as const;
    }),
  );

  it.each(matrix)('%s, with %s: %s', async (owner, _, answer, authorities) => {
    const bob = await addAdministrator(here, 'bob');
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const accounts = { tenant: null, robot, self: bob.accountId, other: here.ada.accountId };
    const ownerAccountId = accounts[owner];
    const authorizationGroupId = owner === 'tenant' ? here.fullAccess : null;
    const actor = holding(bob, 'view', ...authorities);
    const work = () => generate({ ownerAccountId, authorizationGroupId }, actor);
    const owners = await readOwners(here.deps.db, actor);
    const may =
      ownerAccountId === null
        ? owners.tenant
        : owners.accounts.find(({ accountId }) => accountId === ownerAccountId)?.mayGenerate;
    expect(may, 'the screen offers what the core allows').toBe(answer === 'generates');
    if (answer === 'is refused') return refused(work, { code: 'FORBIDDEN' });
    const { row, secret } = await work();
    expect(row.owner?.accountId ?? null).toBe(ownerAccountId);
    expect(verifyKey(here.store, secret, here.clock.time).code).toBe('VALID');
  });

  it('says to whom the person has to turn', async () => {
    const bob = await addAdministrator(here, 'bob');
    expect(await refusal(generateOwned(bob.accountId))).toMatchObject({
      message: expect.stringContaining('Only bob'),
    });
  });

  it('a disabled account gets no key, not even from itself', async () => {
    const bob = await addAdministrator(here, 'bob');
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true, disabled: true });
    await meddle(here.store)
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', bob.accountId)
      .execute();
    await refused(() => generateOwned(robot), { code: 'OWNER_DISABLED', field: 'ownerAccountId' });
    await refused(() => generateOwned(bob.accountId, bob), { code: 'OWNER_DISABLED' });
    const owners = await readOwners(here.deps.db, here.ada);
    expect(owners.accounts.filter(({ mayGenerate }) => mayGenerate).map(({ username }) => username)).toEqual([
      'ada',
    ]);
  });

  it('who may not hears that first, whatever the account is', async () => {
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true, disabled: true });
    const carol = await addAccount(here.store, here.ada, 'carol', { disabled: true });
    const auditor = await addAdministrator(here, 'aud', 'auditor');
    for (const account of [robot, carol, 999]) {
      await refused(() => generateOwned(account, auditor), { code: 'FORBIDDEN' });
    }
    await refused(() => generateOwned(carol), { code: 'FORBIDDEN' });
  });

  it('an account that is removed, another tenant’s or none is unknown', async () => {
    const otto = await secondTenant(here);
    const gone = await addAccount(here.store, here.ada, 'gone', { apiOnly: true, removed: true });
    for (const account of [otto.accountId, gone, 999]) {
      await refused(() => generateOwned(account), { code: 'UNKNOWN_OWNER', field: 'ownerAccountId' });
    }
    expect((await readOwners(here.deps.db, here.ada)).accounts.map(({ username }) => username)).toEqual([
      'ada',
    ]);
    expect((await readOwners(here.deps.db, otto)).accounts.map(({ username }) => username)).toEqual(['otto']);
  });

  it('the owners are shown to whoever may view', async () => {
    expect(await refusal(readOwners(here.deps.db, holding(here.ada)))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('an account’s key', () => {
  it('counts towards no limit, and is possible at the limit', async () => {
    await meddle(here.store).updateTable('tenants').set({ key_limit: 1 }).execute();
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    expect((await generate()).usage).toEqual({ counted: 1, limit: 1 });
    for (let number = 0; number < 3; number += 1) {
      expect((await generateOwned(robot)).usage).toEqual({ counted: 1, limit: 1 });
    }
    await refused(() => generate({ name: 'Orders' }), { code: 'KEY_LIMIT_REACHED' });
  });

  it('shares the names with the tenant’s keys', async () => {
    await generate();
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    await refused(() => generate({ name: 'PAYROLL', ownerAccountId: robot, authorizationGroupId: null }), {
      code: 'NAME_TAKEN',
    });
  });

  it('stops with the account and goes on with it', async () => {
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const { secret } = await generateOwned(robot);
    const code = async () => verifyKey(here.store, secret, here.clock.time).code;
    const set = (status: 'disabled' | 'active') =>
      meddle(here.store).updateTable('accounts').set({ status }).where('id', '=', robot).execute();
    await set('disabled');
    expect(await code()).toBe('OWNER_DISABLED');
    await set('active');
    expect(await code()).toBe('VALID');
  });

  it('is named by its owner in the log', async () => {
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    await generateOwned(robot);
    expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({
      details: { after: { owner: 'robot', authorizationGroup: null } },
    });
  });
});

describe('what limits a new key', () => {
  it('is kept, in canonical form, and in the log by its names', async () => {
    const { db } = here.deps;
    const roleIds = await named(db, here.ada, 'roles', 'Reporting', 'Order processing');
    const apiSetIds = await named(db, here.ada, 'api_sets', 'Orders', 'Customers');
    const excludedPermissionIds = await permissionIds(db, here.ada, 'orders:write');
    await generate({
      roleIds,
      apiAccess: 'selected',
      apiSetIds,
      excludedPermissionIds,
      allowlist: ' 10.1.2.3/16 \r\n2001:DB8::1\n::ffff:10.0.0.1\n10.1.255.255/16',
    });
    expect(await readDetails(here.deps, here.ada, 1)).toMatchObject({
      allowlist: '10.1.0.0/16\n2001:db8::1\n10.0.0.1',
      roles: [{ name: 'Order processing' }, { name: 'Reporting' }],
      excludedPermissionIds,
      apiAccess: 'selected',
      apiSets: [{ name: 'Customers' }, { name: 'Orders' }],
      createdBy: 'ada',
    });
    expect((await entriesAfter(db)).at(-1)?.details).toMatchObject({
      after: {
        authorizationGroup: 'Full access',
        allowlist: ['10.1.0.0/16', '2001:db8::1', '10.0.0.1'],
        roles: ['Order processing', 'Reporting'],
        apiSets: ['Customers', 'Orders'],
        withheld: ['orders:write'],
        owner: 'tenant',
      },
    });
  });

  it.each<[field: string, more: Partial<GenerateInput>, code: string]>([
    ['authorizationGroupId', { authorizationGroupId: null }, 'AUTHORIZATION_GROUP_REQUIRED'],
    ['authorizationGroupId', { authorizationGroupId: 999 }, 'UNKNOWN_AUTHORIZATION_GROUP'],
    ['roleIds', { roleIds: [999] }, 'UNKNOWN_ROLE'],
    ['excludedPermissionIds', { excludedPermissionIds: [1, 999] }, 'UNKNOWN_PERMISSION'],
    ['apiSetIds', { apiAccess: 'selected', apiSetIds: [1, 999] }, 'UNKNOWN_API_SET'],
    ['apiSetIds', { apiAccess: 'selected', apiSetIds: [] }, 'API_SETS_REQUIRED'],
    ['apiSetIds', { apiAccess: 'all', apiSetIds: [1] }, 'INVALID_INPUT'],
    ['allowlist', { allowlist: '010.1.2.3' }, 'INVALID_INPUT'],
  ])('in %s: %o is refused', (field, more, code) => refused(() => generate(more), { code, field }));

  it('is of this tenant', async () => {
    const otto = await secondTenant(here);
    const { db } = here.deps;
    const [role = 0] = await named(db, otto, 'roles', 'Reporting');
    const [set = 0] = await named(db, otto, 'api_sets', 'Orders');
    const [permission = 0] = await permissionIds(db, otto, 'orders:write');
    const others: [Partial<GenerateInput>, string][] = [
      [{ authorizationGroupId: await groupId(db, otto) }, 'UNKNOWN_AUTHORIZATION_GROUP'],
      [{ roleIds: [role] }, 'UNKNOWN_ROLE'],
      [{ excludedPermissionIds: [permission] }, 'UNKNOWN_PERMISSION'],
      [{ apiAccess: 'selected', apiSetIds: [set] }, 'UNKNOWN_API_SET'],
    ];
    for (const [more, code] of others) await refused(() => generate(more), { code });
  });

  it('is a group of the type that fits the owner', async () => {
    const user = await groupId(here.deps.db, here.ada, 'Standard user');
    await refused(() => generate({ authorizationGroupId: user }), { code: 'WRONG_GROUP_TYPE' });
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    await refused(() => generate({ ownerAccountId: robot }), { code: 'WRONG_GROUP_TYPE' });
    const { row } = await generate({ ownerAccountId: robot, authorizationGroupId: user });
    expect(row.authorizationGroup?.name).toBe('Standard user');
  });
});

describe('rule 6: a key carries no authority of Latchkey', () => {
  it('not even with the roles Super User and Tenant Administrator', async () => {
    const { db } = here.deps;
    const roleIds = await named(db, here.ada, 'roles', 'Super User', 'Tenant Administrator');
    const { row, secret } = await generate({ roleIds });
    await edit(here.deps, here.ada, editOf(row, { roleIds }));
    const scope = { authorizationGroupId: here.fullAccess, roleIds, excludedPermissionIds: [] };
    const granted = await grantedPermissions(db, here.ada.tenantId, scope);
    const permissions = effectivePermissions(granted);
    const { subject } = verifyKey(here.store, secret, here.clock.time);
    // A set is nothing in JSON.
    const told = { ...subject, permissions: [...(subject?.policy.granted ?? [])] };
    const seen = JSON.stringify([granted, told, await readDetails(here.deps, here.ada, 1)]);
    for (const authority of AUTHORITIES) {
      expect(permissions).not.toContain(authority);
      expect(permissions.map((name) => name.replace(':', '-'))).not.toContain(authority);
      // “view” is a word of its own elsewhere.
      if (authority !== 'view' && authority !== 'export') expect(seen).not.toContain(authority);
      expect(seen).not.toContain(`"${english(AUTHORITY_NAMES[authority])}"`);
    }
    expect(granted.flatMap(({ from }) => from).map(({ name }) => name)).not.toContain('Super User');
    expect(permissions).toHaveLength(7);
  });

  it('and its account’s authorities do not pass to it either', async () => {
    const { row } = await generateOwned(here.ada.accountId);
    const { roles } = await readDetails(here.deps, here.ada, row.id);
    expect(roles).toEqual([]);
  });
});
