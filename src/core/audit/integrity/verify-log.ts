import type { Database } from 'better-sqlite3';
import { breathe } from '../../breathe.ts';
import type { Fault } from './chain.ts';
import { type Checkpoint, openCheckpoint, originOf, readVerifierKey } from './checkpoint.ts';
import { growTreeInSteps, keptNotes, namedLogs, readHead } from './checkpoint-store.ts';
import { findForeignSchema } from './log-schema.ts';
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
 * @param anchor as it was before this: a later one may be of entries that came after those that are looked at
 */
export async function verifyLog(
  sqlite: Database,
  data: VerifyWorkerData,
  anchor: Anchor | null,
  onProgress: (entries: number, of: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<LogReport> {
  const nothing = { anchor: 'none', checkpoint: null } as const;
  const foreign = findForeignSchema(sqlite);
  if (foreign === 'log') {
    return { entries: 0, fault: { seq: 1, what: 'altered' }, ...nothing, root: null };
  }
  // First the notes: one that somebody signs from here on may be of entries behind those that are looked at.
  const notes = keptNotes(sqlite);
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
  if (chain.fault) return report(chain.fault, nothing);
  const stranger = namedLogs(sqlite).find(({ log }) => log !== logId);
  if (stranger) return report({ seq: stranger.seq, what: 'forked' }, nothing);
  if (written > size) return report({ seq: size + 1, what: 'truncated' }, nothing);
  // Who has the key of one log has not seen another one in its place.
  if (anchor !== null && readVerifierKey(anchor.verifierKey)?.name !== originOf(logId)) {
    return report({ seq: 1, what: 'forked' }, { anchor: 'disagrees', checkpoint: null });
  }

  const disagrees = anchor === null ? 'none' : 'disagrees';
  const signed: Checkpoint[] = [];
  for (const [place, { note, verifierKey }] of notes.entries()) {
    // A signature costs a tenth of a millisecond, and there may be thousands.
    if (place % 50 === 0) await breathe();
    const opened = openCheckpoint(note, verifierKey);
    if (typeof opened !== 'string' && opened.origin === originOf(logId)) signed.push(opened);
  }
  // The store keeps what was signed, by whichever computer, so entries that it no longer has were cut off here.
  if (signed.some((kept) => kept.size > size)) {
    return report({ seq: size + 1, what: 'truncated' }, { anchor: disagrees, checkpoint: null });
  }
  const last =
    anchor === null || anchor.note === null ? null : openCheckpoint(anchor.note, anchor.verifierKey);
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
      return report(fault, { anchor: disagrees, checkpoint: sound });
    }
    sound = each;
  }
  const told = { anchor: last === null ? 'none' : 'agrees', checkpoint: sound } as const;
  // Each entry is as it was written; what acts on changes may leave out or change those that come.
  return report(foreign === null ? null : { seq: size + 1, what: 'altered' }, told);
}
