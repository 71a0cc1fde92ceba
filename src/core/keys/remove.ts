import type { KeyUsage } from '../../shared/key-row.ts';
import type { AppError } from '../../shared/rpc.ts';
import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { findFor, targetOf } from './find-for.ts';
import { type ChangedKey, type KeyDeps, readChanged } from './key-deps.ts';
import { limitReached, nameTaken } from './key-errors.ts';
import { isCounted } from './key-life.ts';
import { readTenant, readUsage } from './key-rows.ts';
import { type KeyRecord, moveCounters, nameIsTaken, reindexKey, updateKeys } from './key-store.ts';
import { unindexKeys } from './list/key-search-store.ts';

/** Takes a key out of every list. Its hashes stay, so that a later use is recognised. */
export function remove({ db, now }: KeyDeps, actor: Actor, id: number): Promise<{ usage: KeyUsage }> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const key = await findFor(write, actor, 'remove', id, time);
    await removeKeys(write, actor.tenantId, [key], time);
    return {
      result: { usage: await readUsage(write, actor.tenantId) },
      entries: [{ action: 'keys.remove', target: targetOf(key), details: { before: { hint: key.hint } } }],
    };
  });
}

/** Undoes a removal for a minute, unless its name or its place under the limit has gone to another key. */
export function restore({ db, now }: KeyDeps, actor: Actor, id: number): Promise<ChangedKey> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const key = await findFor(write, actor, 'restore', id, time);
    await restoreKey(write, actor.tenantId, key);
    return {
      result: await readChanged(write, actor.tenantId, id, time),
      entries: [{ action: 'keys.restore', target: targetOf(key), details: { after: { hint: key.hint } } }],
    };
  });
}

/** Makes tombstones of keys that are not removed. */
export async function removeKeys(
  write: WriteDb,
  tenantId: number,
  keys: readonly KeyRecord[],
  time: number,
): Promise<void> {
  const ids = keys.map(({ id }) => id);
  await updateKeys(write, ids, { deleted_at: time });
  await unindexKeys(write, ids);
  await moveCounters(write, tenantId, { listed: -keys.length, counted: -keys.filter(isCounted).length });
}

/** Lifts a tombstone. @throws AppError `NAME_TAKEN` or `KEY_LIMIT_REACHED` */
export async function restoreKey(write: WriteDb, tenantId: number, key: KeyRecord): Promise<void> {
  const refusal = await whyNotRestored(write, tenantId, key);
  if (refusal) throw refusal;
  await updateKeys(write, [key.id], { deleted_at: null });
  await reindexKey(write, key);
  await moveCounters(write, tenantId, { listed: 1, counted: Number(countsAgain(key)) });
}

/** What keys that come back before another one take from it. */
export interface Taken {
  readonly names: Set<string>;
  places: number;
}

/** Why no room is left for a removed key, or `null`. */
export async function whyNotRestored(
  db: ReadDb,
  tenantId: number,
  key: KeyRecord,
  taken: Readonly<Taken> = { names: new Set(), places: 0 },
): Promise<AppError | null> {
  if (taken.names.has(key.nameKey) || (await nameIsTaken(db, tenantId, key.nameKey))) {
    return nameTaken(key.name);
  }
  if (!countsAgain(key)) return null;
  const { counted_keys, key_limit } = await readTenant(db, tenantId);
  return counted_keys + taken.places < key_limit ? null : limitReached(key_limit);
}

/** True when a removed key would count towards the limit again. */
export const countsAgain = (key: KeyRecord): boolean => isCounted({ ...key, deletedAt: null });
