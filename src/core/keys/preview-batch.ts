import type { BatchAction, BatchPreview, RefusedKey } from '../../shared/key-batch.ts';
import type { KeySelection } from '../../shared/key-view.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import { breathe } from '../breathe.ts';
import type { ReadDb } from '../db/schema.ts';
import { idsOf, type SortedKeys, sortKeys } from './batch.ts';
import { readAddressesOfAll, usesSince } from './key-use-store.ts';
import type { KeyDeps } from './key-deps.ts';
import type { KeyRecord } from './key-store.ts';
import { countsAgain, type Taken, whyNotRestored } from './remove.ts';

const CHUNK = 500;
const DAY = 24 * 60 * 60 * 1000;
const SHOWN_REFUSED = 100;
const SHOWN_LAST_USED = 10;
const SHOWN_ADDRESSES = 20;

/** What a batch would change, what it would leave as it is, and which applications would feel it. Changes nothing. */
export async function previewBatch(
  { db, now }: KeyDeps,
  actor: Actor,
  { action, selection }: { readonly action: BatchAction; readonly selection: KeySelection },
): Promise<BatchPreview> {
  requireAuthority(actor, 'view');
  const time = now();
  const ids = await idsOf(db, actor.tenantId, selection, time);
  const refused: RefusedKey[] = [];
  let lastUsed: BatchPreview['lastUsed'] = [];
  let changes = 0;
  let everUsed = 0;
  let usesInLastDay = 0;
  const addresses = new Map<string, { lastSeenAt: number; uses: number }>();
  const taken: Taken = { names: new Set(), places: 0 };
  for (let start = 0; start < ids.length; start += CHUNK) {
    await breathe();
    const possible = await sortKeys(db, actor, action, ids.slice(start, start + CHUNK), time);
    const sorted = action === 'restore' ? await withRoom(db, actor.tenantId, possible, taken) : possible;
    changes += sorted.changes.length;
    refused.push(...sorted.refused.slice(0, SHOWN_REFUSED - refused.length));
    const used = sorted.changes.flatMap(({ id, name, lastUsedAt }) =>
      lastUsedAt === null ? [] : [{ id, name, lastUsedAt }],
    );
    everUsed += used.length;
    await addAddresses(
      db,
      used.map(({ id }) => id),
      addresses,
    );
    lastUsed = [...lastUsed, ...used]
      .sort((one, other) => other.lastUsedAt - one.lastUsedAt)
      .slice(0, SHOWN_LAST_USED);
    const usedIds = used.filter(({ lastUsedAt }) => lastUsedAt > time - 2 * DAY).map(({ id }) => id);
    usesInLastDay += await usesSince(db, usedIds, time - DAY);
  }
  return {
    selected: ids.length,
    changes,
    refused,
    lastUsed,
    everUsed,
    usesInLastDay,
    addresses: [...addresses]
      .map(([address, { lastSeenAt, uses }]) => ({ address, lastSeenAt, uses }))
      .sort((one, other) => other.lastSeenAt - one.lastSeenAt)
      .slice(0, SHOWN_ADDRESSES),
    addressCount: addresses.size,
  };
}

/** Adds where keys were used from to what is known already. */
async function addAddresses(
  db: ReadDb,
  ids: readonly number[],
  known: Map<string, { lastSeenAt: number; uses: number }>,
): Promise<void> {
  if (ids.length === 0) return;
  for (const { address, lastSeenAt, uses } of await readAddressesOfAll(db, ids)) {
    const before = known.get(address) ?? { lastSeenAt: 0, uses: 0 };
    known.set(address, { lastSeenAt: Math.max(before.lastSeenAt, lastSeenAt), uses: before.uses + uses });
  }
}

/** Refuses those whose name or place under the limit is gone, be it to another of them; `taken` grows by the others. */
async function withRoom(db: ReadDb, tenantId: number, keys: SortedKeys, taken: Taken): Promise<SortedKeys> {
  const changes: KeyRecord[] = [];
  const refused = [...keys.refused];
  for (const key of keys.changes) {
    const refusal = await whyNotRestored(db, tenantId, key, taken);
    if (refusal) {
      refused.push({ id: key.id, name: key.name, code: refusal.code, message: refusal.message });
      continue;
    }
    changes.push(key);
    taken.names.add(key.nameKey);
    taken.places += Number(countsAgain(key));
  }
  return { changes, refused };
}
