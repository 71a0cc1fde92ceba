import { findName, findUsername } from '../db/named-store.ts';
import type { ReadDb } from '../db/schema.ts';

/** What log entries can be about, by the subject of the calls that change it. */
const KINDS = {
  keys: { type: 'key', table: 'keys' },
  roles: { type: 'role', table: 'roles' },
  authorizationGroups: { type: 'authorization-group', table: 'authorization_groups' },
  apiSets: { type: 'api-set', table: 'api_sets' },
  dataAccess: { type: 'data-access-group', table: 'data_access_groups' },
} as const;

export interface Target {
  readonly type: string;
  readonly id: number;
  readonly name: string;
}

/** What of a tenant a call was about, removed or not; `undefined` when nothing of the tenant has that id. */
export async function findTarget(
  db: ReadDb,
  tenantId: number,
  subject: string,
  id: number,
): Promise<Target | undefined> {
  if (subject === 'accounts') {
    const username = await findUsername(db, tenantId, id);
    return username === undefined ? undefined : { type: 'account', id, name: username };
  }
  // Not tenants: what another one is called is nothing for this one's log.
  if (!isSubject(subject)) return undefined;
  const { type, table } = KINDS[subject];
  const name = await findName(db, table, tenantId, id);
  return name === undefined ? undefined : { type, id, name };
}

const isSubject = (subject: string): subject is keyof typeof KINDS => Object.hasOwn(KINDS, subject);
