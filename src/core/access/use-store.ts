import type { Users } from '../../shared/grants.ts';
import type { ReadDb } from '../db/schema.ts';

/**
 * SQL about who uses a role, an authorization group or an API set: keys and accounts that are not removed. Written for
 * a million keys, of which any number may be removed; see test/core/access/use.integration.test.ts for the plans.
 */

export type Used = Linked | 'authorization-group';
/** What a key can have several of, in a table of their own. */
type Linked = 'role' | 'api-set';

/** How many keys and accounts a screen names. */
export const USERS_SHOWN = 100;

/** How many may have a thing for it to be quicker to collect and sort them than to walk all keys by name. */
const FEW = 20_000;

/** How many keys have each role, group or set of a tenant; what no key has is left out. */
export async function countKeys(
  db: ReadDb,
  tenantId: number,
  used: Used,
): Promise<ReadonlyMap<number | null, number>> {
  if (used === 'authorization-group') {
    const rows = await db
      .selectFrom('keys')
      .select(['authorization_group_id as id', (of) => of.fn.countAll<number>().as('count')])
      .where('tenant_id', '=', tenantId)
      .where('deleted_at', 'is', null)
      .groupBy('authorization_group_id')
      .execute();
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
  // All less the removed ones: an index is counted ten times as fast as each of its keys is looked at.
  const all = await db
    .selectFrom(links(db, used).as('link'))
    .select(['link.used_id', (of) => of.fn.countAll<number>().as('count')])
    .groupBy('link.used_id')
    .execute();
  const removed = await keyThenLink(db, used)
    .select(['link.used_id', (of) => of.fn.countAll<number>().as('count')])
    .where('keys.tenant_id', '=', tenantId)
    .where('keys.deleted_at', 'is not', null)
    .groupBy('link.used_id')
    .execute();
  const counts = new Map<number | null, number>(all.map(({ used_id, count }) => [used_id, count]));
  for (const { used_id, count } of removed) counts.set(used_id, (counts.get(used_id) ?? 0) - count);
  return counts;
}

/** The same for one; takes as long as it has keys. */
export async function countKeysOf(db: ReadDb, tenantId: number, used: Used, id: number): Promise<number> {
  const query =
    used === 'authorization-group'
      ? db.selectFrom('keys').where('keys.authorization_group_id', '=', id)
      : linkThenKey(db, used).where('link.used_id', '=', id);
  const { count } = await query
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('keys.tenant_id', '=', tenantId)
    .where('keys.deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** How many accounts have each role of a tenant; what no account has is left out. */
export async function countAccounts(
  db: ReadDb,
  tenantId: number,
  roleId?: number,
): Promise<ReadonlyMap<number, number>> {
  let query = db
    .selectFrom('accounts')
    .innerJoin('account_roles', 'account_roles.account_id', 'accounts.id')
    .select(['account_roles.role_id', (of) => of.fn.countAll<number>().as('count')])
    .where('accounts.tenant_id', '=', tenantId)
    .where('accounts.deleted_at', 'is', null)
    .groupBy('account_roles.role_id');
  if (roleId !== undefined) query = query.where('account_roles.role_id', '=', roleId);
  const rows = await query.execute();
  return new Map(rows.map(({ role_id, count }) => [role_id, count]));
}

/** Who uses it: how many, and the first `limit` of each by name. Only roles are had by accounts. */
export async function readUsers(
  db: ReadDb,
  tenantId: number,
  used: Used,
  id: number,
  limit: number,
): Promise<Users> {
  const keyCount = await countKeysOf(db, tenantId, used, id);
  const keys = await firstKeys(db, tenantId, used, id, keyCount <= FEW, limit);
  if (used !== 'role') return { keys, keyCount, accounts: [], accountCount: 0 };
  const accounts = await db
    .selectFrom('accounts')
    .innerJoin('account_roles', 'account_roles.account_id', 'accounts.id')
    .select(['accounts.id', 'accounts.username as name'])
    .where('account_roles.role_id', '=', id)
    .where('accounts.tenant_id', '=', tenantId)
    .where('accounts.deleted_at', 'is', null)
    .orderBy('accounts.username_key')
    .limit(limit)
    .execute();
  const accountCount = (await countAccounts(db, tenantId, id)).get(id) ?? 0;
  return { keys, keyCount, accounts, accountCount };
}

/** The names of keys that were removed after a moment and still have it, one at most. */
export async function readRemovedKeys(
  db: ReadDb,
  tenantId: number,
  used: Used,
  id: number,
  after: number,
): Promise<string[]> {
  const query =
    used === 'authorization-group'
      ? db.selectFrom('keys').where('keys.authorization_group_id', '=', id)
      : keyThenLink(db, used).where('link.used_id', '=', id);
  const rows = await query
    .select('keys.name')
    .where('keys.tenant_id', '=', tenantId)
    .where('keys.deleted_at', '>', after)
    .limit(1)
    .execute();
  return rows.map(({ name }) => name);
}

function firstKeys(db: ReadDb, tenantId: number, used: Used, id: number, few: boolean, limit: number) {
  let query;
  if (used === 'authorization-group') {
    query = db.selectFrom('keys').where('keys.authorization_group_id', '=', id);
  } else {
    query = (few ? linkThenKey(db, used) : keyThenLink(db, used)).where('link.used_id', '=', id);
  }
  return (
    query
      .select(['keys.id', 'keys.name'])
      .where('keys.tenant_id', '=', tenantId)
      .where('keys.deleted_at', 'is', null)
      // For few, an expression that no index has: they are collected and sorted.
      .orderBy((of) => (few ? of.fn.coalesce('keys.name_key', 'keys.name') : of.ref('keys.name_key')))
      .limit(limit)
      .execute()
  );
}

// SQLite reads the tables of a cross join in the order in which they are written; which comes first is what matters.
const linkThenKey = (db: ReadDb, used: Linked) =>
  db.selectFrom(links(db, used).as('link')).crossJoin('keys').whereRef('keys.id', '=', 'link.key_id');
const keyThenLink = (db: ReadDb, used: Linked) =>
  db.selectFrom('keys').crossJoin(links(db, used).as('link')).whereRef('keys.id', '=', 'link.key_id');

const links = (db: ReadDb, used: Linked) =>
  used === 'role'
    ? db.selectFrom('key_roles').select(['key_id', 'role_id as used_id'])
    : db.selectFrom('key_api_sets').select(['key_id', 'api_set_id as used_id']);
