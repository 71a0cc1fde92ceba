import { type SelectQueryBuilder, sql } from 'kysely';
import type { LeftKeys } from '../../shared/accounts.ts';
import { breathe } from '../breathe.ts';
import type { ReadDb, Schema, WriteDb } from '../db/schema.ts';
import { findKeys, type KeyRecord, reindexKey } from '../keys/key-store.ts';

/** SQL about the keys of accounts: those that an account owns, and those that somebody has made. */

const CHUNK = 250;

/** How many keys that are not removed each of these accounts owns, and how many of them are not revoked. */
export async function countOwnedKeys(db: ReadDb, tenantId: number, accountIds: readonly number[]) {
  const counts = new Map<number | null, { readonly keys: number; readonly activeKeys: number }>();
  if (accountIds.length === 0) return counts;
  const rows = await db
    .selectFrom('keys')
    .select([
      'owner_account_id',
      (of) => of.fn.countAll<number>().as('keys'),
      (of) => of.fn.count<number>('revocation').as('revoked'),
    ])
    .where('tenant_id', '=', tenantId)
    .where('owner_account_id', 'in', accountIds)
    .where('deleted_at', 'is', null)
    .groupBy('owner_account_id')
    .execute();
  for (const { owner_account_id, keys, revoked } of rows) {
    counts.set(owner_account_id, { keys, activeKeys: keys - revoked });
  }
  return counts;
}

/** How many keys an account owns that are neither removed nor permanently revoked. */
export async function countLivingKeys(db: ReadDb, tenantId: number, accountId: number): Promise<number> {
  const row = await ownedBy(db, tenantId, accountId)
    .where((key) => key.or([key('revocation', 'is', null), key('revocation', '!=', 'permanent')]))
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Does something with all keys of an account that are not removed, part by part. */
export async function forOwnedKeys(
  write: WriteDb,
  tenantId: number,
  accountId: number,
  work: (keys: readonly KeyRecord[]) => Promise<void>,
): Promise<void> {
  const rows = await ownedBy(write, tenantId, accountId).select('id').orderBy('id').execute();
  const ids = rows.map((row) => row.id);
  for (let start = 0; start < ids.length; start += CHUNK) {
    // One account may own a hundred thousand.
    if (start > 0) await breathe();
    const keys = await findKeys(write, tenantId, ids.slice(start, start + CHUNK));
    await work([...keys.values()]);
  }
}

/** Makes the keys of an account findable by its username as it is now. */
export const reindexKeysOf = (write: WriteDb, tenantId: number, accountId: number): Promise<void> =>
  forOwnedKeys(write, tenantId, accountId, async (keys) => {
    for (const key of keys) await reindexKey(write, key);
  });

/**
 * The keys to decide on when somebody leaves: those that they own, and those of others that they have made.
 * @param limit how many are named of each kind
 */
export async function readLeftKeys(
  db: ReadDb,
  { tenantId, accountId }: { readonly tenantId: number; readonly accountId: number },
  limit: number,
  now: number,
): Promise<{ readonly owned: LeftKeys; readonly created: LeftKeys }> {
  const owned = ownedBy(db, tenantId, accountId);
  const created = living(db, tenantId)
    .where('created_by', '=', accountId)
    .where((key) => key.or([key('owner_account_id', 'is', null), key('owner_account_id', '!=', accountId)]));
  return { owned: await left(owned, limit, now), created: await left(created, limit, now) };
}

const living = (db: ReadDb, tenantId: number): Keys =>
  db.selectFrom('keys').where('tenant_id', '=', tenantId).where('deleted_at', 'is', null);

const ownedBy = (db: ReadDb, tenantId: number, accountId: number): Keys =>
  living(db, tenantId).where('owner_account_id', '=', accountId);

type Keys = SelectQueryBuilder<Schema, 'keys', object>;

async function left(of: Keys, limit: number, now: number): Promise<LeftKeys> {
  const rows = await of
    .selectAll()
    .where((key) => key.or([key('revocation', 'is', null), key('revocation', '=', 'until-reinstated')]))
    // What still works is decided on first, however old it is.
    .orderBy(sql`revocation IS NOT NULL`)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const counts = await of
    .select((key) => [
      key.fn.countAll<number>().as('count'),
      key.fn.countAll<number>().filterWhere('revocation', '=', 'permanent').as('permanent'),
      key.fn
        .countAll<number>()
        .filterWhere('revocation', 'is', null)
        .filterWhere((valid) => valid.or([valid('expires_at', 'is', null), valid('expires_at', '>', now)]))
        .as('valid'),
    ])
    .executeTakeFirstOrThrow();
  const keys = rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    state: row.revocation === null ? ('active' as const) : ('revoked' as const),
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }));
  return { keys, ...counts };
}
