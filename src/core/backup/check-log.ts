import type { Database } from 'better-sqlite3';
import { BEGINNING, type Fault, findFault } from '../audit/integrity/chain.ts';
import { namedLogs, readHead } from '../audit/integrity/checkpoint-store.ts';
import { logRows } from '../audit/integrity/log-rows.ts';
import { breathe } from '../breathe.ts';
import type { Watch } from './watch.ts';

/** Entries that are looked at before everything else gets its turn. */
const STEP = 2_000;

/** Goes along the whole log of a store; the first thing that is wrong with it, or `null`. */
export async function checkLog(sqlite: Database, { onProgress, signal }: Watch): Promise<Fault | null> {
  const { size, written, logId } = readHead(sqlite);
  let at = BEGINNING;
  for (let from = 1; from <= size; from += STEP) {
    await breathe();
    signal.throwIfAborted();
    const until = Math.min(size, from + STEP - 1);
    const looked = findFault(logRows(sqlite, from === 1 ? undefined : from, until), at);
    if (looked.fault) return looked.fault;
    ({ at } = looked);
    onProgress('verifying the log', until, size);
  }
  const stranger = namedLogs(sqlite).find(({ log }) => log !== logId);
  if (stranger) return { seq: stranger.seq, what: 'forked' };
  return written > size ? { seq: size + 1, what: 'truncated' } : null;
}
