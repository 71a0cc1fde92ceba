import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openStore, type Store } from '../../../src/core/db/open.ts';
import { planFor } from './fill.ts';
import { inBulk, inserter, insertPlan } from './insert.ts';
import { ACCOUNTS, API_SETS, GROUPS, ROLES } from './made-up.ts';
import { makeRows } from './rows.ts';

/** The stores that are measured: a tenant of many keys, and a small one beside it. */

/** The present of the benchmark, so that a store that was kept stays as it was. */
export const NOW = Date.UTC(2026, 0, 15);
/** The tenant that is measured. */
export const TENANT = 1;
/** Keys of the baseline, enough for a rate. */
const BASELINE = 200_000;

export interface Filled {
  readonly store: Store;
  /** Keys a second, everything included. */
  readonly rate: number;
}

/** Makes and fills a store. */
export async function makeStore(folder: string, name: string, keys: number): Promise<Filled> {
  const store = await openStore({ path: join(folder, name), mode: 'create', now: () => NOW });
  const { sqlite } = store;
  const tenants = [
    { keys, prefix: 'lk', tenantId: addTenant(sqlite, 'Measured', 'lk') },
    { keys: Math.ceil(keys / 100), prefix: 'sm', tenantId: addTenant(sqlite, 'Beside it', 'sm') },
  ];
  const start = performance.now();
  await inBulk(sqlite, async () => {
    for (const tenant of tenants) await insertPlan(sqlite, planFor(sqlite, { ...tenant, now: NOW }));
  });
  const seconds = (performance.now() - start) / 1_000;
  return { store: await reopened(store), rate: tenants.reduce((sum, each) => sum + each.keys, 0) / seconds };
}

/** Keys a second of SQLite alone: the same rows, made before, in the same way but without the log. */
export async function baselineRate(folder: string, keys: number): Promise<number> {
  const store = await openStore({ path: join(folder, 'baseline.db'), mode: 'create', now: () => NOW });
  const { sqlite } = store;
  const tenantId = addTenant(sqlite, 'Measured', 'lk');
  const plan = planFor(sqlite, {
    tenantId,
    prefix: 'lk',
    keys: Math.min(keys, BASELINE),
    now: NOW,
  });
  const rows = [...makeRows(plan, 5_000)];
  const insert = inserter(sqlite, plan, { log: false });
  const start = performance.now();
  await inBulk(sqlite, () => {
    sqlite.transaction(() => rows.forEach(insert))();
    return Promise.resolve();
  });
  const seconds = (performance.now() - start) / 1_000;
  await store.close();
  rmSync(store.path);
  return plan.keys / seconds;
}

/** Closed and opened, so that nothing of the load is left in its caches. */
async function reopened(store: Store): Promise<Store> {
  await store.close();
  return openStore({ path: store.path, mode: 'write', now: () => NOW });
}

function addTenant(sqlite: Database, name: string, prefix: string): number {
  const id = Number(
    sqlite
      .prepare(
        `INSERT INTO tenants (name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, created_at)
         VALUES (?, ?, ?, 5000000, 90, 14, ?)`,
      )
      .run(name, name.toLowerCase(), prefix, NOW).lastInsertRowid,
  );
  // In no order that a list has.
  const shuffled = (count: number) =>
    Array.from({ length: count }, (_, index) => String((index * 7919 + 13) % count).padStart(3, '0'));
  const account = sqlite.prepare(
    `INSERT INTO accounts (tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
     VALUES (?, ?, ?, ?, 'API', 1, 'active', ?)`,
  );
  for (const number of shuffled(ACCOUNTS)) {
    const username = `svc.${prefix}.${number}`;
    account.run(id, username, username, username, NOW);
  }
  const named = (table: string, more: string, values: string) =>
    sqlite.prepare(
      `INSERT INTO ${table} (tenant_id, name, name_key, created_at${more}) VALUES (?, ?, ?, ?${values})`,
    );
  const group = named('authorization_groups', ', type', `, 'Tenant API Key'`);
  for (const number of shuffled(GROUPS)) group.run(id, `Group ${number}`, `group ${number}`, NOW);
  const role = named('roles', '', '');
  for (const number of shuffled(ROLES)) role.run(id, `Role ${number}`, `role ${number}`, NOW);
  const apiSet = named('api_sets', ', description', `, ''`);
  for (const number of shuffled(API_SETS)) apiSet.run(id, `Set ${number}`, `set ${number}`, NOW);
  sqlite.prepare(`INSERT INTO audit_epochs VALUES (1, 'bench', 0, NULL) ON CONFLICT DO NOTHING`).run();
  return id;
}
