import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../src/core/db/file-check.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { openAt } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A store as version 3 left it: a person who has signed in, one who never did, and an account of another tenant. */
const ROWS = `
INSERT INTO tenants (id, name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, listed_keys, created_at)
  VALUES (1, 'Northwind', 'northwind', 'lk', 10, 90, 14, 1, 1000), (2, 'Contoso', 'contoso', 'co', 10, 90, 14, 0, 2000);
INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
  VALUES (1, 1, 'ada', 'ada', 'Ada', 'Full', 0, 'active', 1000), (2, 1, 'ben', 'ben', 'Ben', 'Full', 0, 'disabled', 1000),
    (3, 2, 'svc', 'svc', 'Service', 'API', 1, 'active', 2000);
INSERT INTO keys (id, tenant_id, owner_account_id, name, name_key, description, hint, created_at, created_by)
  VALUES (7, 1, 2, 'Payroll', 'payroll', '', 'lk_abcd…wxyz', 1000, 1);
INSERT INTO key_texts (key_id, text) VALUES (7, 'payroll');
INSERT INTO audit_entries (seq, body, hash, tenant_id, time, actor_account_id, action, outcome) VALUES
  (1, '{}', zeroblob(32), 1, 1000, 1, 'session.sign-in', 'done'),
  (2, '{}', zeroblob(32), 1, 5000, 1, 'session.resume', 'done'),
  (3, '{}', zeroblob(32), 1, 6000, 1, 'session.sign-in', 'refused'),
  (4, '{}', zeroblob(32), 1, 7000, 1, 'keys.generate', 'done'),
  (5, '{}', zeroblob(32), 1, 8000, 2, 'session.sign-in', 'refused');
`;

const TABLES = ['tenants', 'accounts', 'keys', 'key_texts', 'audit_entries'];
const EMPTY = [
  'data_access_groups',
  'data_access_group_scopes',
  'data_access_group_members',
  'settings',
  'notice_settings',
  'put_away_notices',
];

const rowsOf = (sqlite: Database, table: string) =>
  sqlite.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

it('a store of version 3 keeps its rows, and knows from its log when people signed in', async () => {
  const path = join(tempFolder(), 'latchkey.db');
  const old = new Sqlite(path);
  old.pragma(`application_id = ${APPLICATION_ID}`);
  old.pragma('journal_mode = WAL');
  for (const sql of MIGRATIONS.slice(0, 3)) old.exec(sql);
  old.exec(ROWS);
  old.pragma('user_version = 3');
  const before = Object.fromEntries(TABLES.map((table) => [table, rowsOf(old, table)]));
  old.close();

  const { sqlite } = await openAt(path, 'write');
  for (const table of TABLES) expect(rowsOf(sqlite, table), table).toMatchObject(before[table] ?? []);
  expect(rowsOf(sqlite, 'accounts')).toMatchObject([
    { username: 'ada', revision: 1, last_sign_in_at: 5000, search_text: 'ada\u001fada' },
    { username: 'ben', revision: 1, last_sign_in_at: null },
    { username: 'svc', revision: 1, last_sign_in_at: null },
  ]);
  for (const table of EMPTY) expect(rowsOf(sqlite, table), table).toEqual([]);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});
