import type { Database } from 'better-sqlite3';
import { ACTIONS, isAction } from '../../audit/actions.ts';
import type { EntryBody } from '../../audit/entry.ts';
import { readableBody } from '../../audit/read-body.ts';
import { TOLD_EACH } from '../bounds.ts';
import type { ReportWatch } from '../request.ts';
import { EFFECTS, TELLING } from './effects.ts';
import { doneUpTo, othersUpTo, restoreAfter } from './replay-store.ts';
import { record } from './saying.ts';
import { type AccessState, emptyState } from './state.ts';

/** What came out of a replay. */
export interface Replayed {
  readonly state: AccessState;
  /** Entries that changed it. */
  readonly entries: number;
  /** Entries before its end that bear a later time than asked for: the clock was set back. */
  readonly laterDated: number;
  /**
   * When a backup was restored whose newest entry is the last one here: what was done from that entry to the restore is in
   * the log that was replaced. `null`: there is no such gap.
   */
  readonly restored: number | null;
  /** Entries that cannot be read. */
  readonly unreadable: number;
  /** Actions that only a newer Latchkey knows. */
  readonly foreign: readonly { readonly action: string; readonly entries: number }[];
}

/**
 * Rebuilds from the log alone who could reach what in a tenant after the entry `upTo`: entry by entry, in their order,
 * whatever their times are. Entries stream by; only the state is held.
 * @param asOf the moment that was asked for, epoch milliseconds
 */
export function replay(
  sqlite: Database,
  { tenantId, upTo, asOf }: { readonly tenantId: number; readonly upTo: number; readonly asOf: number },
  { onProgress }: ReportWatch,
): Replayed {
  const state = emptyState();
  let [entries, laterDated, unreadable] = [0, 0, 0];
  for (const { seq, body } of doneUpTo(sqlite, tenantId, upTo, TELLING)) {
    const entry = readableBody(body);
    if (entry === null) {
      unreadable += 1;
      continue;
    }
    entries += 1;
    if (entry.time > asOf) laterDated += 1;
    apply(state, entry);
    if (entries % TOLD_EACH === 0) onProgress(seq, upTo);
  }
  const foreign = othersUpTo(sqlite, tenantId, upTo, ACTIONS);
  return { state, entries, laterDated, restored: gapAfter(sqlite, upTo), unreadable, foreign };
}

function gapAfter(sqlite: Database, upTo: number): number | null {
  const restore = restoreAfter(sqlite, upTo);
  if (restore === undefined) return null;
  // A backup of what was there when it was restored has lost nothing.
  const entry = readableBody(restore.body);
  const replaced = record(entry?.details['replaced']);
  const isSame = replaced['log'] === entry?.log && replaced['size'] === upTo;
  return isSame && replaced['head'] === entry?.previous ? null : restore.time;
}

/** One step. What was refused changes nothing. */
export function apply(state: AccessState, entry: EntryBody): void {
  if (entry.outcome === 'done' && isAction(entry.action)) EFFECTS[entry.action]?.(state, entry);
}
