import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../src/core/db/file-check.ts';
import { overview } from '../../../src/core/db/migrations/0009-overview.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { openAt } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const BEFORE = MIGRATIONS.indexOf(overview);

/** A store as the version before left it: two tenants whose keys were used and refused, one of them removed since. */
const ROWS = `
INSERT INTO tenants (id, name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, listed_keys, created_at)
  VALUES (1, 'Northwind', 'northwind', 'lk', 10, 90, 14, 1, 1000), (2, 'Contoso', 'contoso', 'lk', 10, 90, 14, 1, 1000);
INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
  VALUES (1, 1, 'ada', 'ada', 'Ada', 'Full', 0, 'active', 1000);
INSERT INTO keys (id, tenant_id, name, name_key, description, hint, created_at, rotated_at, deleted_at, created_by) VALUES
  (7, 1, 'Payroll', 'payroll', '', 'lk_abcd…wxyz', 1000, 5000, NULL, 1),
  (8, 1, 'Orders', 'orders', '', 'lk_abcd…wxyz', 1000, NULL, 9000, 1),
  (9, 2, 'Payroll', 'payroll', '', 'lk_abcd…wxyz', 1000, NULL, NULL, 1);
INSERT INTO key_uses (key_id, hour, uses) VALUES (7, 3600000, 3), (8, 3600000, 4), (7, 7200000, 5), (9, 3600000, 100);
INSERT INTO key_refusals (key_id, hour, code, refusals, last_at) VALUES
  (7, 3600000, 'REVOKED', 3, 3600000), (7, 3600000, 'EXPIRED', 1, 3600000), (9, 10800000, 'EXPIRED', 9, 10800000);
`;

it('a store gets the sums of what was counted before, by tenant and hour', async () => {
  const path = join(tempFolder(), 'latchkey.db');
  const old = new Sqlite(path);
  old.pragma(`application_id = ${APPLICATION_ID}`);
  old.pragma('journal_mode = WAL');
  for (const sql of MIGRATIONS.slice(0, BEFORE)) old.exec(sql);
  old.exec(ROWS);
  old.pragma(`user_version = ${BEFORE}`);
  old.close();

  const { sqlite } = await openAt(path, 'write');
  expect(sqlite.prepare('SELECT * FROM tenant_hours ORDER BY tenant_id, hour').all()).toEqual([
    { tenant_id: 1, hour: 3_600_000, uses: 7, refusals: 4 },
    { tenant_id: 1, hour: 7_200_000, uses: 5, refusals: 0 },
    { tenant_id: 2, hour: 3_600_000, uses: 100, refusals: 0 },
    { tenant_id: 2, hour: 10_800_000, uses: 0, refusals: 9 },
  ]);
  const ages = 'SELECT id, coalesce(rotated_at, created_at) AS since FROM keys INDEXED BY keys_by_secret_age';
  expect(sqlite.prepare(`${ages} WHERE tenant_id = 1 AND deleted_at IS NULL`).all()).toEqual([
    { id: 7, since: 5_000 },
  ]);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});
