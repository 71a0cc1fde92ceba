import type { AccountRow } from '../../shared/account-row.ts';
import { groupsOfAccounts } from '../access/data-access-store.ts';
import { grouped } from '../access/grouped.ts';
import type { ReadDb } from '../db/schema.ts';
import { countOwnedKeys } from './account-keys-store.ts';

/** Accounts as lists show them. */

/** The accounts of these ids in their order; removed ones and those of other tenants are left out. */
export async function readAccountRows(
  db: ReadDb,
  tenantId: number,
  ids: readonly number[],
): Promise<AccountRow[]> {
  if (ids.length === 0) return [];
  const found = await db
    .selectFrom('accounts')
    .selectAll()
    .where('id', 'in', ids)
    .where('tenant_id', '=', tenantId)
    .where('deleted_at', 'is', null)
    .execute();
  const roles = await db
    .selectFrom('account_roles')
    .innerJoin('roles', 'roles.id', 'account_roles.role_id')
    .select(['account_roles.account_id', 'roles.id', 'roles.name'])
    .where('account_roles.account_id', 'in', ids)
    .orderBy('roles.name_key')
    .execute();
  const rolesOf = grouped(roles.map(({ account_id, id, name }) => [account_id, { id, name }] as const));
  const groupsOf = await groupsOfAccounts(db, ids);
  const keysOf = await countOwnedKeys(db, tenantId, ids);
  const rows = new Map(
    found.map((row): [number, AccountRow] => [
      row.id,
      {
        id: row.id,
        username: row.username,
        displayName: row.display_name,
        licence: row.licence,
        apiOnly: row.api_only === 1,
        status: row.status,
        roles: rolesOf.get(row.id) ?? [],
        ...(keysOf.get(row.id) ?? { keys: 0, activeKeys: 0 }),
        dataAccessGroups: groupsOf.get(row.id) ?? [],
        createdAt: row.created_at,
        revision: row.revision,
      },
    ]),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Reads an account back inside the transaction that has changed it. */
export async function readAccountRow(db: ReadDb, tenantId: number, id: number): Promise<AccountRow> {
  const [row] = await readAccountRows(db, tenantId, [id]);
  if (!row) throw new Error(`The account ${id} that was just changed is not there.`);
  return row;
}
