import * as fc from 'fast-check';
import * as sets from '../../../../src/core/access/api-set-service.ts';
import * as groups from '../../../../src/core/access/authorization-group-service.ts';
import * as members from '../../../../src/core/access/data-access-members.ts';
import * as data from '../../../../src/core/access/data-access-service.ts';
import * as permissions from '../../../../src/core/access/permission-service.ts';
import * as roles from '../../../../src/core/access/role-service.ts';
import { disableAccount, enableAccount } from '../../../../src/core/accounts/account-status.ts';
import { createAccount } from '../../../../src/core/accounts/create-account.ts';
import { editAccount } from '../../../../src/core/accounts/edit-account.ts';
import { removeAccount } from '../../../../src/core/accounts/remove-account.ts';
import { runBatch } from '../../../../src/core/keys/batch.ts';
import { edit } from '../../../../src/core/keys/edit.ts';
import { generate } from '../../../../src/core/keys/generate.ts';
import { previewBatch } from '../../../../src/core/keys/preview-batch.ts';
import { remove, restore } from '../../../../src/core/keys/remove.ts';
import { reinstate, revoke } from '../../../../src/core/keys/revoke.ts';
import { finishRotation, rotate } from '../../../../src/core/keys/rotate.ts';
import { editOpenTenant } from '../../../../src/core/tenants/tenant-service.ts';
import { AUTHORITIES } from '../../../../src/shared/authorities.ts';
import { AppError } from '../../../../src/shared/rpc.ts';
import { MINUTE } from '../../../support/clock.ts';
import type { Organisation } from '../../../support/people.ts';

/** Random histories: every service that changes who can reach what, on whatever is there at that step. */

export interface Step {
  readonly what: keyof typeof STEPS;
  /** Choose among what is there. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Milliseconds that pass before it. */
  readonly pause: number;
}

/** An organisation with the secrets that were handed out. */
export interface World extends Organisation {
  /** The current one of each key. */
  readonly secrets: Map<number, string>;
}

type Numbers = Pick<Step, 'a' | 'b' | 'c'>;

const NAMES = ['Payroll', 'PAYROLL', 'Web shop', 'tenant', '=1+1', '<b>Ledger</b>', '👩‍👩‍👧 Büro', 'שלום'];
const SCOPES = ['EU-01', 'EU-02', 'us', '=SUM(A1)'];
const OPERATIONS = [
  'GET /v1/orders',
  'POST /v1/orders',
  '* /v1/orders/**',
  'GET /v1/customers/{id}',
  '* /**',
];

/** Of a list, as many as the bits of a number say. */
const some = <T>(list: readonly T[], bits: number): T[] =>
  list.filter((_, at) => ((bits >> (at % 12)) & 1) === 1);

const ids = ({ store, ada, clock }: World, query: string): number[] =>
  store.sqlite.prepare<unknown[], number>(query).pluck().all({ tenantId: ada.tenantId, now: clock.time });
const one = (world: World, query: string, n: number): number => {
  const found = ids(world, query);
  return found[n % Math.max(1, found.length)] ?? 999;
};
const revision = ({ store }: World, table: string, id: number): number =>
  store.sqlite.prepare<[number], number>(`SELECT revision FROM ${table} WHERE id = ?`).pluck().get(id) ?? 0;
const of = (table: string): string => `SELECT id FROM ${table} WHERE tenant_id = @tenantId ORDER BY id`;
const KEYS = 'SELECT id FROM keys WHERE tenant_id = @tenantId ORDER BY deleted_at IS NOT NULL, id';
const ACCOUNTS = 'SELECT id FROM accounts WHERE tenant_id = @tenantId AND deleted_at IS NULL ORDER BY id';
const DISABLED = ACCOUNTS.replace(' ORDER', " AND status = 'disabled' ORDER");
const MACHINES = ACCOUNTS.replace(' ORDER', ' AND api_only = 1 ORDER');
const OWNERS = MACHINES.replace(
  ' ORDER',
  ' AND id IN (SELECT owner_account_id FROM keys WHERE deleted_at IS NULL) ORDER',
);
const LIVING = `SELECT id FROM keys WHERE tenant_id = @tenantId AND owner_account_id IS NULL
  AND revocation IS NULL AND deleted_at IS NULL ORDER BY id`;
