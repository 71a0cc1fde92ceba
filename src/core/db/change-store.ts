import type { Database } from 'better-sqlite3';

/** What other processes have committed since the last look: nothing, uses of keys alone, or anything else too. */
export type CommitsOfOthers = 'none' | 'uses' | 'changes';

/**
 * SQL that tells whether, and roughly what, other connections have committed since the last look. Every change has an
 * entry in the log, and every batch of uses a number; what moves neither (a restored store, another tool) counts as a
 * change. Looking costs a few microseconds.
 * @param sqlite the connection that writes: it does not count its own commits
 */
export function commitsOfOthers(sqlite: Database): () => CommitsOfOthers {
  const marks = sqlite.prepare<[], { log: number | null; uses: number | null }>(
    'SELECT (SELECT max(seq) FROM audit_entries) AS log, (SELECT written FROM use_batches) AS uses',
  );
  const read = () => sqlite.pragma('data_version', { simple: true }) as number;
  let version = read();
  let known = marks.get();
  return () => {
    const now = read();
    const before = known;
    // Also when nobody else has committed: an entry of our own must not look like another's later.
    known = marks.get();
    if (now === version) return 'none';
    version = now;
    return known?.log === before?.log && known?.uses !== before?.uses ? 'uses' : 'changes';
  };
}
