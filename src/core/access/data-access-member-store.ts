import type { ReadDb, WriteDb } from '../db/schema.ts';

/** SQL about which accounts are in which data access groups. A removed account is in none. */

/** The accounts of a group by username, the first `limit`. */
export async function readMembers(db: ReadDb, groupId: number, limit: number) {
  const rows = await db
    .selectFrom('data_access_group_members as member')
    .innerJoin('accounts', 'accounts.id', 'member.account_id')
    .select(['accounts.id', 'username', 'display_name', 'api_only', 'status'])
    .where('member.group_id', '=', groupId)
    .orderBy('username_key')
    .limit(limit)
    .execute();
  return rows.map(({ id, username, display_name, api_only, status }) => ({
    id,
    username,
    displayName: display_name,
    apiOnly: api_only === 1,
    status,
  }));
}

/** Those of these accounts that are of the tenant and not removed, by username, and whether they are in the group. */
export async function findCandidates(
  db: ReadDb,
  tenantId: number,
  groupId: number,
  accountIds: readonly number[],
) {
  const rows = await db
    .selectFrom('accounts')
    .leftJoin('data_access_group_members as member', (join) =>
      join.onRef('member.account_id', '=', 'accounts.id').on('member.group_id', '=', groupId),
    )
    .select(['accounts.id', 'accounts.username', 'member.group_id'])
    .where('accounts.tenant_id', '=', tenantId)
    .where('accounts.deleted_at', 'is', null)
    .where('accounts.id', 'in', accountIds)
    .orderBy('accounts.username_key')
    .execute();
  return rows.map(({ id, username, group_id }) => ({ id, username, inGroup: group_id !== null }));
}

export async function insertMembers(
  db: WriteDb,
  groupId: number,
  accountIds: readonly number[],
): Promise<void> {
  if (accountIds.length === 0) return;
  const rows = accountIds.map((account_id) => ({ group_id: groupId, account_id }));
  await db.insertInto('data_access_group_members').values(rows).execute();
}

export async function deleteMembers(
  db: WriteDb,
  groupId: number,
  accountIds: readonly number[],
): Promise<void> {
  await db
    .deleteFrom('data_access_group_members')
    .where('group_id', '=', groupId)
    .where('account_id', 'in', accountIds)
    .execute();
}
