import { BUILT_IN_ROLES } from '../../shared/authorities.ts';
import { DEFAULT_TENANT } from '../../shared/setting-limits.ts';
import { comparable } from '../../shared/text.ts';
import { insertStarter } from '../access/starter.ts';
import type { WriteDb } from '../db/schema.ts';

export interface NewTenant {
  readonly name: string;
  readonly keyPrefix: string;
  readonly keyLimit?: number;
  readonly validityDays?: number;
  readonly expiringSoonDays?: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Inserts a tenant with the built-in roles and the starter set. */
export async function insertTenant(
  db: WriteDb,
  input: NewTenant,
): Promise<{ tenantId: number; roleIds: ReadonlyMap<string, number> }> {
  const tenant = { ...DEFAULT_TENANT, ...input };
  const { id: tenantId } = await db
    .insertInto('tenants')
    .values({
      name: tenant.name,
      name_key: comparable(tenant.name),
      key_prefix: tenant.keyPrefix,
      key_limit: tenant.keyLimit,
      validity_days: tenant.validityDays,
      expiring_soon_days: tenant.expiringSoonDays,
      created_at: tenant.now,
      archived_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const roleIds = await insertBuiltInRoles(db, tenantId, tenant.now);
  await insertStarter(db, tenantId, tenant.now);
  return { tenantId, roleIds };
}

async function insertBuiltInRoles(db: WriteDb, tenantId: number, now: number): Promise<Map<string, number>> {
  const roleIds = new Map<string, number>();
  for (const role of BUILT_IN_ROLES) {
    const { id } = await db
      .insertInto('roles')
      .values({
        tenant_id: tenantId,
        name: role.name,
        name_key: comparable(role.name),
        built_in: role.key,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const authorities = role.authorities.map((authority) => ({ role_id: id, authority }));
    await db.insertInto('role_authorities').values(authorities).execute();
    roleIds.set(role.key, id);
  }
  return roleIds;
}
