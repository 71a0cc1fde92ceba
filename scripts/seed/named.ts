/** What the seed knows by name and the services want by id. */
import { loadAdministrator } from '../../src/core/accounts/account-store.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { AnyDb } from '../../src/core/db/schema.ts';

const SESSION = 'seed';

export type Named = (table: 'authorization_groups' | 'roles' | 'api_sets', name: string) => number;

/** The ids of the starter set by their names. */
export async function namedIds(db: AnyDb): Promise<Named> {
  const ids = new Map<string, number>();
  for (const table of ['authorization_groups', 'roles', 'api_sets'] as const) {
    const rows = await db.selectFrom(table).select(['id', 'name']).execute();
    for (const { id, name } of rows) ids.set(`${table} ${name}`, id);
  }
  return (table, name) => {
    const id = ids.get(`${table} ${name}`);
    if (id === undefined) throw new Error(`The starter set has no ${name} in ${table}.`);
    return id;
  };
}

/** Somebody who signs in, as the services know who does something. */
export async function actorOf(db: AnyDb, accountId: number): Promise<Actor> {
  const person = await loadAdministrator(db, accountId);
  if (!person) throw new Error(`Account ${accountId} is nobody who signs in.`);
  return {
    accountId,
    username: person.username,
    tenantId: person.tenant.id,
    authorities: new Set(person.authorities),
    sessionId: SESSION,
    origin: 'desktop',
  };
}
