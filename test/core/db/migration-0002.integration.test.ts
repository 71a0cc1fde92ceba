import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../src/core/db/file-check.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { openAt } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A store as version 1 left it, with two tenants and something of each that 0002 touches. */
const ROWS = `
INSERT INTO tenants (id, name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, listed_keys, counted_keys, created_at)
  VALUES (1, 'Northwind', 'northwind', 'lk', 10, 90, 14, 1, 1, 1000), (2, 'Contoso', 'contoso', 'co', 10, 90, 14, 0, 0, 2000);
INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
  VALUES (1, 1, 'ada', 'ada', 'Ada', 'Full', 0, 'active', 1000);
INSERT INTO roles (id, tenant_id, name, name_key, built_in, created_at)
  VALUES (1, 1, 'Super User', 'super user', 'super-user', 1000), (2, 1, 'Night shift', 'night shift', NULL, 1000);
INSERT INTO role_authorities (role_id, authority) VALUES (1, 'view'), (2, 'view');
INSERT INTO account_roles (account_id, role_id) VALUES (1, 1), (1, 2);
INSERT INTO authorization_groups (id, tenant_id, name, name_key, type, created_at)
  VALUES (5, 1, 'Partners', 'partners', 'Tenant API Key', 1000), (6, 1, 'Full Access', 'full access', 'User', 1000);
INSERT INTO keys (id, tenant_id, owner_account_id, name, name_key, description, hint, authorization_group_id, created_at, created_by)
  VALUES (7, 1, NULL, 'Payroll', 'payroll', 'pays', 'lk_abcd…wxyz', 5, 1000, 1);
INSERT INTO secrets (hash, key_id, algorithm, hint, created_at) VALUES (zeroblob(32), 7, 'sha256', 'lk_abcd…wxyz', 1000);
`;

const TABLES = ['tenants', 'accounts', 'roles', 'role_authorities', 'account_roles', 'keys', 'secrets'];

function versionOne(): { readonly path: string; readonly before: Record<string, unknown[]> } {
  const path = join(tempFolder(), 'latchkey.db');
  const sqlite = new Sqlite(path);
  sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec(MIGRATIONS[0] ?? '');
  sqlite.exec(ROWS);
  sqlite.pragma('user_version = 1');
  const before = Object.fromEntries(TABLES.map((table) => [table, rowsOf(sqlite, table)]));
  sqlite.close();
  return { path, before };
}

const rowsOf = (sqlite: Database, table: string) =>
  sqlite.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

it('a store of version 1 keeps its rows', async () => {
  const { path, before } = versionOne();
  const { sqlite } = await openAt(path, 'write');
  for (const table of TABLES) expect(rowsOf(sqlite, table), table).toMatchObject(before[table] ?? []);
  expect(rowsOf(sqlite, 'roles')).toMatchObject([{ description: '' }, { description: '' }]);
  expect(rowsOf(sqlite, 'keys')).toMatchObject([
    { revision: 1, api_access: 'all', authorization_group_id: 5 },
  ]);
  expect(sqlite.prepare(`SELECT * FROM authorization_groups WHERE id = 5`).get()).toEqual({
    id: 5,
    tenant_id: 1,
    name: 'Partners',
    name_key: 'partners',
    type: 'Tenant API Key',
    created_at: 1000,
    description: '',
    revision: 1,
  });
  const granted = 'SELECT * FROM authorization_group_permissions WHERE authorization_group_id IN (5, 6)';
  expect(sqlite.prepare(granted).all(), 'a group that was there gains nothing').toEqual([]);
  for (const table of ['role_permissions', 'key_roles', 'key_api_sets', 'key_excluded_permissions']) {
    expect(rowsOf(sqlite, table), table).toEqual([]);
  }
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});

it('each of its tenants gets a starter set', async () => {
  const { sqlite } = await openAt(versionOne().path, 'write');
  const all = (query: string) => sqlite.prepare(query).raw().all();
  expect(all('SELECT tenant_id, count(*), min(created_at) FROM permissions GROUP BY tenant_id')).toEqual([
    [1, 7, 1000],
    [2, 7, 2000],
  ]);
  expect(
    all(`SELECT g.tenant_id, g.name, g.type, count(*), count(DISTINCT p.tenant_id), max(p.tenant_id)
      FROM authorization_groups g
      JOIN authorization_group_permissions l ON l.authorization_group_id = g.id
      JOIN permissions p ON p.id = l.permission_id
      GROUP BY g.id ORDER BY g.tenant_id, g.name`),
  ).toEqual([
    [1, 'Read only', 'Tenant API Key', 4, 1, 1],
    [1, 'Standard user', 'User', 4, 1, 1],
    [2, 'Full access', 'Tenant API Key', 7, 1, 2],
    [2, 'Read only', 'Tenant API Key', 4, 1, 2],
    [2, 'Standard user', 'User', 4, 1, 2],
  ]);
});
