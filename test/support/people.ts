import { loadAdministrator, searchedText } from '../../src/core/accounts/account-store.ts';
import type { AccountDeps } from '../../src/core/accounts/deps.ts';
import type { PasswordHasher } from '../../src/core/accounts/password-hash.ts';
import { setUp } from '../../src/core/accounts/set-up.ts';
import type { Actor } from '../../src/core/actor.ts';
import { change } from '../../src/core/audit/change.ts';
import type { Store } from '../../src/core/db/open.ts';
import type { AnyDb } from '../../src/core/db/schema.ts';
import { insertTenant } from '../../src/core/tenants/new-tenant.ts';
import type { Authority } from '../../src/shared/authorities.ts';
import { comparable } from '../../src/shared/text.ts';
import { frame } from './change.ts';
import { Clock, MORNING } from './clock.ts';
import { groupId } from './keys.ts';
import { cheapHasher } from './hasher.ts';
import { ADA } from './program.ts';
import { meddle, tempStore } from './store.ts';

export interface Organisation {
  readonly store: Store;
  readonly clock: Clock;
  readonly deps: AccountDeps;
  /** Ada, the super user of set-up. */
  readonly ada: Actor;
  readonly recoveryCodes: readonly string[];
  /** The starter set's group that grants everything to tenant keys. */
  readonly fullAccess: number;
}

/** A store that Ada has set up. */
export async function organisation(hasher: PasswordHasher = cheapHasher()): Promise<Organisation> {
  const store = await tempStore();
  const clock = new Clock();
  const deps = { db: store.db, now: clock.now, hasher };
  const { accountId, recoveryCodes } = await setUp(deps, ADA, 'a session');
  const ada = await actor(store.db, accountId);
  return { store, clock, deps, ada, recoveryCodes, fullAccess: await groupId(store.db, ada) };
}

/** Somebody as the store knows them now. */
export async function actor(db: AnyDb, accountId: number): Promise<Actor> {
  const person = await loadAdministrator(db, accountId);
  if (!person) throw new Error(`Account ${accountId} is nobody who signs in.`);
  return {
    accountId,
    username: person.username,
    tenantId: person.tenant.id,
    authorities: new Set(person.authorities),
    sessionId: 'a session',
    origin: 'desktop',
  };
}

/** The same person with these authorities only. */
export const holding = (someone: Actor, ...authorities: readonly Authority[]): Actor => ({
  ...someone,
  authorities: new Set(authorities),
});

/** An account of the tenant, put into the store directly. `apiOnly`: one that never signs in. */
export async function addAccount(
  store: Store,
  { tenantId }: Pick<Actor, 'tenantId'>,
  username: string,
  is: { readonly apiOnly?: boolean; readonly disabled?: boolean; readonly removed?: boolean } = {},
): Promise<number> {
  const { id } = await meddle(store)
    .insertInto('accounts')
    .values({
      tenant_id: tenantId,
      username,
      username_key: comparable(username),
      display_name: username,
      licence: is.apiOnly ? 'API' : 'Full',
      api_only: is.apiOnly ? 1 : 0,
      status: is.disabled ? 'disabled' : 'active',
      created_at: MORNING,
      created_by: null,
      deleted_at: is.removed ? MORNING : null,
      search_text: searchedText({ username, displayName: username }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Somebody beside Ada who signs in, with one of the built-in roles. */
export async function addAdministrator(
  { store, ada }: Pick<Organisation, 'store' | 'ada'>,
  username: string,
  role = 'key-manager',
): Promise<Actor> {
  const accountId = await addAccount(store, ada, username);
  const db = meddle(store);
  const { id } = await db
    .selectFrom('roles')
    .select('id')
    .where('tenant_id', '=', ada.tenantId)
    .where('built_in', '=', role)
    .executeTakeFirstOrThrow();
  await db.insertInto('account_roles').values({ account_id: accountId, role_id: id }).execute();
  return actor(store.db, accountId);
}

/** A second tenant with a starter set of its own, and somebody who may do everything in it. */
export async function secondTenant({ store, ada }: Pick<Organisation, 'store' | 'ada'>): Promise<Actor> {
  const tenantId = await change(store.db, frame, async (write) => {
    const made = await insertTenant(write, { name: 'Contoso', keyPrefix: 'co', now: MORNING });
    return { result: made.tenantId, entries: [{ action: 'tenants.create' }] };
  });
  const accountId = await addAccount(store, { tenantId }, 'otto');
  return { ...ada, tenantId, accountId, username: 'otto' };
}
