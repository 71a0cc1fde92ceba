import type { KeyRow, KeyUsage } from '../../shared/key-row.ts';
import type { ReadDb } from '../db/schema.ts';

/** Keys as lists show them. */

/** The keys of these ids in their order; removed ones and those of other tenants are left out. */
export async function readRows(
  db: ReadDb,
  tenantId: number,
  ids: readonly number[],
  now: number,
): Promise<KeyRow[]> {
  if (ids.length === 0) return [];
  const found = await db
    .selectFrom('keys')
    .leftJoin('accounts', 'accounts.id', 'keys.owner_account_id')
    .leftJoin('authorization_groups as groups', 'groups.id', 'keys.authorization_group_id')
    .select([
      'keys.id',
      'keys.name',
      'keys.description',
      'keys.hint',
      'keys.owner_account_id',
      'accounts.username as owner_username',
      'accounts.status as owner_status',
      'accounts.deleted_at as owner_deleted_at',
      'keys.authorization_group_id',
      'groups.name as group_name',
      'keys.revocation',
      'keys.expires_at',
      'keys.last_used_at',
      'keys.created_at',
      'keys.rotated_at',
      'keys.revision',
    ])
    .where('keys.id', 'in', ids)
    .where('keys.tenant_id', '=', tenantId)
    .where('keys.deleted_at', 'is', null)
    .execute();
  const rotated = found.filter((row) => row.rotated_at !== null).map((row) => row.id);
  const rotations = await readRotations(db, rotated, now);
  const rows = new Map(
    found.map((row): [number, KeyRow] => [
      row.id,
      {
        id: row.id,
        name: row.name,
        description: row.description,
        hint: row.hint,
        owner:
          row.owner_account_id === null
            ? null
            : {
                accountId: row.owner_account_id,
                username: row.owner_username ?? '',
                active: row.owner_status === 'active' && row.owner_deleted_at === null,
              },
        authorizationGroup:
          row.authorization_group_id === null
            ? null
            : { id: row.authorization_group_id, name: row.group_name ?? '' },
        state: row.revocation === null ? 'active' : 'revoked',
        revocation: row.revocation,
        expiresAt: row.expires_at,
        lastUsedAt: row.last_used_at,
        createdAt: row.created_at,
        rotation: rotations.get(row.id) ?? null,
        revision: row.revision,
      },
    ]),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** One key as the list shows it. */
export async function readKey(
  db: ReadDb,
  tenantId: number,
  id: number,
  now: number,
): Promise<KeyRow | undefined> {
  return (await readRows(db, tenantId, [id], now))[0];
}

/** A tenant's settings and counters about keys. */
export function readTenant(db: ReadDb, tenantId: number) {
  return db
    .selectFrom('tenants')
    .select(['key_prefix', 'key_limit', 'counted_keys', 'listed_keys', 'expiring_soon_days', 'validity_days'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
}

export async function readUsage(db: ReadDb, tenantId: number): Promise<KeyUsage> {
  const { counted_keys: counted, key_limit: limit } = await readTenant(db, tenantId);
  return { counted, limit };
}

async function readRotations(db: ReadDb, ids: readonly number[], now: number) {
  if (ids.length === 0) return new Map<number, NonNullable<KeyRow['rotation']>>();
  const previous = await db
    .selectFrom('secrets')
    .innerJoin('secrets as current', (join) =>
      join.onRef('current.key_id', '=', 'secrets.key_id').on('current.ends_at', 'is', null),
    )
    .select([
      'secrets.key_id',
      'secrets.hint',
      'secrets.ends_at',
      'secrets.last_used_at',
      'current.last_used_at as current_last_used_at',
    ])
    .where('secrets.key_id', 'in', ids)
    .where('secrets.ends_at', '>', now)
    .execute();
  return new Map(
    previous.map((row) => [
      row.key_id,
      {
        hint: row.hint,
        endsAt: row.ends_at ?? 0,
        lastUsedAt: row.last_used_at,
        currentLastUsedAt: row.current_last_used_at,
      },
    ]),
  );
}
