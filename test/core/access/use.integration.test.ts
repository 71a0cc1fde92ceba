import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { countKeys, countKeysOf, readUsers, type Used } from '../../../src/core/access/use-store.ts';
import { StoreDialect } from '../../../src/core/db/dialect.ts';
import type { ReadDb, Schema } from '../../../src/core/db/schema.ts';
import { organisation, type Organisation } from '../../support/people.ts';

/** Two thirds of them are more than are collected and sorted. */
const KEYS = 45_000;
const USED: readonly Used[] = ['role', 'authorization-group', 'api-set'];

/** Many keys, a third of them removed; all with the first role, group and set, or with the second one too. */
async function crowded(): Promise<Organisation & { readonly many: number; readonly few: number }> {
  const here = await organisation();
  const { sqlite } = here.store;
  sqlite.transaction(() => {
    const key = sqlite.prepare(`
      INSERT INTO keys (id, tenant_id, name, name_key, description, hint, authorization_group_id, created_at, created_by, deleted_at)
      VALUES (?, 1, ?, ?, '', '', ?, 0, 1, ?)`);
    const role = sqlite.prepare('INSERT INTO key_roles VALUES (?, ?)');
    const set = sqlite.prepare('INSERT INTO key_api_sets VALUES (?, ?)');
    for (let id = 1; id <= KEYS; id += 1) {
      const name = `key ${String((id * 7919) % KEYS).padStart(6, '0')}`;
      const which = id % 100 === 0 ? 2 : 1;
      key.run(id, name, name, which, id % 3 === 0 ? 1 : null);
      role.run(id, which);
      set.run(id, which);
    }
  })();
  const counted = (which: number) =>
    Array.from({ length: KEYS }, (_, index) => index + 1).filter(
      (id) => id % 3 !== 0 && (id % 100 === 0 ? 2 : 1) === which,
    ).length;
  return { ...here, many: counted(1), few: counted(2) };
}

it('the keys of many and of few are counted and named alike', async () => {
  const here = await crowded();
  const { db } = here.deps;
  for (const used of USED) {
    const counts = await countKeys(db, here.ada.tenantId, used);
    expect([counts.get(1), counts.get(2)], used).toEqual([here.many, here.few]);
    for (const id of [1, 2]) {
      expect(await countKeysOf(db, here.ada.tenantId, used, id)).toBe(counts.get(id));
      const { keys, keyCount } = await readUsers(db, here.ada.tenantId, used, id, 100);
      expect(keyCount).toBe(counts.get(id));
      const all = here.store.sqlite.prepare(
        `SELECT name FROM keys WHERE authorization_group_id = ? AND deleted_at IS NULL ORDER BY name_key LIMIT 100`,
      );
      expect(
        keys.map(({ name }) => name),
        used,
      ).toEqual(all.pluck().all(id));
    }
    const theirs = await countKeysOf(db, here.ada.tenantId + 1, used, 1);
    expect(theirs, 'of no other tenant').toBe(0);
  }
});

it('is answered along indexes, from the side that is shorter', async () => {
  const here = await crowded();
  const { sqlite } = here.store;
  const { tenantId } = here.ada;
  /** How SQLite goes about all that `work` asks. */
  async function plans(work: (db: ReadDb) => Promise<unknown>): Promise<string> {
    const seen: string[] = [];
    const db = new Kysely<Schema>({
      dialect: new StoreDialect(sqlite),
      log: ({ query }) => {
        const plan = sqlite.prepare(`EXPLAIN QUERY PLAN ${query.sql}`).all(...query.parameters);
        seen.push(...(plan as { detail: string }[]).map(({ detail }) => detail));
      },
    });
    await work(db);
    return seen.join('\n');
  }
  for (const [used, link] of [
    ['role', 'key_roles'],
    ['api-set', 'key_api_sets'],
  ] as const) {
    const counting = await plans((db) => countKeys(db, tenantId, used));
    expect(counting).toMatch(new RegExp(`SCAN ${link} USING COVERING INDEX`));
    const few = await plans((db) => readUsers(db, tenantId, used, 2, 100));
    expect(few).not.toContain('SCAN');
    expect(few).toMatch(
      new RegExp(`${link} USING COVERING INDEX .*\n.*keys USING INTEGER PRIMARY KEY.*\n.*ORDER BY`),
    );
    const many = await plans((db) => readUsers(db, tenantId, used, 1, 100));
    expect(many).not.toContain('SCAN');
    expect(many).toMatch(new RegExp(`keys USING INDEX keys_by_name .*\n.*${link} USING PRIMARY KEY`));
  }
  const used = 'authorization-group';
  expect(await plans((db) => countKeys(db, tenantId, used))).toContain('keys_by_authorization_group');
  expect(await plans((db) => readUsers(db, tenantId, used, 2, 100))).not.toContain('keys_by_name');
  expect(await plans((db) => readUsers(db, tenantId, used, 1, 100))).toContain('keys_by_name');
});
