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
import { findKeys, type KeyRecord, updateKeys } from './key-store.ts';
import { idsOfView } from './list/selected-ids.ts';
import { removeKeys, restoreKey } from './remove.ts';
import { targetOf } from './find-for.ts';

/** One action on many keys: what is refused for one leaves the others to be done, and all of it is one transaction. */

const CHUNK = 250;

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

export async function runBatch(
  { db, now }: KeyDeps,
  actor: Actor,
  { action, selection, expected }: BatchInput,
  { onProgress, signal }: BatchWatch,
): Promise<BatchResult> {
  requireSomeKeyAuthority(actor);
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const ids = await idsOf(write, actor.tenantId, selection, time);
    const done: number[] = [];
    const refused: RefusedKey[] = [];
    const entries: NewEntry[] = [];
    for (let start = 0; start < ids.length; start += CHUNK) {
      onProgress(start, ids.length);
      // Everything else that the program has to do gets its turn, the wish to stop included.
      await breathe();
      if (signal.aborted) throw batchCancelled();
      const sorted = await sortKeys(write, actor, action, ids.slice(start, start + CHUNK), time);
      const changed = await apply(write, actor.tenantId, action, sorted, time);
      refused.push(...changed.refused);
      for (const key of changed.changes) {
        done.push(key.id);
        entries.push({ action: `keys.${action}`, target: targetOf(key), details: detailsOf(action, key) });
      }
    }
    if (signal.aborted) throw batchCancelled();
    // An undo brings back what can be brought back; nobody was asked for a number.
    if (action !== 'restore' && done.length !== expected) throw countChanged(expected, done.length);
    onProgress(ids.length, ids.length);
    const summary = { action, changed: done.length, refused: refused.length };
    return { result: { done, refused }, entries: [{ action: 'keys.batch', details: summary }, ...entries] };
  });
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

function detailsOf(action: BatchAction, key: KeyRecord): NonNullable<NewEntry['details']> {
  const batch = true;
  if (action === 'revoke' || action === 'reinstate') {
    const after = action === 'revoke' ? 'until-reinstated' : null;
    return { batch, before: { revocation: key.revocation }, after: { revocation: after } };
  }
  return { batch, [action === 'remove' ? 'before' : 'after']: { hint: key.hint } };
}