const FREE_ROLES = `SELECT id FROM roles WHERE tenant_id = @tenantId AND built_in IS NULL
  AND id NOT IN (SELECT role_id FROM key_roles) AND id NOT IN (SELECT role_id FROM account_roles) ORDER BY id`;
const FREE_PERMISSIONS = `SELECT id FROM permissions WHERE tenant_id = @tenantId
  AND id NOT IN (SELECT permission_id FROM role_permissions)
  AND id NOT IN (SELECT permission_id FROM authorization_group_permissions)
  AND id NOT IN (SELECT permission_id FROM key_excluded_permissions) ORDER BY id`;
const REVOKED = `SELECT id FROM keys
  WHERE tenant_id = @tenantId AND revocation = 'until-reinstated' AND deleted_at IS NULL ORDER BY id`;
const REMOVED =
  'SELECT id FROM keys WHERE tenant_id = @tenantId AND deleted_at IS NOT NULL ORDER BY deleted_at DESC, id';

function configuration(world: World, ownerId: number | null, { a, b, c }: Numbers) {
  const type = ownerId === null ? 'Tenant API Key' : 'User';
  const apiSetIds = some(ids(world, of('api_sets')), c >> 3);
  const own = `SELECT id FROM authorization_groups WHERE tenant_id = @tenantId AND type = '${type}' ORDER BY id`;
  return {
    name: `${NAMES[a % NAMES.length]} ${b % 7}`,
    description: c % 3 === 0 ? `about ${b}` : '',
    authorizationGroupId: ownerId !== null && c % 2 === 0 ? null : one(world, own, b),
    allowlist: c % 4 === 0 ? '10.0.0.0/8\n192.0.2.1' : '',
    roleIds: some(ids(world, of('roles')), b),
    excludedPermissionIds: some(ids(world, of('permissions')), a & c),
    apiAccess: apiSetIds.length === 0 ? ('all' as const) : ('selected' as const),
    apiSetIds,
    requestsPerSecond: a % 5 === 0 ? 10 : null,
    requestsPerMinute: null,
    requestsPerDay: null,
  };
}

const expiry = (world: World, n: number): number | null =>
  n % 3 === 0 ? null : world.clock.time + 1 + (n % 40) ** 3;

const naming = ({ a, b }: Numbers) => ({ name: `${NAMES[a % NAMES.length]} ${b % 5}`, description: '' });

const grants = (world: World, { b, c }: Numbers) => ({
  permissionIds: some(ids(world, of('permissions')), b),
  authorities: some(AUTHORITIES, c),
});

const form = (world: World, numbers: Numbers) => {
  const { a, b, c } = numbers;
  const apiOnly = c % 3 !== 0;
  return {
    username: a % 6 === 0 ? 'tenant' : naming(numbers).name,
    displayName: b % 2 === 0 ? '' : `D ${b}`,
    licence: apiOnly ? ('API' as const) : ('Full' as const),
    apiOnly,
    roleIds: some(ids(world, of('roles')), b & c),
    password: apiOnly ? null : 'seventeen purple kettles',
  };
};

const batch =
  (action: 'revoke' | 'reinstate' | 'remove' | 'restore') =>
  async (world: World, { b }: Numbers): Promise<void> => {
    const selection = { by: 'ids' as const, ids: some(ids(world, KEYS), b) };
    const { changes } =
      action === 'restore'
        ? { changes: 0 }
        : await previewBatch(world.deps, world.ada, { action, selection });
    await runBatch(
      world.deps,
      world.ada,
      { action, selection, expected: changes },
      { onProgress: () => undefined, signal: new AbortController().signal },
    );
  };

