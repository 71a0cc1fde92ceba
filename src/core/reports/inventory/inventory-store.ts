import type { Database } from 'better-sqlite3';

/** SQL of the inventory: the tenant's keys in the order of their names, and names for the ids in their policies. */

export interface InventoryKey {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly hint: string;
  readonly owner: string | null;
  readonly owner_status: 'active' | 'disabled' | null;
  readonly owner_deleted_at: number | null;
  readonly revocation: 'until-reinstated' | 'permanent' | null;
  readonly revoked_at: number | null;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
  readonly created_at: number;
  readonly created_by: string;
  readonly rotated_at: number | null;
  readonly old_secret_ends_at: number | null;
  readonly policy: string;
}

/** One after the other; the connection does nothing else meanwhile. @param asOf for previous secrets */
export const inventoryKeys = (
  sqlite: Database,
  tenantId: number,
  asOf: number,
): IterableIterator<InventoryKey> =>
  sqlite
    .prepare<unknown[], InventoryKey>(
      `SELECT k.id, k.name, k.description, k.hint, owner.username AS owner, owner.status AS owner_status,
         owner.deleted_at AS owner_deleted_at, k.revocation, k.revoked_at, k.expires_at, k.last_used_at, k.created_at,
         creator.username AS created_by, k.rotated_at, CASE WHEN k.rotated_at IS NOT NULL THEN (
           SELECT max(old.ends_at) FROM secrets AS old WHERE old.key_id = k.id AND old.ends_at > @asOf
         ) END AS old_secret_ends_at, k.policy
       FROM keys AS k LEFT JOIN accounts AS owner ON owner.id = k.owner_account_id
         JOIN accounts AS creator ON creator.id = k.created_by
       WHERE k.tenant_id = @tenantId AND k.deleted_at IS NULL ORDER BY k.name_key, k.id`,
    )
    .iterate({ tenantId, asOf });

export const countListedKeys = (sqlite: Database, tenantId: number): number =>
  sqlite
    .prepare<[number], number>('SELECT listed_keys FROM tenants WHERE id = CAST(? AS INTEGER)')
    .pluck()
    .get(tenantId) ?? 0;

export interface InventoryAccount {
  readonly id: number;
  readonly username: string;
  readonly display_name: string;
  readonly licence: 'Full' | 'API';
  readonly api_only: 0 | 1;
  readonly status: 'active' | 'disabled';
  readonly created_at: number;
  readonly created_by: string | null;
  readonly last_sign_in_at: number | null;
}

export const inventoryAccounts = (sqlite: Database, tenantId: number): InventoryAccount[] =>
  sqlite
    .prepare<[number], InventoryAccount>(
      `SELECT a.id, a.username, a.display_name, a.licence, a.api_only, a.status, a.created_at,
         creator.username AS created_by, a.last_sign_in_at
       FROM accounts AS a LEFT JOIN accounts AS creator ON creator.id = a.created_by
       WHERE a.tenant_id = CAST(? AS INTEGER) AND a.deleted_at IS NULL ORDER BY a.username_key, a.id`,
    )
    .all(tenantId);

/** The roles or data access groups of each account, by name. */
export const namesOfAccounts = (
  sqlite: Database,
  tenantId: number,
  of: 'roles' | 'data_access_groups',
): { id: number; name: string }[] => {
  const [table, what] =
    of === 'roles' ? ['account_roles', 'role_id'] : ['data_access_group_members', 'group_id'];
  return sqlite
    .prepare<[number], { id: number; name: string }>(
      `SELECT link.account_id AS id, named.name FROM ${of} AS named JOIN ${table} AS link ON link.${what} = named.id
       WHERE named.tenant_id = CAST(? AS INTEGER) ORDER BY named.name_key, named.id`,
    )
    .all(tenantId);
};

/** How many keys that are not removed each account owns. */
export const ownedKeys = (sqlite: Database, tenantId: number): { id: number; count: number }[] =>
  sqlite
    .prepare<[number], { id: number; count: number }>(
      `SELECT owner_account_id AS id, count(*) AS count FROM keys
       WHERE tenant_id = CAST(? AS INTEGER) AND deleted_at IS NULL AND owner_account_id IS NOT NULL
       GROUP BY owner_account_id`,
    )
    .all(tenantId);

/** The usernames of the members of each data access group. */
export const membersOfGroups = (sqlite: Database, tenantId: number): { id: number; name: string }[] =>
  sqlite
    .prepare<[number], { id: number; name: string }>(
      `SELECT member.group_id AS id, a.username AS name
       FROM accounts AS a JOIN data_access_group_members AS member ON member.account_id = a.id
       WHERE a.tenant_id = CAST(? AS INTEGER) AND a.deleted_at IS NULL ORDER BY a.username_key, a.id`,
    )
    .all(tenantId);
