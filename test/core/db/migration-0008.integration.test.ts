import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../src/core/db/file-check.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { openAt } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A store as version 7 left it: a key with an old secret that was refused, and a log that was verified. */
const ROWS = `
INSERT INTO tenants (id, name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, listed_keys, created_at)
  VALUES (1, 'Northwind', 'northwind', 'lk', 10, 90, 14, 1, 1000);
INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
  VALUES (1, 1, 'ada', 'ada', 'Ada', 'Full', 0, 'active', 1000);
INSERT INTO keys (id, tenant_id, name, name_key, description, hint, created_at, created_by)
  VALUES (7, 1, 'Payroll', 'payroll', '', 'lk_abcd…wxyz', 1000, 1);
INSERT INTO secrets (hash, key_id, algorithm, hint, created_at, ends_at, tenant_id, name, revoked, removed, policy)
  VALUES (zeroblob(32), 7, 'sha256', 'lk_old', 1000, 5000, 1, 'Payroll', 0, 0, '|all|||||');
INSERT INTO key_refusals (key_id, hour, code, refusals) VALUES (7, 3600000, 'REVOKED', 3);
INSERT INTO audit_epochs VALUES (1, 'abc', 1000, NULL);
INSERT INTO audit_entries (seq, body, hash, tenant_id, time, action, outcome)
  VALUES (1, '{}', zeroblob(32), 1, 1000, 'audit.verify', 'done'), (2, '{}', zeroblob(32), 1, 2000, 'keys.edit', 'done');
`;

it('a store of version 7 keeps its rows, which the new indexes find', async () => {
  const path = join(tempFolder(), 'latchkey.db');
  const old = new Sqlite(path);
  old.pragma(`application_id = ${APPLICATION_ID}`);
  old.pragma('journal_mode = WAL');
  for (const sql of MIGRATIONS.slice(0, 7)) old.exec(sql);
  old.exec(ROWS);
  old.pragma('user_version = 7');
  old.close();

  const { sqlite } = await openAt(path, 'write');
  const pluck = (sql: string) => sqlite.prepare(sql).pluck().all();
  expect(
    pluck('SELECT hint FROM secrets INDEXED BY secrets_previous WHERE tenant_id = 1 AND ends_at > 0'),
  ).toEqual(['lk_old']);
  expect(pluck('SELECT code FROM key_refusals INDEXED BY key_refusals_by_hour WHERE hour > 0')).toEqual([
    'REVOKED',
  ]);
  expect(
    pluck(
      "SELECT seq FROM audit_entries INDEXED BY audit_verifications WHERE action = 'audit.verify' AND seq > 0",
    ),
  ).toEqual([1]);
  expect(pluck('SELECT count(*) FROM finding_dismissals')).toEqual([0]);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});
