import { type Tenant, type TenantInput, tenantInput } from '../../shared/tenants.ts';
import { comparable } from '../../shared/text.ts';
import type { ReadDb } from '../db/schema.ts';
import { checkSettings } from '../settings/check-settings.ts';
import { tenantNameTaken, tenantNotFound } from './tenant-errors.ts';
import { findTenant, type TenantColumns, tenantNameIsTaken } from './tenant-store.ts';

/** Checks and trims. */
export function checkTenant(input: TenantInput): TenantInput {
  const tenant = checkSettings(tenantInput, input);
  return { ...tenant, name: tenant.name.trim() };
}

/**
 * @param exceptId the tenant that is being edited, which may keep its name
 * @throws AppError `NAME_TAKEN`
 */
export async function requireFreeName(db: ReadDb, name: string, exceptId = 0): Promise<void> {
  if (await tenantNameIsTaken(db, comparable(name), exceptId)) throw tenantNameTaken(name);
}

/** @throws AppError `NOT_FOUND` */
export async function requireTenant(db: ReadDb, id: number): Promise<Tenant> {
  const tenant = await findTenant(db, id);
  if (!tenant) throw tenantNotFound();
  return tenant;
}

export const columnsOf = (input: TenantInput): TenantColumns => ({
  name: input.name,
  name_key: comparable(input.name),
  key_prefix: input.keyPrefix,
  key_limit: input.keyLimit,
  validity_days: input.validityDays,
  expiring_soon_days: input.expiringSoonDays,
});

/** What the log says of a tenant, before or after. */
export const describe = ({ name, keyPrefix, keyLimit, validityDays, expiringSoonDays }: TenantInput) => ({
  name,
  keyPrefix,
  keyLimit,
  validityDays,
  expiringSoonDays,
});
