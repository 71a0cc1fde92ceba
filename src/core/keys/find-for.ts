import type { Actor } from '../actor.ts';
import type { WriteDb } from '../db/schema.ts';
import { requireMayChange, requireMayHoldSecret } from './key-authority.ts';
import { keyNotFound } from './key-errors.ts';
import { type LifeAction, refusalOf } from './key-life.ts';
import { findKeys, type KeyRecord } from './key-store.ts';

/** Reads the key that an action is for, and refuses whoever may not and whatever its state forbids. */
export async function findFor(
  db: WriteDb,
  actor: Actor,
  action: LifeAction,
  id: number,
  now: number,
): Promise<KeyRecord> {
  const key = (await findKeys(db, actor.tenantId, [id])).get(id);
  if (!key) throw keyNotFound();
  if (action === 'rotate') requireMayHoldSecret(actor, key.owner);
  else requireMayChange(actor, key.owner);
  const refusal = refusalOf(action, key, now);
  if (refusal) throw refusal;
  return key;
}

/** What the log names a key by. */
export const targetOf = ({ id, name }: Pick<KeyRecord, 'id' | 'name'>) => ({ type: 'key', id, name });
