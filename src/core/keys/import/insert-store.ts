import type { Actor } from '../../actor.ts';
import type { WriteDb } from '../../db/schema.ts';
import { insertSecret, moveCounters } from '../key-store.ts';
import { indexKey } from '../list/key-search-store.ts';
import { putNewScopes } from '../scope-store.ts';
import { counts, type ReadyRow } from './check-rows.ts';

/** Inserts the keys of rows as generating would, a hundred at a time; their ids, in the order of the rows. */
export async function insertRows(
  db: WriteDb,
  actor: Actor,
  rows: readonly ReadyRow[],
  time: number,
): Promise<readonly number[]> {
  const inserted = await db
    .insertInto('keys')
    .values(rows.map((row) => columnsOf(actor, row, time)))
    .returning(['id', 'name_key'])
    .execute();
  // SQLite promises no order; a name is unique.
  const byName = new Map(inserted.map(({ id, name_key }) => [name_key, id]));
  const ids = rows.map(({ nameKey }) => {
    const id = byName.get(nameKey);
    if (id === undefined) throw new Error('A key that was just inserted is not there.');
    return id;
  });
  const scopeOf = (row: ReadyRow) => ({
    roleIds: row.roleRows.map((role) => role.id),
    excludedPermissionIds: row.withheldRows.map((permission) => permission.id),
    apiSetIds: row.apiSetRows.map((set) => set.id),
  });
  await putNewScopes(db, new Map(rows.map((row, at) => [ids[at] ?? 0, scopeOf(row)])));
  for (const [at, { name, description, secret, by, createdAt }] of rows.entries()) {
    const id = ids[at] ?? 0;
    const { hash, hint } = secret;
    await insertSecret(db, { keyId: id, hash, hint, createdAt: createdAt ?? time });
    await indexKey(db, { id, name, description, owner: by?.username ?? '', hint });
  }
  await moveCounters(db, actor.tenantId, { listed: rows.length, counted: rows.filter(counts).length });
  return ids;
}

const columnsOf = (actor: Actor, row: ReadyRow, time: number) => ({
  name: row.name,
  name_key: row.nameKey,
  description: row.description,
  authorization_group_id: row.authorizationGroup?.id ?? null,
  api_access: row.apiSets === 'all' ? ('all' as const) : ('selected' as const),
  allowlist: row.allowlist,
  rate_limits: row.rateLimits,
  tenant_id: actor.tenantId,
  owner_account_id: row.by?.accountId ?? null,
  hint: row.secret.hint,
  revocation: row.revocation,
  revoked_at: row.revocation === null ? null : time,
  expires_at: row.expiresAt,
  last_used_at: null,
  created_at: row.createdAt ?? time,
  created_by: actor.accountId,
  rotated_at: null,
  deleted_at: null,
});
