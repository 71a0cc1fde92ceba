import type { Tenant } from '../../shared/tenants.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';

/** SQL of tenants. */

/** What an edit of a tenant may change. */
export interface TenantColumns {
  readonly name: string;
  readonly name_key: string;
  readonly key_prefix: string;
  readonly key_limit: number;
  readonly validity_days: number;
  readonly expiring_soon_days: number;
}

/** All of the store by name, archived ones last. */
export async function listTenants(db: ReadDb): Promise<Tenant[]> {
  const rows = await tenants(db).orderBy('tenants.name_key').execute();
  return rows
    .map(toTenant)
    .sort((one, other) => Number(one.archivedAt !== null) - Number(other.archivedAt !== null));
}

export async function findTenant(db: ReadDb, id: number): Promise<Tenant | undefined> {
  const row = await tenants(db).where('tenants.id', '=', id).executeTakeFirst();
  return row && toTenant(row);
}

/** @param exceptId the tenant that is being edited, which may keep its name */
export async function tenantNameIsTaken(db: ReadDb, nameKey: string, exceptId = 0): Promise<boolean> {
  const row = await db
    .selectFrom('tenants')
    .select('id')
    .where('name_key', '=', nameKey)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateTenant(db: WriteDb, id: number, columns: TenantColumns): Promise<void> {
  await db.updateTable('tenants').set(columns).where('id', '=', id).execute();
}

/** @param at epoch milliseconds; `null` restores it */
export async function setArchived(db: WriteDb, id: number, at: number | null): Promise<void> {
  await db.updateTable('tenants').set({ archived_at: at }).where('id', '=', id).execute();
}

/** The tenant that an account is of, whichever it has open. */
export async function tenantOf(db: ReadDb, accountId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('tenant_id')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.tenant_id;
}

/** Whether somebody could sign in with Manage Tenants if this tenant were not there. */
export async function hasSuperUserOutside(db: ReadDb, tenantId: number): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .innerJoin('tenants', 'tenants.id', 'accounts.tenant_id')
    .innerJoin('passwords', 'passwords.account_id', 'accounts.id')
    .innerJoin('account_roles', 'account_roles.account_id', 'accounts.id')
    .innerJoin('role_authorities', 'role_authorities.role_id', 'account_roles.role_id')
    .select('accounts.id')
    .where('role_authorities.authority', '=', 'manage-tenants')
    .where('accounts.tenant_id', '!=', tenantId)
    .where('accounts.api_only', '=', 0)
    .where('accounts.status', '=', 'active')
    .where('accounts.deleted_at', 'is', null)
    .where('tenants.archived_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function tenants(db: ReadDb) {
  return db
    .selectFrom('tenants')
    .selectAll('tenants')
    .select((tenant) =>
      tenant
        .selectFrom('accounts')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('accounts.tenant_id', '=', 'tenants.id')
        .where('accounts.deleted_at', 'is', null)
        .as('accounts'),
    );
}

type Found = Awaited<ReturnType<ReturnType<typeof tenants>['execute']>>[number];

const toTenant = (row: Found): Tenant => ({
  id: row.id,
  name: row.name,
  keyPrefix: row.key_prefix,
  keyLimit: row.key_limit,
  countedKeys: row.counted_keys,
  validityDays: row.validity_days,
  expiringSoonDays: row.expiring_soon_days,
  keys: row.listed_keys,
  accounts: row.accounts ?? 0,
  createdAt: row.created_at,
  archivedAt: row.archived_at,
});
