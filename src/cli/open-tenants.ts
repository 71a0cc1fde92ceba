import type { Store } from '../core/db/open.ts';
import { listTenants } from '../core/tenants/tenant-store.ts';
import type { Tenant } from '../shared/tenants.ts';
import { comparable } from '../shared/text.ts';
import { UsageError } from './verb.ts';

/** The tenants that are not archived, or of them the one that `--tenant` names. @throws UsageError when it names none */
export async function openTenants(
  { db }: Pick<Store, 'db'>,
  name: string | undefined,
): Promise<readonly Tenant[]> {
  const open = (await listTenants(db)).filter(({ archivedAt }) => archivedAt === null);
  if (name === undefined) return open;
  const named = open.filter((tenant) => comparable(tenant.name) === comparable(name));
  if (named.length === 0) throw new UsageError('There is no tenant of that name, or it is archived.');
  return named;
}
