import { type Actor, requireAuthority } from '../actor.ts';
import type { KeyDeps } from './key-deps.ts';
import { hashKey, parseKey } from './key-format.ts';

export interface FoundKey {
  readonly found: 'current' | 'previous' | 'removed' | 'unknown' | 'malformed';
  readonly id: number | null;
  readonly name: string | null;
}

const nothing = (found: 'unknown' | 'malformed'): FoundKey => ({ found, id: null, name: null });

/** The key of the actor's tenant that a whole secret belongs to. Nothing of the text is kept. */
export async function findKey({ db }: KeyDeps, actor: Actor, text: string): Promise<FoundKey> {
  requireAuthority(actor, 'view');
  const secret = text.trim();
  if (parseKey(secret) === null) return nothing('malformed');
  const row = await db
    .selectFrom('secrets')
    .innerJoin('keys', 'keys.id', 'secrets.key_id')
    .select(['keys.id', 'keys.name', 'keys.deleted_at', 'secrets.ends_at'])
    .where('secrets.hash', '=', hashKey(secret))
    .where('keys.tenant_id', '=', actor.tenantId)
    .executeTakeFirst();
  if (!row) return nothing('unknown');
  const { id, name, deleted_at, ends_at } = row;
  if (deleted_at !== null) return { found: 'removed', id, name };
  return { found: ends_at === null ? 'current' : 'previous', id, name };
}
