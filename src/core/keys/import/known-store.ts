import type { ReadDb } from '../../db/schema.ts';

/** SQL of what is there already and stands in the way of rows. */

/** Which of these names, as they are compared, keys of the tenant have that are not removed. */
export async function takenNames(
  db: ReadDb,
  tenantId: number,
  nameKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (nameKeys.length === 0) return new Set();
  const rows = await db
    .selectFrom('keys')
    .select('name_key')
    .where('tenant_id', '=', tenantId)
    .where('name_key', 'in', nameKeys)
    .where('deleted_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.name_key));
}

export interface KnownSecret {
  readonly name: string;
  readonly tenantId: number;
  readonly standing: 'current' | 'earlier' | 'removed';
}

/** The keys that these secrets belong to, by the hash in hexadecimal; of all tenants, because a secret is known once. */
export async function knownSecrets(
  db: ReadDb,
  hashes: readonly Uint8Array[],
): Promise<ReadonlyMap<string, KnownSecret>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('secrets')
    .select(['hash', 'name', 'tenant_id', 'ends_at', 'removed'])
    .where('hash', 'in', hashes)
    .execute();
  return new Map(
    rows.map(({ hash, name, tenant_id, ends_at, removed }) => [
      Buffer.from(hash).toString('hex'),
      {
        name,
        tenantId: tenant_id,
        standing: removed === 1 ? 'removed' : ends_at === null ? 'current' : 'earlier',
      },
    ]),
  );
}
