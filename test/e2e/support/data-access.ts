import { join } from 'node:path';
import { createDataAccessGroup } from '../../../src/core/access/data-access-service.ts';
import { loadAdministrator } from '../../../src/core/accounts/account-store.ts';
import { openStore } from '../../../src/core/db/open.ts';

/** Makes a data access group in the store of a data folder, as its first administrator. */
export async function addDataAccessGroup(
  data: string,
  name: string,
  scopes: readonly string[],
): Promise<void> {
  const store = await openStore({ path: join(data, 'latchkey.db'), mode: 'write', now: Date.now });
  const person = await loadAdministrator(store.db, 1);
  if (!person) throw new Error('Nobody was set up.');
  const actor = {
    accountId: 1,
    username: person.username,
    tenantId: person.tenant.id,
    authorities: new Set(person.authorities),
    sessionId: 'seed',
    origin: 'desktop',
  } as const;
  await createDataAccessGroup({ db: store.db, now: Date.now }, actor, { name, description: '', scopes });
  await store.close();
}