export const STEPS = {
  generate: async (world: World, numbers: Numbers) => {
    const machines = ids(world, MACHINES);
    const owners = [null, null, ...machines, world.ada.accountId];
    const ownerAccountId = owners[numbers.c % owners.length] ?? null;
    const made = await generate(world.deps, world.ada, {
      ...configuration(world, ownerAccountId, numbers),
      ownerAccountId,
      expiresAt: expiry(world, numbers.a),
    });
    world.secrets.set(made.row.id, made.secret);
  },
  edit: async (world: World, numbers: Numbers) => {
    const id = one(world, KEYS, numbers.a);
    const owner = world.store.sqlite
      .prepare<[number], number | null>('SELECT owner_account_id FROM keys WHERE id = ?')
      .pluck()
      .get(id);
    const input = configuration(world, owner ?? null, numbers);
    await edit(world.deps, world.ada, { ...input, id, revision: revision(world, 'keys', id) });
  },
  rotate: async (world: World, { a, b }: Numbers) => {
    const id = one(world, KEYS, a);
    const overlap = b % 4 === 0 ? 'none' : '15-minutes';
    const expiresAt = b % 3 === 0 ? undefined : expiry(world, b);
    const { secret } = await rotate(world.deps, world.ada, { id, overlap, expiresAt });
    world.secrets.set(id, secret);
  },
  finishRotation: async (world: World, { a }: Numbers) => {
    const id = one(world, LIVING, a);
    const { secret } = await rotate(world.deps, world.ada, { id, overlap: '15-minutes', expiresAt: null });
    world.secrets.set(id, secret);
    world.clock.pass(a % 3);
    return finishRotation(world.deps, world.ada, id);
  },
  revoke: (world: World, { a, c }: Numbers) =>
    revoke(world.deps, world.ada, {
      id: one(world, KEYS, a),
      how: c % 3 === 0 ? 'permanent' : 'until-reinstated',
    }),
  reinstate: (world: World, { a }: Numbers) => reinstate(world.deps, world.ada, one(world, REVOKED, a)),
  remove: (world: World, { a }: Numbers) => remove(world.deps, world.ada, one(world, KEYS, a)),
  restore: (world: World, { a }: Numbers) => restore(world.deps, world.ada, one(world, REMOVED, a % 2)),
  batchRevoke: batch('revoke'),
  batchReinstate: batch('reinstate'),
  batchRemove: batch('remove'),
  batchRestore: batch('restore'),
  createRole: (world: World, numbers: Numbers) =>
    roles.createRole(world.deps, world.ada, { ...naming(numbers), ...grants(world, numbers) }),
  editRole: (world: World, numbers: Numbers) => {
    const id = one(world, of('roles'), numbers.a + 4);
    const input = {
      ...naming(numbers),
      ...grants(world, numbers),
      id,
      revision: revision(world, 'roles', id),
    };
    return roles.editRole(world.deps, world.ada, input);
  },
  removeRole: (world: World, { a }: Numbers) =>
    roles.removeRole(world.deps, world.ada, one(world, FREE_ROLES, a)),
  createGroup: (world: World, numbers: Numbers) =>
    groups.createAuthorizationGroup(world.deps, world.ada, {
      ...naming(numbers),
      ...grants(world, numbers),
      type: numbers.c % 2 === 0 ? 'User' : 'Tenant API Key',
    }),
  editGroup: (world: World, numbers: Numbers) => {
    const id = one(world, of('authorization_groups'), numbers.a);
    const edited = { ...naming(numbers), ...grants(world, numbers), id };
    return groups.editAuthorizationGroup(world.deps, world.ada, {
      ...edited,
      revision: revision(world, 'authorization_groups', id),
    });
  },
  removeGroup: (world: World, { a }: Numbers) =>
    groups.removeAuthorizationGroup(world.deps, world.ada, one(world, of('authorization_groups'), a)),
  createSet: (world: World, numbers: Numbers) =>
    sets.createApiSet(world.deps, world.ada, {
      ...naming(numbers),
      operations: some(OPERATIONS, numbers.c | 1).join('\n'),
    }),
  editSet: (world: World, numbers: Numbers) => {
    const id = one(world, of('api_sets'), numbers.a);
    const operations = some(OPERATIONS, numbers.c | 2).join('\n');
    const edited = { ...naming(numbers), operations, id, revision: revision(world, 'api_sets', id) };
    return sets.editApiSet(world.deps, world.ada, edited);
  },
  removeSet: (world: World, { a }: Numbers) =>
    sets.removeApiSet(world.deps, world.ada, one(world, of('api_sets'), a)),
  createDataGroup: (world: World, numbers: Numbers) =>
    data.createDataAccessGroup(world.deps, world.ada, {
      ...naming(numbers),
      scopes: some(SCOPES, numbers.c),
    }),
  editDataGroup: (world: World, numbers: Numbers) => {
    const id = one(world, of('data_access_groups'), numbers.a);
    const edited = { ...naming(numbers), scopes: some(SCOPES, numbers.c), id };
    return data.editDataAccessGroup(world.deps, world.ada, {
      ...edited,
      revision: revision(world, 'data_access_groups', id),
    });
  },
  removeDataGroup: (world: World, { a }: Numbers) =>
    data.removeDataAccessGroup(world.deps, world.ada, one(world, of('data_access_groups'), a)),
  addMembers: (world: World, { a, b }: Numbers) =>
    members.addMembers(world.deps, world.ada, {
      id: one(world, of('data_access_groups'), a),
      accountIds: some(ids(world, ACCOUNTS), b),
    }),
  removeMembers: (world: World, { a, b }: Numbers) =>
    members.removeMembers(world.deps, world.ada, {
      id: one(world, of('data_access_groups'), a),
      accountIds: some(ids(world, ACCOUNTS), b),
    }),
  createAccount: (world: World, numbers: Numbers) =>
    createAccount(world.deps, world.ada, form(world, numbers)),
  editAccount: (world: World, numbers: Numbers) => {
    const id = one(world, ACCOUNTS, numbers.a);
    const edited = { ...form(world, numbers), id, revision: revision(world, 'accounts', id) };
    const apiOnly = world.store.sqlite
      .prepare<[number], number>('SELECT api_only FROM accounts WHERE id = ?')
      .pluck()
      .get(id);
    // Asked for only when an account becomes a person.
    return editAccount(world.deps, world.ada, apiOnly === 1 ? edited : { ...edited, password: null });
  },
  disableAccount: (world: World, { a }: Numbers) =>
    disableAccount(world.deps, world.ada, one(world, ACCOUNTS, a)),
  enableAccount: (world: World, { a }: Numbers) =>
    enableAccount(world.deps, world.ada, one(world, DISABLED, a)),
  removeAccount: (world: World, { a, b, c }: Numbers) =>
    removeAccount(world.deps, world.ada, {
      id: c % 3 === 0 ? one(world, ACCOUNTS, a) : one(world, OWNERS, a),
      keys: c % 2 === 0 ? { fate: 'revoke' } : { fate: 'reassign', toAccountId: one(world, MACHINES, b) },
    }),
  createPermission: (world: World, { a, b }: Numbers) =>
    permissions.createPermission(world.deps, world.ada, {
      resource: 'orders',
      action: `act${(a + b) % 4}`,
      description: '',
    }),
  removePermission: (world: World, { a }: Numbers) =>
    permissions.removePermission(world.deps, world.ada, one(world, FREE_PERMISSIONS, a)),
  editTenant: (world: World, { a }: Numbers) =>
    editOpenTenant(world.deps, world.ada, {
      name: `Tailspin ${a % 3}`,
      keyPrefix: 'lk',
      keyLimit: 20,
      validityDays: 90,
      expiringSoonDays: 14,
    }),
} as const;

const number = fc.nat({ max: 4095 });
const names = Object.keys(STEPS) as (keyof typeof STEPS)[];

/** What makes keys and accounts comes oftener, so that there is something to change. */
export const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    ...names,
    'generate',
    'generate',
    'generate',
    'createAccount',
    'edit',
    'createDataGroup',
    'rotate',
    'finishRotation',
  ),
  a: number,
  b: number,
  c: number,
  pause: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.constant(2 * MINUTE) },
  ),
});

/** Takes a step; whether it was not refused. */
export async function take(world: World, { what, pause, ...numbers }: Step): Promise<boolean> {
  world.clock.pass(pause);
  try {
    await STEPS[what](world, numbers);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
