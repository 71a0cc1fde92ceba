import { expect, it } from 'vitest';
import { tempStore } from '../../support/store.ts';

/** What a new column changes shows up in review as a change of the snapshot file. */
it('the schema is the one that was reviewed', async () => {
  const { sqlite } = await tempStore();
  const statements = sqlite
    .prepare(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name`,
    )
    .pluck()
    .all();
  await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot('schema.snapshot.sql');
});

it('every table is strict, and every reference is kept', async () => {
  const { sqlite } = await tempStore();
  const lax = sqlite.prepare(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0`,
  );
  expect(lax.pluck().all()).toEqual(['sqlite_schema', 'sqlite_sequence']);
  expect(() => sqlite.exec('INSERT INTO account_roles VALUES (1, 1)')).toThrow('FOREIGN KEY');
});

it('a key’s secret is looked up by its primary key, and keys are listed along an index', async () => {
  const { sqlite } = await tempStore();
  const plan = (sql: string, ...values: unknown[]) =>
    (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map(
      ({ detail }) => detail,
    );
  expect(plan('SELECT key_id FROM secrets WHERE hash = ?', Buffer.alloc(32)).join()).toContain('PRIMARY KEY');
  const listing = plan(
    `SELECT id FROM keys INDEXED BY keys_listed
     WHERE tenant_id = ? AND deleted_at IS NULL AND id < ? ORDER BY id DESC LIMIT 50`,
    1,
    2,
  ).join();
  expect(listing).toContain('INDEX keys_listed (tenant_id=? AND id<?)');
  expect(listing).not.toContain('TEMP B-TREE');
});
