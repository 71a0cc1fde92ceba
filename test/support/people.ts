import { loadAdministrator } from '../../src/core/accounts/account-store.ts';
import type { AccountDeps } from '../../src/core/accounts/deps.ts';
import type { PasswordHasher } from '../../src/core/accounts/password-hash.ts';
import { setUp } from '../../src/core/accounts/set-up.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { Store } from '../../src/core/db/open.ts';
import type { AnyDb } from '../../src/core/db/schema.ts';
import { Clock } from './clock.ts';
import { cheapHasher } from './hasher.ts';
import { ADA } from './program.ts';
import { tempStore } from './store.ts';

export interface Organisation {
  readonly store: Store;
  readonly clock: Clock;
  readonly deps: AccountDeps;
  /** Ada, the super user of set-up. */
  readonly ada: Actor;
  readonly recoveryCodes: readonly string[];
}

/** A store that Ada has set up. */
export async function organisation(hasher: PasswordHasher = cheapHasher()): Promise<Organisation> {
  const store = await tempStore();
  const clock = new Clock();
  const deps = { db: store.db, now: clock.now, hasher };
  const { accountId, recoveryCodes } = await setUp(deps, ADA, 'a session');
  return { store, clock, deps, ada: await actor(store.db, accountId), recoveryCodes };
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
