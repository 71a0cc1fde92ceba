/** What happened to the people of the seed, each at its moment. */
import { addMembers } from '../../src/core/access/data-access-members.ts';
import { createDataAccessGroup } from '../../src/core/access/data-access-service.ts';
import { disableAccount } from '../../src/core/accounts/account-status.ts';
import { createAccount } from '../../src/core/accounts/create-account.ts';
import type { AccountDeps } from '../../src/core/accounts/deps.ts';
import type { Actor } from '../../src/core/actor.ts';
import { createTenant } from '../../src/core/tenants/tenant-service.ts';
import { DEFAULT_TENANT } from '../../src/shared/setting-limits.ts';
import type { Past } from './keys.ts';
import type { Named } from './named.ts';
import {
  ACCOUNTS,
  DATA_ACCESS_GROUPS,
  type SeedAccount,
  type SeedDataAccessGroup,
  TENANTS,
} from './people.ts';

/** Something that happened, and when. */
export interface Event {
  readonly when: Past;
  readonly happen: () => Promise<unknown>;
}

/**
 * @param password of everybody who signs in
 * @param ids receives the accounts' ids by their usernames
 */
export function peopleHistory(
  deps: AccountDeps,
  actor: Actor,
  named: Named,
  password: string,
  ids: Map<string, number>,
): readonly Event[] {
  const idOf = (username: string): number => ids.get(username) ?? Number.NaN;
  const create = async ({ username, displayName, role }: SeedAccount): Promise<void> => {
    const kind =
      role === null
        ? ({ licence: 'API', apiOnly: true, password: null, roleIds: [] } as const)
        : ({ licence: 'Full', apiOnly: false, password, roleIds: [named('roles', role)] } as const);
    const { row } = await createAccount(deps, actor, { username, displayName, ...kind });
    ids.set(username, row.id);
  };
  const group = async ({ members, ...input }: SeedDataAccessGroup): Promise<void> => {
    const { id } = await createDataAccessGroup(deps, actor, input);
    await addMembers(deps, actor, { id, accountIds: members.map(idOf) });
  };
  const created = ACCOUNTS.map((account): Event => ({
    when: account.created,
    happen: () => create(account),
  }));
  const disabled = ACCOUNTS.flatMap(({ username, disabled: when }): Event[] =>
    when ? [{ when, happen: () => disableAccount(deps, actor, idOf(username)) }] : [],
  );
  const groups = DATA_ACCESS_GROUPS.map((one): Event => ({ when: one.created, happen: () => group(one) }));
  const tenants = TENANTS.map(({ name, keyPrefix, created: when }): Event => ({
    when,
    happen: () => createTenant(deps, actor, { ...DEFAULT_TENANT, name, keyPrefix }),
  }));
  return [...created, ...disabled, ...groups, ...tenants];
}
