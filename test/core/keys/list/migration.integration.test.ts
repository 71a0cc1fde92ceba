import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../../src/core/db/migrate.ts';
import { MIGRATIONS } from '../../../../src/core/db/migrations/index.ts';
import { access } from '../../../../src/core/db/migrations/0002-access.ts';
import { MORNING } from '../../../support/clock.ts';

it('keys that are there already are listed and found', () => {
  const sqlite = new Sqlite(':memory:');
  for (const sql of MIGRATIONS.slice(0, MIGRATIONS.indexOf(access) + 1)) sqlite.exec(sql);
  sqlite.pragma(`user_version = ${MIGRATIONS.indexOf(access) + 1}`);
  sqlite.exec(`
    INSERT INTO tenants (id, name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, created_at)
    VALUES (1, 'T', 't', 'lk', 10, 90, 14, ${MORNING});
    INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
    VALUES (1, 1, 'Svc', 'svc', '', 'API', 1, 'active', ${MORNING});`);
  const key = sqlite.prepare(
    `INSERT INTO keys (tenant_id, owner_account_id, name, name_key, description, hint, created_at, created_by, deleted_at)
     VALUES (1, ?, ?, ?, ?, ?, ${MORNING}, 1, ?)`,
  );
  key.run(1, 'Größe', 'grösse', 'Posts INVOICES', 'lk_aBcd…wXyz', null);
  key.run(null, 'Removed', 'removed', '', 'lk_aBcd…wXyz', MORNING);
  migrate(sqlite);
  expect(sqlite.prepare('SELECT * FROM key_texts').all()).toEqual([
    { key_id: 1, text: 'grösse\u001fposts invoices\u001fsvc\u001flk_abcd...wxyz' },
  ]);
  const found = sqlite.prepare('SELECT rowid FROM key_search WHERE key_search MATCH ?').pluck();
  expect(['"össe"', '"invoices"', '"svc"', '"d...w"'].map((text) => found.all(text))).toEqual([
    [1],
    [1],
    [1],
    [1],
  ]);
  expect(found.all('"removed"')).toEqual([]);
  expect(
    sqlite
      .prepare('SELECT count(*) FROM keys INDEXED BY keys_listed WHERE tenant_id = 1 AND deleted_at IS NULL')
      .pluck()
      .get(),
  ).toBe(1);
  sqlite.close();
});
