import type { Database } from 'better-sqlite3';
import { breathe } from '../../breathe.ts';
import { bodiesBetween } from '../activity-log/activity-log-store.ts';
import { leafHash } from '../entry.ts';
import { summaryLine } from './export-format.ts';
import { MerkleTree } from './merkle.ts';

/** Entries of one piece. */
const STEP = 1_000;

/** What was signed about the entries that are exported. */
export interface ExportSignature {
  readonly note: string;
  readonly verifierKey: string;
}

/**
 * The first `size` entries as a file, piece by piece.
 * @param signature of exactly so many entries
 * @param signal ends it: then it throws its reason
 */
export async function* exportedLog(
  sqlite: Database,
  size: number,
  signature: ExportSignature | null,
  onProgress: (entries: number, of: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const tree = new MerkleTree();
  let entries = 0;
  for (let from = 1; from <= size; from += STEP) {
    await breathe();
    signal?.throwIfAborted();
    const bodies = bodiesBetween(sqlite, from, Math.min(size, from + STEP - 1));
    for (const body of bodies) tree.add(leafHash(body));
    entries += bodies.length;
    // An entry is canonical JSON, which has no line feeds; one that somebody has changed may.
    yield bodies.map((body) => `${body.replaceAll('\n', ' ')}\n`).join('');
    onProgress(Math.min(size, from + STEP - 1), size);
  }
  yield summaryLine({
    entries,
    root: tree.root().toString('hex'),
    checkpoint: signature?.note ?? null,
    verifierKey: signature?.verifierKey ?? null,
  });
}
