import type { NewRow, ReadDb, Schema, WriteDb } from '../db/schema.ts';
import { indexKey } from './list/key-search-store.ts';

/** SQL that changes keys and secrets. Counters and the search index move here, with the change that moves them. */

/** A key as the rules see it, removed ones too. */
export interface KeyRecord {
  readonly id: number;
  readonly name: string;
  readonly nameKey: string;
  readonly description: string;
  readonly hint: string;
  /** `null`: the tenant. */
  readonly owner: { readonly accountId: number; readonly username: string; readonly apiOnly: boolean } | null;
  readonly authorizationGroupId: number | null;
  readonly apiAccess: 'all' | 'selected';
  readonly allowlist: string;
  /** See `shared/rate-limit.ts`. */
  readonly rateLimits: string;
  readonly revocation: 'until-reinstated' | 'permanent' | null;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly deletedAt: number | null;
  readonly revision: number;
}

/** The keys of these ids, in no order; those of other tenants are left out. */
export async function findKeys(
  db: ReadDb,
  tenantId: number,
  ids: readonly number[],
): Promise<Map<number, KeyRecord>> {
  const rows = await db
    .selectFrom('keys')
    .leftJoin('accounts', 'accounts.id', 'keys.owner_account_id')
    .selectAll('keys')
    .select(['accounts.username', 'accounts.api_only'])
    .where('keys.id', 'in', ids)
    .where('keys.tenant_id', '=', tenantId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        nameKey: row.name_key,
        description: row.description,
        hint: row.hint,
        owner:
          row.owner_account_id === null
            ? null
            : {
                accountId: row.owner_account_id,
                username: row.username ?? '',
                apiOnly: row.api_only === 1,
              },
        authorizationGroupId: row.authorization_group_id,
        apiAccess: row.api_access,
        allowlist: row.allowlist,
        rateLimits: row.rate_limits,
        revocation: row.revocation,
        expiresAt: row.expires_at,
        lastUsedAt: row.last_used_at,
        deletedAt: row.deleted_at,
        revision: row.revision,
      },
    ]),
  );
}

/** True when a key that is not removed has that name, in the form in which names are compared. */
export async function nameIsTaken(
  db: ReadDb,
  tenantId: number,
  nameKey: string,
  exceptId = 0,
): Promise<boolean> {
  const row = await db
    .selectFrom('keys')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', nameKey)
    .where('deleted_at', 'is', null)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Inserts a key with its first secret. */
export async function insertKey(
  db: WriteDb,
  key: Omit<NewRow<'keys'>, 'id'>,
  owner: string,
  secretHash: Uint8Array,
): Promise<number> {
  const { id } = await db.insertInto('keys').values(key).returning('id').executeTakeFirstOrThrow();
  await insertSecret(db, { keyId: id, hash: secretHash, hint: key.hint, createdAt: key.created_at });
  const { name, description, hint } = key;
  await indexKey(db, { id, name, description, owner, hint });
  await moveCounters(db, key.tenant_id, { listed: 1, counted: owner === '' ? 1 : 0 });
  return id;
}

export async function insertSecret(
  db: WriteDb,
  secret: {
    readonly keyId: number;
    readonly hash: Uint8Array;
    readonly hint: string;
    readonly createdAt: number;
  },
): Promise<void> {
  const { keyId, hash, hint, createdAt } = secret;
  await db
    .insertInto('secrets')
    .columns([
      'hash',
      'key_id',
      'algorithm',
      'hint',
      'created_at',
      'tenant_id',
      'owner_account_id',
      'name',
      'revoked',
      'removed',
      'expires_at',
      'policy',
    ])
    .expression((from) =>
      from
        .selectFrom('keys')
        .select((of) => [
          of.val(hash).as('hash'),
          'id',
          of.val('sha256' as const).as('algorithm'),
          of.val(hint).as('hint'),
          // A bound number is REAL, which a strict table takes only when it says that it is whole.
          of.cast<number>(of.val(createdAt), 'integer').as('created_at'),
          'tenant_id',
          'owner_account_id',
          'name',
          of('revocation', 'is not', null).$castTo<0 | 1>().as('revoked'),
          of('deleted_at', 'is not', null).$castTo<0 | 1>().as('removed'),
          'expires_at',
          'policy',
        ])
        .where('id', '=', keyId),
    )
    .execute();
}

/** Changes keys and counts their revisions up. What the search index holds is `reindexKey`'s to follow. */
export async function updateKeys(
  db: WriteDb,
  ids: readonly number[],
  values: Partial<
    Omit<
      Schema['keys'],
      'id' | 'tenant_id' | 'revision' | 'api_access' | 'allowlist' | 'policy' | 'rate_limits'
    >
  > & {
    readonly api_access?: 'all' | 'selected';
    readonly allowlist?: string;
    readonly rate_limits?: string;
  },
): Promise<void> {
  await db
    .updateTable('keys')
    .set(values)
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
}

/** Moves the moment of a removal that is being made, which has counted the revisions up already. */
export async function stampRemoval(db: WriteDb, ids: readonly number[], time: number): Promise<void> {
  await db.updateTable('keys').set({ deleted_at: time }).where('id', 'in', ids).execute();
}

/** Puts a key into the search index, in place of what was there. */
export async function reindexKey(
  db: WriteDb,
  key: Pick<KeyRecord, 'id' | 'name' | 'description' | 'hint' | 'owner'>,
): Promise<void> {
  const { id, name, description, hint } = key;
  await indexKey(db, { id, name, description, hint, owner: key.owner?.username ?? '' });
}

/** Moves the secrets of a key that end later than `time` to an earlier end; the current one too when asked. */
export async function endSecrets(
  db: WriteDb,
  keyId: number,
  ends: { readonly previous: number; readonly current?: number },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('secrets')
    .set({ ends_at: ends.previous })
    .where('key_id', '=', keyId)
    .where('ends_at', '>', ends.previous)
    .executeTakeFirst();
  if (ends.current !== undefined) {
    await db
      .updateTable('secrets')
      .set({ ends_at: ends.current })
      .where('key_id', '=', keyId)
      .where('ends_at', 'is', null)
      .execute();
  }
  return Number(numUpdatedRows);
}

/** @param by how many keys the list has more or less, and how many count towards the limit */
export async function moveCounters(
  db: WriteDb,
  tenantId: number,
  by: { readonly listed: number; readonly counted: number },
): Promise<void> {
  if (by.listed === 0 && by.counted === 0) return;
  await db
    .updateTable('tenants')
    .set((column) => ({
      listed_keys: column('listed_keys', '+', by.listed),
      counted_keys: column('counted_keys', '+', by.counted),
    }))
    .where('id', '=', tenantId)
    .execute();
}
