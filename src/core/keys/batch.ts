import type { BatchAction, BatchResult, RefusedKey } from '../../shared/key-batch.ts';
import type { KeySelection } from '../../shared/key-view.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, frameOf, requireSomeKeyAuthority } from '../actor.ts';
import type { NewEntry } from '../audit/entry.ts';
import { change } from '../audit/change.ts';
import { breathe } from '../breathe.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { requireMayChange } from './key-authority.ts';
import type { KeyDeps } from './key-deps.ts';
import { batchCancelled, countChanged, keyNotFound } from './key-errors.ts';
import { refusalOf } from './key-life.ts';
import { findKeys, type KeyRecord, stampRemoval, updateKeys } from './key-store.ts';
import { idsOfView } from './list/selected-ids.ts';
import { removeKeys, restoreKey } from './remove.ts';
import { targetOf } from './find-for.ts';

/** One action on many keys: what is refused for one leaves the others to be done, and all of it is one transaction. */

const CHUNK = 250;
/** Refused keys that are told of one by one. */
const TOLD = 1_000;

const LIFE_ACTIONS = {
  revoke: 'revoke-until-reinstated',
  reinstate: 'reinstate',
  remove: 'remove',
  restore: 'restore',
} as const;

export interface BatchInput {
  readonly action: BatchAction;
  readonly selection: KeySelection;
  /** How many keys the person expects to change; any other number undoes everything. */
  readonly expected: number;
}

/** How a batch tells of itself, and how it is stopped. */
export interface BatchWatch {
  readonly onProgress: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** Part of a selection, sorted into what an action would change and what it would leave as it is. */
export interface SortedKeys {
  readonly changes: readonly KeyRecord[];
  readonly refused: readonly RefusedKey[];
}

/**
 * Does one action to all selected keys that it can be done to. Entries and tombstones bear the time of the end, so that
 * a long removal can be undone as long as a short one.
 * @throws AppError `COUNT_CHANGED` when other than the expected number would change, `CANCELLED`
 */
export async function runBatch(
  { db, now }: KeyDeps,
  actor: Actor,
  { action, selection, expected }: BatchInput,
  { onProgress, signal }: BatchWatch,
): Promise<BatchResult> {
  requireSomeKeyAuthority(actor);
  const time = now();
  return change(
    db,
    () => frameOf(actor, now()),
    async (write) => {
      const ids = await idsOf(write, actor.tenantId, selection, time);
      const done: number[] = [];
      const refused: RefusedKey[] = [];
      let refusedCount = 0;
      const entries: NewEntry[] = [];
      for (let start = 0; start < ids.length; start += CHUNK) {
        onProgress(start, ids.length);
        // Everything else that the program has to do gets its turn, the wish to stop included.
        await breathe();
        if (signal.aborted) throw batchCancelled();
        const sorted = await sortKeys(write, actor, action, ids.slice(start, start + CHUNK), time);
        const changed = await apply(write, actor.tenantId, action, sorted, time);
        refused.push(...changed.refused.slice(0, TOLD - refused.length));
        refusedCount += changed.refused.length;
        entries.push(...changed.refused.filter(({ code }) => code === 'FORBIDDEN').map(refusedEntry(action)));
        for (const key of changed.changes) {
          done.push(key.id);
          entries.push({ action: `keys.${action}`, target: targetOf(key), details: detailsOf(action, key) });
        }
      }
      if (signal.aborted) throw batchCancelled();
      // An undo brings back what can be brought back; nobody was asked for a number.
      if (action !== 'restore' && done.length !== expected) throw countChanged(expected, done.length);
      if (action === 'remove') await restampRemoved(write, done, now());
      onProgress(ids.length, ids.length);
      const summary = { action, changed: done.length, refused: refusedCount };
      return {
        result: { done, refused, refusedCount },
        entries: [{ action: 'keys.batch', details: summary }, ...entries],
      };
    },
  );
}

/** The ids that a selection names, removed keys not among them when it is a view. */
export async function idsOf(
  db: ReadDb,
  tenantId: number,
  selection: KeySelection,
  now: number,
): Promise<readonly number[]> {
  if (selection.by === 'ids') return [...new Set(selection.ids)];
  return idsOfView(db, tenantId, selection.view, selection.except, now);
}

/** Asks for each key whether the action may be done to it. */
export async function sortKeys(
  db: ReadDb,
  actor: Actor,
  action: BatchAction,
  ids: readonly number[],
  now: number,
): Promise<SortedKeys> {
  const keys = await findKeys(db, actor.tenantId, ids);
  const changes: KeyRecord[] = [];
  const refused: RefusedKey[] = [];
  for (const id of ids) {
    const key = keys.get(id);
    const refusal = key ? refusalFor(actor, action, key, now) : keyNotFound();
    if (refusal) refused.push({ id, name: key?.name ?? '', code: refusal.code, message: refusal.message });
    else if (key) changes.push(key);
  }
  return { changes, refused };
}

function refusalFor(actor: Actor, action: BatchAction, key: KeyRecord, now: number): AppError | null {
  try {
    requireMayChange(actor, key.owner);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  return refusalOf(LIFE_ACTIONS[action], key, now);
}

async function apply(
  write: WriteDb,
  tenantId: number,
  action: BatchAction,
  { changes, refused }: SortedKeys,
  time: number,
): Promise<SortedKeys> {
  const ids = changes.map(({ id }) => id);
  if (ids.length === 0) return { changes, refused };
  switch (action) {
    case 'revoke':
      await updateKeys(write, ids, { revocation: 'until-reinstated', revoked_at: time });
      return { changes, refused };
    case 'reinstate':
      await updateKeys(write, ids, { revocation: null, revoked_at: null });
      return { changes, refused };
    case 'remove':
      await removeKeys(write, tenantId, changes, time);
      return { changes, refused };
    case 'restore':
      return restoreEach(write, tenantId, { changes, refused });
  }
}

/** One by one: whether a name or a place under the limit is left depends on the key before. */
async function restoreEach(write: WriteDb, tenantId: number, keys: SortedKeys): Promise<SortedKeys> {
  const changes: KeyRecord[] = [];
  const refused = [...keys.refused];
  for (const key of keys.changes) {
    try {
      await restoreKey(write, tenantId, key);
      changes.push(key);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ id: key.id, name: key.name, code: error.code, message: error.message });
    }
  }
  return { changes, refused };
}

/** Ends the wait for the undo where it began: at the end of the batch. */
async function restampRemoved(write: WriteDb, ids: readonly number[], time: number): Promise<void> {
  for (let start = 0; start < ids.length; start += CHUNK) {
    await breathe();
    await stampRemoval(write, ids.slice(start, start + CHUNK), time);
  }
}

/** An attempt on a key that the person may not change; the other refusals say nothing about the person. */
const refusedEntry =
  (action: BatchAction) =>
  ({ id, name, code }: RefusedKey): NewEntry => ({
    action: `keys.${action}`,
    target: { type: 'key', id, name },
    outcome: 'refused',
    details: { batch: true, code },
  });

function detailsOf(action: BatchAction, key: KeyRecord): NonNullable<NewEntry['details']> {
  const batch = true;
  if (action === 'revoke' || action === 'reinstate') {
    const after = action === 'revoke' ? 'until-reinstated' : null;
    return { batch, before: { revocation: key.revocation }, after: { revocation: after } };
  }
  return { batch, [action === 'remove' ? 'before' : 'after']: { hint: key.hint } };
}
