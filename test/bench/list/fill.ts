import type { Database } from 'better-sqlite3';
import { countKeys, inserter } from './insert.ts';
import type { MadeUpKey } from './made-up.ts';
import { makeRows, type Plan } from './rows.ts';

const BATCH = 5_000;

/** Puts keys into a tenant at once and in this thread, for tests that need many. */
export function fill(
  sqlite: Database,
  tenant: { readonly id: number; readonly prefix: string; readonly keys: number },
  now: number,
  { log = true, made }: { readonly log?: boolean; readonly made?: (index: number) => MadeUpKey } = {},
): void {
  const plan = planFor(sqlite, { tenantId: tenant.id, prefix: tenant.prefix, keys: tenant.keys, now });
  const insert = inserter(sqlite, plan, { log });
  for (const rows of makeRows(plan, BATCH, made)) sqlite.transaction(() => insert(rows))();
  countKeys(sqlite, tenant.id);
}

/** What is to be filled, with everything of the tenant's that keys can refer to. */
export function planFor(sqlite: Database, tenant: Pick<Plan, 'tenantId' | 'prefix' | 'keys' | 'now'>): Plan {
  const all = (columns: string, table: string) =>
    sqlite.prepare(`SELECT ${columns} FROM ${table} WHERE tenant_id = ? ORDER BY id`);
  const ids = (table: string) => all('id', table).pluck().all(tenant.tenantId) as number[];
  const head = sqlite.prepare('SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1').get() as
    { seq: number; hash: Buffer } | undefined;
  return {
    ...tenant,
    firstId: sqlite.prepare('SELECT coalesce(max(id), 0) + 1 FROM keys').pluck().get() as number,
    accounts: all('id, username', 'accounts').all(tenant.tenantId) as { id: number; username: string }[],
    groups: ids('authorization_groups'),
    roles: ids('roles'),
    apiSets: ids('api_sets'),
    head: { seq: head?.seq ?? 0, hash: head?.hash.toString('hex') ?? null },
  };
}
