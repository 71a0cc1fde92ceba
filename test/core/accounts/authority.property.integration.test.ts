import fc from 'fast-check';
import { expect, it } from 'vitest';
import { disableAccount, enableAccount } from '../../../src/core/accounts/account-status.ts';
import { loadAdministrator } from '../../../src/core/accounts/account-store.ts';
import { createAccount } from '../../../src/core/accounts/create-account.ts';
import { editAccount } from '../../../src/core/accounts/edit-account.ts';
import { listAccounts } from '../../../src/core/accounts/list-accounts.ts';
import { EVERY_ACCOUNT } from '../../../src/shared/account-choices.ts';
import { removeAccount } from '../../../src/core/accounts/remove-account.ts';
import { heldAuthorities } from '../../../src/core/access/role-store.ts';
import { AppError } from '../../../src/shared/rpc.ts';
import type { AccountRow } from '../../../src/shared/account-row.ts';
import { type Authority, AUTHORITIES } from '../../../src/shared/authorities.ts';
import { actor, type Organisation, organisation } from '../../support/people.ts';
import { formOf, MACHINE, make, PERSON, role } from './scene.ts';
import { faultIn } from '../../support/log.ts';

/** Whatever people with Manage Accounts do, in whatever order: nobody gains what the one who acted did not have. */

const ROLES: readonly (readonly Authority[])[] = [
  ['manage-accounts', 'view'],
  ['manage-accounts', 'export'],
  ['manage-tenants'],
  ['manage-user-api-key', 'view-activity'],
  [],
];

const step = fc.record({
  who: fc.nat(5),
  whom: fc.nat(7),
  deed: fc.constantFrom('create', 'edit', 'disable', 'enable', 'remove'),
  roles: fc.subarray(ROLES.map((_, index) => index)),
  apiOnly: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What each account's roles carry, and whose it is. */
async function authoritiesOf({ store }: Organisation): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const rows = store.sqlite
    .prepare(
      `SELECT accounts.id, group_concat(authority) AS authorities FROM accounts
       LEFT JOIN account_roles ON account_roles.account_id = accounts.id
       LEFT JOIN role_authorities ON role_authorities.role_id = account_roles.role_id
       WHERE deleted_at IS NULL GROUP BY accounts.id`,
    )
    .all() as { id: number; authorities: string | null }[];
  return new Map(rows.map(({ id, authorities }) => [id, new Set(authorities?.split(',') ?? [])]));
}

async function rowsOf({ deps, ada }: Organisation): Promise<AccountRow[]> {
  return (await listAccounts(deps, ada, { view: EVERY_ACCOUNT, after: null, limit: 100 })).rows;
}

async function take(
  here: Organisation,
  roleIds: readonly number[],
  { who, whom, deed, roles, apiOnly }: Step,
) {
  const { deps } = here;
  const rows = await rowsOf(here);
  const acting = rows[who % rows.length];
  const row = rows[whom % rows.length];
  if (!acting || !row || !(await loadAdministrator(deps.db, acting.id))) return;
  const person = await actor(deps.db, acting.id);
  const given = roles.map((index) => roleIds[index] ?? 0);
  const [before, held] = [await authoritiesOf(here), await heldAuthorities(deps.db, person.tenantId)];
  const kind = apiOnly ? MACHINE : PERSON;
  const form = { ...kind, username: `account ${rows.length}`, roleIds: given };
  const password = row.apiOnly && !apiOnly ? PERSON.password : null;
  const deeds = {
    create: () => createAccount(deps, person, form),
    edit: () =>
      editAccount(deps, person, { ...formOf(row), ...form, username: row.username, password, id: row.id }),
    disable: () => disableAccount(deps, person, row.id),
    enable: () => enableAccount(deps, person, row.id),
    remove: () => removeAccount(deps, person, { id: row.id, keys: { fate: 'revoke' } }),
  };
  try {
    await deeds[deed]();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return;
  }
  expect(person.authorities.has('manage-accounts')).toBe(true);
  const after = await authoritiesOf(here);
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    for (const each of AUTHORITIES) {
      const moved = (before.get(id)?.has(each) ?? false) !== (after.get(id)?.has(each) ?? false);
      if (moved) expect(person.authorities.has(each), `${person.username} moved ${each}`).toBe(true);
    }
  }
  const stillHeld = await heldAuthorities(deps.db, person.tenantId);
  expect([...held].filter((each) => !stillHeld.has(each))).toEqual([]);
}

it('nobody gives or takes what they do not have, and nothing is lost', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      const here = await organisation();
      const roleIds: number[] = [];
      for (const authorities of ROLES) roleIds.push(await role(here, ...authorities));
      const [one = 0, two = 0] = roleIds;
      await make(here, { username: 'account one', roleIds: [one] });
      await make(here, { username: 'account two', roleIds: [two] });
      for (const each of steps) await take(here, roleIds, each);
      expect(faultIn(here.store)).toBeNull();
      await here.store.close();
    }),
    { numRuns: 15, seed: 40 },
  );
});
