import type { Standing } from '../../shared/leak-scan-words.ts';
import type { ReadDb } from '../db/schema.ts';

/** What a store knows of a secret. */
export interface KnownSecret {
  readonly tenantId: number;
  readonly tenant: string;
  readonly keyId: number;
  readonly name: string;
  /** `null`: the tenant itself. */
  readonly owner: string | null;
  readonly expiresAt: number | null;
  readonly secret: 'current' | 'previous';
  readonly standing: Standing;
  readonly endsAt: number | null;
  readonly lastUsedAt: number | null;
}

/** Fewer than SQLite takes parameters. */
const AT_ONCE = 500;

/** The secrets with these SHA-256, by their hexadecimal form; those that the store does not know are left out. */
export async function findSecrets(
  db: ReadDb,
  hashes: readonly Uint8Array[],
  now: number,
): Promise<ReadonlyMap<string, KnownSecret>> {
  const found = new Map<string, KnownSecret>();
  for (let start = 0; start < hashes.length; start += AT_ONCE) {
    const rows = await db
      .selectFrom('secrets')
      .innerJoin('keys', 'keys.id', 'secrets.key_id')
      .innerJoin('tenants', 'tenants.id', 'keys.tenant_id')
      .leftJoin('accounts', 'accounts.id', 'keys.owner_account_id')
      .select([
        'secrets.hash',
        'secrets.ends_at',
        'secrets.last_used_at',
        'keys.id',
        'keys.tenant_id',
        'keys.name',
        'keys.revocation',
        'keys.deleted_at',
        'keys.expires_at',
        'tenants.name as tenant',
        'tenants.archived_at',
        'accounts.username',
        'accounts.status',
        'accounts.deleted_at as owner_deleted_at',
      ])
      .where(
        'secrets.hash',
        'in',
        hashes.slice(start, start + AT_ONCE).map((hash) => Buffer.from(hash)),
      )
      .execute();
    for (const row of rows) {
      found.set(hexOf(row.hash), {
        tenantId: row.tenant_id,
        tenant: row.tenant,
        keyId: row.id,
        name: row.name,
        owner: row.username,
        expiresAt: row.expires_at,
        secret: row.ends_at === null ? 'current' : 'previous',
        standing: standingOf(row, now),
        endsAt: row.ends_at,
        lastUsedAt: row.last_used_at,
      });
    }
  }
  return found;
}

export const hexOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

interface StandingColumns {
  readonly deleted_at: number | null;
  readonly ends_at: number | null;
  readonly revocation: string | null;
  readonly expires_at: number | null;
  readonly archived_at: number | null;
  readonly status: string | null;
  readonly owner_deleted_at: number | null;
}

/** In the order of verification: the first that applies. */
function standingOf(row: StandingColumns, now: number): Standing {
  if (row.deleted_at !== null) return 'removed';
  if (row.ends_at !== null && row.ends_at <= now) return 'rotated';
  if (row.revocation !== null) return row.revocation === 'permanent' ? 'revoked-permanently' : 'revoked';
  if (row.expires_at !== null && row.expires_at <= now) return 'expired';
  const ownerGone = row.status === 'disabled' || row.owner_deleted_at !== null;
  if (row.archived_at !== null || ownerGone) return 'owner-disabled';
  return row.ends_at === null ? 'active' : 'rotating';
}
