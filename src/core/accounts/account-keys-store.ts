import type { LeftKey } from '../../shared/accounts.ts';
import { breathe } from '../breathe.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { findKeys, type KeyRecord, reindexKey } from '../keys/key-store.ts';

/** SQL about the keys of accounts: those that an account owns, and those that somebody has made. */

const CHUNK = 250;
/** How many keys of somebody who leaves are named. */
const LEFT_SHOWN = 200;

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
  const row = await owned(db, tenantId, accountId)
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
  const rows = await owned(write, tenantId, accountId).select('id').orderBy('id').execute();
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

/** The keys to decide on when somebody leaves, newest first: those that they own, then those that they have made. */
export async function readLeftKeys(db: ReadDb, tenantId: number, accountId: number) {
  const mine = await shown(owned(db, tenantId, accountId));
  const others = await shown(made(db, tenantId, accountId), accountId);
  const rows = [...mine, ...others].slice(0, LEFT_SHOWN);
  const keys: LeftKey[] = rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    owned: row.owner_account_id === accountId,
    created: row.created_by === accountId,
    state: row.revocation === null ? 'active' : 'revoked',
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }));
  return {
    keys,
    owned: await count(owned(db, tenantId, accountId)),
    created: await count(made(db, tenantId, accountId)),
  };
}

const living = (db: ReadDb, tenantId: number) =>
  db.selectFrom('keys').where('keys.tenant_id', '=', tenantId).where('keys.deleted_at', 'is', null);
type Keys = ReturnType<typeof living>;

const owned = (db: ReadDb, tenantId: number, accountId: number): Keys =>
  living(db, tenantId).where('keys.owner_account_id', '=', accountId);
const made = (db: ReadDb, tenantId: number, accountId: number): Keys =>
  living(db, tenantId).where('keys.created_by', '=', accountId);

/** @param exceptOwner leaves the keys of this account out: they are named already */
function shown(keys: Keys, exceptOwner?: number) {
  const query =
    exceptOwner === undefined
      ? keys
      : keys.where((key) =>
          key.or([key('owner_account_id', 'is', null), key('owner_account_id', '!=', exceptOwner)]),
        );
  return query.selectAll('keys').orderBy('keys.id', 'desc').limit(LEFT_SHOWN).execute();
}

async function count(keys: Keys): Promise<number> {
  const row = await keys.select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return row.count;
}
