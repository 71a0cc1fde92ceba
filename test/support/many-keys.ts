import type { Database } from 'better-sqlite3';
import { openStore } from '../../src/core/db/open.ts';
import { hashKey, keyHint } from '../../src/core/keys/key-format.ts';
import { searchedText } from '../../src/core/keys/list/key-search-store.ts';
import { writePolicy } from '../../src/core/verification/policy.ts';
import { comparable } from '../../src/shared/text.ts';

const MINUTE = 60_000;
/** Generated one after the other, a minute apart. */
const START = Date.UTC(2026, 0, 5, 8);

/** A key as a list sees it. Accounts, groups, roles and API sets are named by their place among those of the tenant. */
export interface PlainKey {
  readonly name: string;
  readonly description: string;
  readonly hint: string;
  readonly hash: Uint8Array;
  readonly owner: number | null;
  readonly group: number | null;
  readonly roles: readonly number[];
  readonly apiSets: readonly number[];
  readonly revocation: 'until-reinstated' | 'permanent' | null;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly createdAt: number;
}

/** Key number `index` as a test wants it; what it does not say is the same for all. */
export function plainKey(index: number, more: Partial<PlainKey> = {}): PlainKey {
  // Of the right length; that it cannot be verified does not matter to a list.
  const secret = `lk_${String(index).padStart(38, '0')}`;
  return {
    name: `Key ${String(index + 1).padStart(6, '0')}`,
    description: '',
    hint: keyHint(secret),
    hash: hashKey(secret),
    owner: null,
    group: null,
    roles: [],
    apiSets: [],
    revocation: null,
    expiresAt: null,
    lastUsedAt: null,
    createdAt: START + index * MINUTE,
    ...more,
  };
}

/** Puts many keys into the first tenant of a store at once, past every rule but those of the store. */
export async function putKeys(
  storePath: string,
  count: number,
  made: (index: number) => PlainKey = plainKey,
): Promise<void> {
  const store = await openStore({ path: storePath, mode: 'write', now: () => Date.now() });
  const { sqlite } = store;
  const put = writer(sqlite);
  let counted = 0;
  sqlite.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const key = made(index);
      put(key);
      if (key.owner === null && key.revocation !== 'permanent') counted += 1;
    }
    sqlite
      .prepare(
        'UPDATE tenants SET key_limit = 10000000, listed_keys = listed_keys + ?, counted_keys = counted_keys + ? WHERE id = 1',
      )
      .run(count, counted);
  })();
  await store.close();
}

function writer(sqlite: Database): (key: PlainKey) => void {
  const idsOf = (table: string): number[] =>
    sqlite.prepare(`SELECT id FROM ${table} WHERE tenant_id = 1 ORDER BY id`).pluck().all() as number[];
  const [groups, roles, apiSets] = ['authorization_groups', 'roles', 'api_sets'].map(idsOf);
  const accounts = sqlite
    .prepare('SELECT id, username FROM accounts WHERE tenant_id = 1 ORDER BY id')
    .all() as { id: number; username: string }[];
  const insert = (table: string, ...columns: readonly string[]) =>
    sqlite.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    );
  const key = insert(
    'keys',
    'tenant_id',
    'owner_account_id',
    'name',
    'name_key',
    'description',
    'hint',
    'authorization_group_id',
    'api_access',
    'revocation',
    'revoked_at',
    'expires_at',
    'last_used_at',
    'created_at',
    'created_by',
    'policy',
  );
  const secret = sqlite.prepare(
    `INSERT INTO secrets (hash, key_id, algorithm, hint, created_at, last_used_at, tenant_id, owner_account_id,
       name, revoked, removed, expires_at, policy)
     SELECT @hash, id, 'sha256', hint, created_at, last_used_at, tenant_id, owner_account_id,
       name, revocation IS NOT NULL, 0, expires_at, policy FROM keys WHERE id = @key_id`,
  );
  const text = insert('key_texts', 'key_id', 'text');
  const search = insert('key_search', 'rowid', 'text');
  const role = insert('key_roles', 'key_id', 'role_id');
  const apiSet = insert('key_api_sets', 'key_id', 'api_set_id');

  return (made) => {
    const owner = made.owner === null ? undefined : accounts[made.owner];
    const groupId = made.group === null ? null : (groups?.[made.group] ?? null);
    const apiAccess = made.apiSets.length > 0 ? 'selected' : 'all';
    const idsAt = (places: readonly number[], ids: readonly number[] | undefined) =>
      places.map((place) => ids?.[place] ?? 0);
    const { lastInsertRowid } = key.run({
      tenant_id: 1,
      owner_account_id: owner?.id ?? null,
      name: made.name,
      name_key: comparable(made.name),
      description: made.description,
      hint: made.hint,
      authorization_group_id: groupId,
      api_access: apiAccess,
      revocation: made.revocation,
      revoked_at: made.revocation === null ? null : made.createdAt,
      expires_at: made.expiresAt,
      last_used_at: made.lastUsedAt,
      created_at: made.createdAt,
      created_by: accounts[0]?.id,
      policy: writePolicy({
        groupId,
        apiAccess,
        roleIds: idsAt(made.roles, roles),
        apiSetIds: idsAt(made.apiSets, apiSets),
        excludedIds: [],
        rateLimits: '',
        allowlist: [],
      }),
    });
    const id = Number(lastInsertRowid);
    for (const each of made.roles) role.run({ key_id: id, role_id: roles?.[each] });
    for (const each of made.apiSets) apiSet.run({ key_id: id, api_set_id: apiSets?.[each] });
    const searched = searchedText({ ...made, owner: owner?.username ?? '' });
    text.run({ key_id: id, text: searched });
    search.run({ rowid: id, text: searched });
    secret.run({ hash: made.hash, key_id: id });
  };
}
