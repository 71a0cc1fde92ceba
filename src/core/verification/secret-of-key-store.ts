import type { ReadDb } from '../db/schema.ts';

/** The SHA-256 of each secret of a key, the current one first and then from new to old; none: no key of the tenant. */
export async function secretsOfKey(
  db: ReadDb,
  tenantId: number,
  keyId: number,
): Promise<
  { readonly current: Uint8Array | undefined; readonly previous: Uint8Array | undefined } | undefined
> {
  const secrets = await db
    .selectFrom('secrets')
    .select(['hash', 'ends_at'])
    .where('key_id', '=', keyId)
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at', 'desc')
    .execute();
  if (secrets.length === 0) return undefined;
  const current = secrets.find(({ ends_at }) => ends_at === null);
  // Of several that ended it is the one that the last rotation left behind.
  const previous = secrets.find(({ ends_at }) => ends_at !== null);
  return { current: current?.hash, previous: previous?.hash };
}
