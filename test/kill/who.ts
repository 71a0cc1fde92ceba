import { loadAdministrator } from '../../src/core/accounts/account-store.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { AnyDb } from '../../src/core/db/schema.ts';

/** The administrator of set-up. Not that of test/support, which only runs inside Vitest. */
export async function whoActs(db: AnyDb, origin: Actor['origin']): Promise<Actor> {
  const person = await loadAdministrator(db, 1);
  if (!person) throw new Error('Nobody was set up.');
  return {
    accountId: 1,
    username: person.username,
    tenantId: person.tenant.id,
    authorities: new Set(person.authorities),
    sessionId: 'a session',
    origin,
  };
}
