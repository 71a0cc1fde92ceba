import type { Database } from 'better-sqlite3';
import { breathe } from '../../breathe.ts';
import { readBody } from './chain.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { type Frontier, MerkleTree } from './merkle.ts';

/** SQL of what the log was and is, for who verifies and who signs. Synchronous: on a connection that only reads. */

const HASH = 32;
/** Entries of one step. */
const STEP = 4_000;

export interface Head {
  /** The newest entry; 0: none. */
  readonly size: number;
  /** How many there have been, which somebody who cut the tail off may have forgotten. */
  readonly written: number;
  /** Empty before the first entry. */
  readonly logId: string;
  readonly epoch: number;
}

export function readHead(sqlite: Database): Head {
  const row = sqlite
    .prepare<
      [],
      { size: number | null; written: number | null; log_id: string | null; epoch: number | null }
    >(
      `SELECT (SELECT max(seq) FROM audit_entries) AS size, (SELECT seq FROM audit_head) AS written, log_id,
         max(epoch) AS epoch
       FROM audit_epochs`,
    )
    .get();
  return {
    size: row?.size ?? 0,
    written: row?.written ?? 0,
    logId: row?.log_id ?? '',
    epoch: row?.epoch ?? 0,
  };
}

/** Which log the first and the newest entry say that they are of. */
export function namedLogs(sqlite: Database): readonly { readonly seq: number; readonly log: string }[] {
  return sqlite
    .prepare<[], { seq: number; body: string }>(
      `SELECT seq, body FROM audit_entries WHERE seq IN ((SELECT min(seq) FROM audit_entries), (SELECT max(seq) FROM audit_entries))
       ORDER BY seq`,
    )
    .all()
    .map(({ seq, body }) => ({ seq, log: readBody(body)?.log ?? '' }));
}

/** Adds the hashes of entries, as they are stored, to a tree over those before. */
function growTree(sqlite: Database, tree: MerkleTree, size: number): MerkleTree {
  const hashes = sqlite
    .prepare<[number, number], Uint8Array>(
      `SELECT hash FROM audit_entries WHERE seq BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY seq`,
    )
    .pluck()
    .iterate(tree.size + 1, size);
  for (const leaf of hashes) tree.add(leaf);
  return tree;
}

/** The same on a thread that others need: in steps, between which everything else gets its turn. */
export async function growTreeInSteps(
  sqlite: Database,
  tree: MerkleTree,
  size: number,
  signal?: AbortSignal,
): Promise<MerkleTree> {
  while (tree.size < size) {
    await breathe();
    signal?.throwIfAborted();
    const before = tree.size;
    growTree(sqlite, tree, Math.min(size, before + STEP));
    // There are fewer entries than somebody has said.
    if (tree.size === before) break;
  }
  return tree;
}

/** The newest checkpoint in the store, whoever has signed it, with a tree that hashes to what it says. */
export function newestTree(sqlite: Database, size: number): MerkleTree {
  const row = sqlite
    .prepare<[number], { size: number; note: string; verifier_key: string; frontier: Buffer }>(
      'SELECT size, note, verifier_key, frontier FROM audit_checkpoints WHERE size <= ? ORDER BY size DESC LIMIT 1',
    )
    .get(size);
  const opened = row ? openCheckpoint(row.note, row.verifier_key) : 'unreadable';
  const isOfRow = typeof opened !== 'string' && opened.size === row?.size;
  return (isOfRow && treeOf(opened, row.frontier)) || new MerkleTree();
}

/** The tree that the store keeps with a checkpoint, as far as it hashes to what was signed; otherwise `null`. */
export function keptTree(
  sqlite: Database,
  verifierKey: string,
  checkpoint: Pick<Checkpoint, 'size' | 'root'>,
): MerkleTree | null {
  const frontier = sqlite
    .prepare<[number, string], Buffer>(
      'SELECT frontier FROM audit_checkpoints WHERE size = ? AND verifier_key = ?',
    )
    .pluck()
    .get(checkpoint.size, verifierKey);
  return frontier === undefined ? null : treeOf(checkpoint, frontier);
}

function treeOf({ size, root }: Pick<Checkpoint, 'size' | 'root'>, frontier: Buffer): MerkleTree | null {
  try {
    const tree = new MerkleTree(size, splitFrontier(frontier));
    return tree.root().equals(root) ? tree : null;
  } catch {
    // No tree of that size has this frontier: somebody has changed it.
    return null;
  }
}

/** The notes in the store and the keys that they say they are signed with, smallest log first. */
export const keptNotes = (
  sqlite: Database,
): readonly { readonly note: string; readonly verifierKey: string }[] =>
  sqlite
    .prepare<[], { note: string; verifierKey: string }>(
      'SELECT note, verifier_key AS verifierKey FROM audit_checkpoints ORDER BY size',
    )
    .all();

/** Up to where the log is signed: with this key, or, `null`, with any. A size that the log has not got to is none. */
export const signedUpTo = (sqlite: Database, verifierKey: string | null): number =>
  sqlite
    .prepare<{ key: string | null }, number>(
      `SELECT size FROM audit_checkpoints
       WHERE size <= (SELECT max(seq) FROM audit_entries) AND (@key IS NULL OR verifier_key = @key)
       ORDER BY size DESC LIMIT 1`,
    )
    .pluck()
    .get({ key: verifierKey }) ?? 0;

export const joinFrontier = (frontier: Frontier): Buffer => Buffer.concat(frontier);

const splitFrontier = (bytes: Buffer): Frontier =>
  Array.from({ length: Math.floor(bytes.length / HASH) }, (_, index) =>
    bytes.subarray(index * HASH, (index + 1) * HASH),
  );
