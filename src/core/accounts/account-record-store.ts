import type { Authority } from '../../shared/authorities.ts';
import { grouped } from '../access/grouped.ts';
import type { ReadDb, Row } from '../db/schema.ts';

/** SQL that reads accounts as the rules see them. */

export interface AccountRole {
  readonly id: number;
  readonly name: string;
  readonly authorities: readonly Authority[];
}

/** An account that is not removed. */
export interface AccountRecord {
  readonly id: number;
  readonly username: string;
  readonly usernameKey: string;
  readonly displayName: string;
  readonly licence: Row<'accounts'>['licence'];
  readonly apiOnly: boolean;
  readonly status: Row<'accounts'>['status'];
  readonly revision: number;
  /** By name. */
  readonly roles: readonly AccountRole[];
}

export async function findAccount(
  db: ReadDb,
  tenantId: number,
  id: number,
): Promise<AccountRecord | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const links = await db.selectFrom('account_roles').select('role_id').where('account_id', '=', id).execute();
  return {
    id,
    username: row.username,
    usernameKey: row.username_key,
    displayName: row.display_name,
    licence: row.licence,
    apiOnly: row.api_only === 1,
    status: row.status,
    revision: row.revision,
    roles: await findRoles(
      db,
      tenantId,
      links.map((link) => link.role_id),
    ),
  };
}

/** True for an account of the tenant, also for one that was removed. */
export async function accountWasThere(db: ReadDb, tenantId: number, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The roles of these ids by name; those of other tenants are left out. */
export async function findRoles(
  db: ReadDb,
  tenantId: number,
  ids: readonly number[],
): Promise<AccountRole[]> {
  if (ids.length === 0) return [];
  const roles = await db
    .selectFrom('roles')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .orderBy('name_key')
    .execute();
  const authorities = await db
    .selectFrom('role_authorities')
    .select(['role_id', 'authority'])
    .where('role_id', 'in', ids)
    .execute();
  const of = grouped(authorities.map(({ role_id, authority }) => [role_id, authority] as const));
  return roles.map(({ id, name }) => ({ id, name, authorities: of.get(id) ?? [] }));
}

/**
 * True when an account that is not removed has that username: one of the tenant, or of two people any in the store,
 * because people name no tenant when they sign in.
 * @param exceptId the account that is being edited, which may keep its name
 */
export async function usernameIsTaken(
  db: ReadDb,
  tenantId: number,
  wanted: { readonly usernameKey: string; readonly apiOnly: boolean },
  exceptId = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('username_key', '=', wanted.usernameKey)
    .where('deleted_at', 'is', null)
    .where('id', '!=', exceptId)
    .where((either) =>
      wanted.apiOnly
        ? either('tenant_id', '=', tenantId)
        : either.or([either('tenant_id', '=', tenantId), either('api_only', '=', 0)]),
    )
    .executeTakeFirst();
  return row !== undefined;
}
