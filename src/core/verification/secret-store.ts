import type { ReadDb } from '../db/schema.ts';

/** What the store knows about one secret, as verification needs it. Times are epoch milliseconds. */
export interface SecretRecord {
  readonly keyId: number;
  readonly name: string;
  readonly tenant: string;
  readonly tenantArchived: boolean;
  readonly hint: string;
  /** `null`: the key's current secret. */
  readonly endsAt: number | null;
  readonly deletedAt: number | null;
  readonly revoked: boolean;
  readonly expiresAt: number | null;
  /** `null`: the tenant itself. */
  readonly owner: {
    readonly accountId: number;
    readonly username: string;
    readonly active: boolean;
  } | null;
}

/** Looks a secret up by its SHA-256; tombstones and ended secrets are found too. */
export async function findSecret(db: ReadDb, hash: Uint8Array): Promise<SecretRecord | undefined> {
  const row = await db
    .selectFrom('secrets')
    .innerJoin('keys', 'keys.id', 'secrets.key_id')
    .innerJoin('tenants', 'tenants.id', 'keys.tenant_id')
    .leftJoin('accounts', 'accounts.id', 'keys.owner_account_id')
    .select([
      'keys.id',
      'keys.name',
      'tenants.name as tenant',
      'tenants.archived_at',
      'secrets.hint',
      'secrets.ends_at',
      'keys.deleted_at',
      'keys.revocation',
      'keys.expires_at',
      'keys.owner_account_id',
      'accounts.username',
      'accounts.status',
      'accounts.deleted_at as owner_deleted_at',
    ])
    .where('secrets.hash', '=', hash)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    keyId: row.id,
    name: row.name,
    tenant: row.tenant,
    tenantArchived: row.archived_at !== null,
    hint: row.hint,
    endsAt: row.ends_at,
    deletedAt: row.deleted_at,
    revoked: row.revocation !== null,
    expiresAt: row.expires_at,
    owner:
      row.owner_account_id === null || row.username === null
        ? null
        : {
            accountId: row.owner_account_id,
            username: row.username,
            active: row.status === 'active' && row.owner_deleted_at === null,
          },
  };
}
