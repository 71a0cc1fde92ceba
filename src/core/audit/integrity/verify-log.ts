import type { Database } from 'better-sqlite3';
import { breathe } from '../../breathe.ts';
import type { Fault } from './chain.ts';
import { type Checkpoint, openCheckpoint, originOf } from './checkpoint.ts';
import { growTreeInSteps, keptNotes, namedLogs, readHead } from './checkpoint-store.ts';
import { MerkleTree } from './merkle.ts';
import { PART, verifyChain } from './verify-chain.ts';
import type { VerifyWorkerData } from './verify-worker.ts';

/** What one installation knows of a log that the store itself cannot be trusted with. */
export interface Anchor {
  readonly verifierKey: string;
  /** The last checkpoint that it signed; `null`: none yet. */
  readonly note: string | null;
}

export interface LogReport {
  /** That were looked at. */
  readonly entries: number;
  /** The first thing that is wrong; `null`: nothing. */
  readonly fault: Fault | null;
  /**
   * What the anchor says: `agrees` up to its size; `none` when there is none, so that a log that was rewritten or put
   * back whole cannot be told from the true one; `unreadable` when it is not what was signed.
   */
  readonly anchor: 'agrees' | 'disagrees' | 'none' | 'unreadable';
  /** The newest checkpoint that the log agrees with. */
  readonly checkpoint: Checkpoint | null;
  /** The root of the tree over all entries, hex: the log's fingerprint. `null` when there is a fault. */
  readonly root: string | null;
}

/**
 * Looks at every entry, at how they hang together, and at what was signed about them earlier.
 * @param sqlite a connection that reads
 */
export async function verifyLog(
  sqlite: Database,
  data: VerifyWorkerData,
  anchor: Anchor | null,
  onProgress: (entries: number, of: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<LogReport> {
  const { size, written, logId } = readHead(sqlite);
  const chain = await verifyChain(data, size, (entries) => onProgress(entries, size), signal);
  let tree = new MerkleTree();
  /** For numbers that grow: what was hashed for one is not hashed again for the next. */
  const rootAt = async (entries: number): Promise<Buffer> => {
    if (entries - tree.size > PART) tree = chain.treeUpTo(entries);
    await growTreeInSteps(sqlite, tree, entries, signal);
    return tree.root();
  };
  const report = async (
    fault: Fault | null,
    told: Pick<LogReport, 'anchor' | 'checkpoint'>,
  ): Promise<LogReport> => ({
    entries: size,
    fault,
    ...told,
    root: fault ? null : (await rootAt(size)).toString('hex'),
  });
  const nothing = { anchor: 'none', checkpoint: null } as const;
  if (chain.fault) return report(chain.fault, nothing);
  const stranger = namedLogs(sqlite).find(({ log }) => log !== logId);
  if (stranger) return report({ seq: stranger.seq, what: 'forked' }, nothing);
  if (written > size) return report({ seq: size + 1, what: 'truncated' }, nothing);
  if (anchor === null) return report(null, nothing);

  const signed: Checkpoint[] = [];
  for (const note of keptNotes(sqlite, anchor.verifierKey)) {
    // A signature costs a tenth of a millisecond, and there may be thousands.
    if (signed.length % 50 === 0) await breathe();
    const opened = openCheckpoint(note, anchor.verifierKey);
    if (typeof opened !== 'string') signed.push(opened);
  }
  // The store keeps what was signed, so entries that it no longer has were cut off here.
  if (signed.some((kept) => kept.size > size)) {
    return report({ seq: size + 1, what: 'truncated' }, { anchor: 'disagrees', checkpoint: null });
  }
  const last = anchor.note === null ? null : openCheckpoint(anchor.note, anchor.verifierKey);
  const isRight = typeof last !== 'string' && (last === null || last.origin === originOf(logId));
  if (!isRight) return report(null, { anchor: 'unreadable', checkpoint: null });
  if (last !== null && last.size > size) {
    return report({ seq: size + 1, what: 'rolled back' }, { anchor: 'disagrees', checkpoint: null });
  }
  let sound: Checkpoint | null = null;
  const all = last === null ? signed : [...signed, last];
  for (const each of all.sort((one, other) => one.size - other.size)) {
    if (!(await rootAt(each.size)).equals(each.root)) {
      const fault: Fault = { seq: (sound?.size ?? 0) + 1, what: 'forked' };
      return report(fault, { anchor: 'disagrees', checkpoint: sound });
    }
    sound = each;
  }
  return report(null, { anchor: last === null ? 'none' : 'agrees', checkpoint: sound });
}
