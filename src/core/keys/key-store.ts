import type { KeyRow, KeyUsage } from '../../shared/keys.ts';
import type { NewRow, ReadDb, WriteDb } from '../db/schema.ts';

/** SQL of keys and secrets. The counters of the tenant are moved here, with the change that moves them. */

export interface KeyPage {
  readonly rows: KeyRow[];
  readonly total: number;
  readonly usage: KeyUsage;
  readonly expiringSoonDays: number;
}

/** A tenant's settings and counters about keys. */
export function readTenant(db: ReadDb, tenantId: number) {
  return db
    .selectFrom('tenants')
    .select(['key_prefix', 'key_limit', 'counted_keys', 'listed_keys', 'expiring_soon_days'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
}

/** True when a key that is not removed has that name, in the form in which names are compared. */
export async function nameIsTaken(db: ReadDb, tenantId: number, nameKey: string): Promise<boolean> {
  const row = await db
    .selectFrom('keys')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', nameKey)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Inserts a tenant key with its first secret. */
export async function insertTenantKey(
  db: WriteDb,
  key: Omit<NewRow<'keys'>, 'id' | 'owner_account_id'>,
  secretHash: Uint8Array,
): Promise<number> {
  const { id } = await db
    .insertInto('keys')
    .values({ ...key, owner_account_id: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('secrets')
    .values({
      hash: secretHash,
      key_id: id,
      algorithm: 'sha256',
      hint: key.hint,
      created_at: key.created_at,
      ends_at: null,
      last_used_at: null,
    })
    .execute();
  await db
    .updateTable('tenants')
    .set((column) => ({
      counted_keys: column('counted_keys', '+', 1),
      listed_keys: column('listed_keys', '+', 1),
    }))
    .where('id', '=', key.tenant_id)
    .execute();
  return id;
}

/** One page of a tenant's keys, newest first, after the row that `after` names. */
export async function listKeys(
  db: ReadDb,
  tenantId: number,
  page: {
    readonly after?: { readonly createdAt: number; readonly id: number } | undefined;
    readonly limit: number;
  },
): Promise<KeyPage> {
  let query = listed(db, tenantId)
    .orderBy('keys.created_at', 'desc')
    .orderBy('keys.id', 'desc')
    .limit(page.limit);
  const { after } = page;
  if (after) {
    // A bound on the index and a tie-break: SQLite scans for a row-value comparison.
    query = query
      .where('keys.created_at', '<=', after.createdAt)
      .where((either) =>
        either.or([either('keys.created_at', '<', after.createdAt), either('keys.id', '<', after.id)]),
      );
  }
  const rows = await query.execute();
  const tenant = await readTenant(db, tenantId);
  return {
    rows: rows.map(toKeyRow),
    total: tenant.listed_keys,
    usage: { counted: tenant.counted_keys, limit: tenant.key_limit },
    expiringSoonDays: tenant.expiring_soon_days,
  };
}

/** One key as the list shows it. */
export async function readKey(db: ReadDb, tenantId: number, id: number): Promise<KeyRow | undefined> {
  const row = await listed(db, tenantId).where('keys.id', '=', id).executeTakeFirst();
  return row && toKeyRow(row);
}

function listed(db: ReadDb, tenantId: number) {
  return db
    .selectFrom('keys')
    .leftJoin('accounts', 'accounts.id', 'keys.owner_account_id')
    .leftJoin('authorization_groups', 'authorization_groups.id', 'keys.authorization_group_id')
    .select([
      'keys.id',
      'keys.name',
      'keys.description',
      'keys.hint',
      'keys.owner_account_id',
      'accounts.username as owner_username',
      'authorization_groups.name as authorization_group',
      'keys.revocation',
      'keys.expires_at',
      'keys.last_used_at',
      'keys.created_at',
    ])
    .where('keys.tenant_id', '=', tenantId)
    .where('keys.deleted_at', 'is', null);
}

type Listed = Awaited<ReturnType<ReturnType<typeof listed>['executeTakeFirstOrThrow']>>;

function toKeyRow(row: Listed): KeyRow {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    hint: row.hint,
    owner:
      row.owner_account_id === null
        ? null
        : { accountId: row.owner_account_id, username: row.owner_username ?? '' },
    authorizationGroup: row.authorization_group,
    state: row.revocation === null ? 'active' : 'revoked',
    revocation: row.revocation,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    createdAt: row.created_at,
  };
}
