import { t } from '../../shared/language/t.ts';
import type { Tenant, TenantInput } from '../../shared/tenants.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import type { NewEntry } from '../audit/entry.ts';
import type { AnyDb } from '../db/schema.ts';
import { describeBeginning } from './beginning.ts';
import { insertTenant } from './new-tenant.ts';
import { checkTenant, columnsOf, describe, requireFreeName, requireTenant } from './tenant-rules.ts';
import {
  lastSuperUser,
  openTenant as isOpen,
  ownTenant,
  tenantArchived,
  tenantNotArchived,
} from './tenant-errors.ts';
import { hasSuperUserOutside, listTenants, setArchived, tenantOf, updateTenant } from './tenant-store.ts';

/** What the services of this folder work with. */
export interface TenantDeps {
  readonly db: AnyDb;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** All tenants of the store, by name, archived ones last. */
export async function allTenants({ db }: TenantDeps, actor: Actor): Promise<Tenant[]> {
  requireAuthority(actor, 'manage-tenants');
  return listTenants(db);
}

/** Makes a tenant with the built-in roles and the starter set. */
export async function createTenant(
  { db, now }: TenantDeps,
  actor: Actor,
  input: TenantInput,
): Promise<Tenant> {
  requireAuthority(actor, 'manage-tenants');
  const tenant = checkTenant(input);
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    await requireFreeName(write, tenant.name);
    const { tenantId } = await insertTenant(write, { ...tenant, now: time });
    const made = await requireTenant(write, tenantId);
    const starter = await describeBeginning(write, tenantId);
    return { result: made, entries: [entry('tenants.create', made, { after: describe(made), starter })] };
  });
}

/** Changes name, prefix, limit, validity or window of any tenant. */
export async function editTenant(
  deps: TenantDeps,
  actor: Actor,
  { id, ...input }: TenantInput & { readonly id: number },
): Promise<Tenant> {
  requireAuthority(actor, 'manage-tenants');
  return changeTenant(deps, actor, id, input, 'tenants.edit');
}

/** The same for the tenant that is open, by those who manage its settings; only super users change its limit. */
export async function editOpenTenant(deps: TenantDeps, actor: Actor, input: TenantInput): Promise<Tenant> {
  requireAuthority(actor, 'manage-settings');
  return changeTenant(deps, actor, actor.tenantId, input, 'settings.edit-tenant');
}

/** The tenant that is open. */
export async function readOpenTenant({ db }: TenantDeps, actor: Actor): Promise<Tenant> {
  requireAuthority(actor, 'view');
  return requireTenant(db, actor.tenantId);
}

/** Shuts a tenant: its people cannot sign in and its keys do not work. */
export async function archiveTenant({ db, now }: TenantDeps, actor: Actor, id: number): Promise<Tenant> {
  requireAuthority(actor, 'manage-tenants');
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const before = await requireTenant(write, id);
    if (id === actor.tenantId) throw isOpen(before.name);
    if (id === (await tenantOf(write, actor.accountId))) throw ownTenant(before.name);
    if (before.archivedAt !== null) throw tenantArchived(before.name, t('Look at the list again.'));
    // Two super users at two computers could otherwise each archive the other's tenant.
    if (!(await hasSuperUserOutside(write, id))) throw lastSuperUser(before.name);
    await setArchived(write, id, time);
    return { result: await requireTenant(write, id), entries: [entry('tenants.archive', before)] };
  });
}

/** Opens an archived tenant to its people and keys again. */
export async function restoreTenant({ db, now }: TenantDeps, actor: Actor, id: number): Promise<Tenant> {
  requireAuthority(actor, 'manage-tenants');
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requireTenant(write, id);
    if (before.archivedAt === null) throw tenantNotArchived(before.name);
    await setArchived(write, id, null);
    return { result: await requireTenant(write, id), entries: [entry('tenants.restore', before)] };
  });
}

/** Notes in the tenant's own log that somebody goes into it. @throws AppError `TENANT_ARCHIVED` */
export async function enterTenant({ db, now }: TenantDeps, actor: Actor, id: number): Promise<void> {
  requireAuthority(actor, 'manage-tenants');
  await change(db, frameOf(actor, now()), async (write) => {
    const tenant = await requireTenant(write, id);
    if (tenant.archivedAt !== null) throw tenantArchived(tenant.name, t('Restore it first.'));
    return { result: undefined, entries: [entry('tenants.open', tenant)] };
  });
}

async function changeTenant(
  { db, now }: TenantDeps,
  actor: Actor,
  id: number,
  input: TenantInput,
  action: 'tenants.edit' | 'settings.edit-tenant',
): Promise<Tenant> {
  const tenant = checkTenant(input);
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await requireTenant(write, id);
    // Whether a name is free tells of other tenants, so it is asked only by who sees them anyway.
    if (tenant.keyLimit !== before.keyLimit || tenant.name !== before.name) {
      requireAuthority(actor, 'manage-tenants');
    }
    await requireFreeName(write, tenant.name, id);
    await updateTenant(write, id, columnsOf(tenant));
    const after = await requireTenant(write, id);
    return {
      result: after,
      entries: [entry(action, after, differences(describe(before), describe(after)))],
    };
  });
}

/** Stands in the log of the tenant that it is about: another one's must not even name it. */
const entry = (action: string, { id, name }: Tenant, details: NewEntry['details'] = {}): NewEntry => ({
  action,
  target: { type: 'tenant', id, name },
  tenantId: id,
  details,
});
