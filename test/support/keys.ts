import type { Actor } from '../../src/core/actor.ts';
import type { EntryBody } from '../../src/core/audit/entry.ts';
import type { Store } from '../../src/core/db/open.ts';
import type { ReadDb } from '../../src/core/db/schema.ts';
import { hashKey, parseKey } from '../../src/core/keys/key-format.ts';
import { searchedText } from '../../src/core/keys/list/key-search-store.ts';
import type { EditInput, GenerateInput } from '../../src/shared/key-input.ts';
import type { KeyRow } from '../../src/shared/key-row.ts';
import { comparable } from '../../src/shared/text.ts';
import { MORNING } from './clock.ts';

/** The id of a group of the starter set: `Full access`, `Read only` (for tenant keys) or `Standard user`. */
export async function groupId(
  db: ReadDb,
  { tenantId }: Pick<Actor, 'tenantId'>,
  name = 'Full access',
): Promise<number> {
  const { id } = await db
    .selectFrom('authorization_groups')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return id;
}

/** A tenant key that is limited by nothing but its group, but for what a test says. */
export const newKey = (authorizationGroupId: number, more: Partial<GenerateInput> = {}): GenerateInput => ({
  name: 'Payroll',
  description: '',
  ownerAccountId: null,
  expiresAt: null,
  authorizationGroupId,
  allowlist: '',
  roleIds: [],
  excludedPermissionIds: [],
  apiAccess: 'all',
  apiSetIds: [],
  requestsPerSecond: null,
  requestsPerMinute: null,
  requestsPerDay: null,
  ...more,
});

/** What the screen would send when somebody changes only `more` of a key that is limited by nothing but its group. */
export const editOf = (row: KeyRow, more: Partial<EditInput> = {}): EditInput => ({
  id: row.id,
  revision: row.revision,
  name: row.name,
  description: row.description,
  authorizationGroupId: row.authorizationGroup?.id ?? null,
  allowlist: '',
  roleIds: [],
  excludedPermissionIds: [],
  apiAccess: 'all',
  apiSetIds: [],
  requestsPerSecond: null,
  requestsPerMinute: null,
  requestsPerDay: null,
  ...more,
});

/** The rows of the starter set and the built-in roles, by their names. */
export async function named(
  db: ReadDb,
  { tenantId }: Pick<Actor, 'tenantId'>,
  table: 'roles' | 'api_sets',
  ...names: readonly string[]
): Promise<number[]> {
  const rows = await db.selectFrom(table).select(['id', 'name']).where('tenant_id', '=', tenantId).execute();
  return names.map((name) => {
    const row = rows.find((row) => row.name === name);
    if (!row) throw new Error(`There is no ${name} in ${table}.`);
    return row.id;
  });
}

/** The ids of permissions, by names such as `orders:read`. */
export async function permissionIds(
  db: ReadDb,
  { tenantId }: Pick<Actor, 'tenantId'>,
  ...names: readonly string[]
): Promise<number[]> {
  const rows = await db.selectFrom('permissions').selectAll().where('tenant_id', '=', tenantId).execute();
  return names.map((name) => {
    const row = rows.find(({ resource, action }) => `${resource}:${action}` === name);
    if (!row) throw new Error(`There is no permission ${name}.`);
    return row.id;
  });
}

/** The log after the entry `after`, oldest first. */
export async function entriesAfter(db: ReadDb, after = 0): Promise<EntryBody[]> {
  const rows = await db
    .selectFrom('audit_entries')
    .select('body')
    .where('seq', '>', after)
    .orderBy('seq')
    .execute();
  return rows.map(({ body }) => JSON.parse(body) as EntryBody);
}

/** The parts of secrets that nothing but the window and the file may ever hold. */
export const tracesOf = (...secrets: readonly string[]): string[] =>
  secrets.flatMap((secret) => [
    secret,
    parseKey(secret)?.body ?? secret,
    hashKey(secret).toString('hex'),
    hashKey(secret).toString('base64'),
  ]);

/** Many tenant keys at once, put into the store as generating would leave them but for their secrets. Newest last. */
export function addManyKeys(
  { sqlite }: Pick<Store, 'sqlite'>,
  { tenantId, accountId }: Pick<Actor, 'tenantId' | 'accountId'>,
  groupId: number,
  count: number,
): number[] {
  const insert = sqlite.prepare(
    `INSERT INTO keys (tenant_id, name, name_key, description, hint, authorization_group_id, created_at, created_by)
     VALUES (?, ?, ?, '', ?, ?, ?, ?) RETURNING id`,
  );
  const index = sqlite.prepare('INSERT INTO key_search (rowid, text) VALUES (?, ?)');
  return sqlite.transaction(() => {
    const ids = Array.from({ length: count }, (_, number) => {
      const name = `Key ${number}`;
      const hint = `lk_aaaa…${String(number).padStart(4, '0')}`;
      const row = insert.get(tenantId, name, comparable(name), hint, groupId, MORNING, accountId);
      const { id } = row as { id: number };
      index.run(id, searchedText({ name, description: '', owner: '', hint }));
      return id;
    });
    sqlite
      .prepare(
        'UPDATE tenants SET listed_keys = listed_keys + ?, counted_keys = counted_keys + ? WHERE id = ?',
      )
      .run(count, count, tenantId);
    return ids;
  })();
}
