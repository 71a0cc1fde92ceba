import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../src/core/db/file-check.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { openAt } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A store as version 5 left it: a key that was refused in two hours. */
const ROWS = `
INSERT INTO tenants (id, name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, listed_keys, created_at)
  VALUES (1, 'Northwind', 'northwind', 'lk', 10, 90, 14, 1, 1000);
INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
  VALUES (1, 1, 'ada', 'ada', 'Ada', 'Full', 0, 'active', 1000);
INSERT INTO keys (id, tenant_id, name, name_key, description, hint, created_at, created_by)
  VALUES (7, 1, 'Payroll', 'payroll', '', 'lk_abcd…wxyz', 1000, 1);
INSERT INTO key_refusals (key_id, hour, code, refusals) VALUES (7, 3600000, 'REVOKED', 3), (7, 7200000, 'EXPIRED', 1);
`;

it('a store of version 5 keeps its refusals, each last known by its hour', async () => {
  const path = join(tempFolder(), 'latchkey.db');
  const old = new Sqlite(path);
  old.pragma(`application_id = ${APPLICATION_ID}`);
  old.pragma('journal_mode = WAL');
  for (const sql of MIGRATIONS.slice(0, 5)) old.exec(sql);
  old.exec(ROWS);
  old.pragma('user_version = 5');
  old.close();

  const { sqlite } = await openAt(path, 'write');
  expect(sqlite.prepare('SELECT * FROM key_refusals ORDER BY hour').all()).toEqual([
    { key_id: 7, hour: 3_600_000, code: 'REVOKED', refusals: 3, last_at: 3_600_000, last_address: null },
    { key_id: 7, hour: 7_200_000, code: 'EXPIRED', refusals: 1, last_at: 7_200_000, last_address: null },
  ]);
  expect(sqlite.prepare('SELECT * FROM use_batches').all()).toEqual([{ one: 1, written: 0 }]);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});
