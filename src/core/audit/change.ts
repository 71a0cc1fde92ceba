import type { AnyDb, WriteDb } from '../db/schema.ts';
import type { NewEntry } from './entry.ts';
import { appendEntries, type EntryFrame } from './log-store.ts';

/** What a change gives back, and what the log is to say of it. A change without an entry does not compile. */
export interface Recorded<T> {
  readonly result: T;
  readonly entries: readonly [NewEntry, ...NewEntry[]];
}

/**
 * The only way to write: runs `work` and appends its entries in one transaction, so that neither is ever there
 * without the other.
 * @param frame a function when the work is long: asked at its end
 */
export function change<T>(
  db: AnyDb,
  frame: EntryFrame | (() => EntryFrame),
  work: (write: WriteDb) => Promise<Recorded<T>>,
): Promise<T> {
  return db.transaction().execute(async (write) => {
    const { result, entries } = await work(write);
    await appendEntries(write, typeof frame === 'function' ? frame() : frame, entries);
    return result;
  });
}

/** Writes down that something was attempted and not allowed. */
export function recordRefusal(db: AnyDb, frame: EntryFrame, entry: NewEntry): Promise<void> {
  return change(db, frame, () =>
    Promise.resolve({ result: undefined, entries: [{ ...entry, outcome: 'refused' as const }] }),
  );
}
