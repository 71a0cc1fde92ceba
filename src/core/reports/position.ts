import type { Database } from 'better-sqlite3';
import type { ReportDocument } from './document.ts';

/** Where the log stood at a moment: its last entry that is not later. */
export interface LogPosition {
  /** 0: there was none. */
  readonly seq: number;
  /** Hex; `null`: there was none. */
  readonly hash: string | null;
}

export type Fact = ReportDocument['facts'][number];

/**
 * The last entry of the log at a moment or before. Walks back from the newest, so it is quick for what is recent, and
 * looks at the whole log for what is long ago.
 * @param at epoch milliseconds
 */
export function positionAt(sqlite: Database, at: number): LogPosition {
  const row = sqlite
    .prepare<[number], { seq: number; hash: Uint8Array }>(
      'SELECT seq, hash FROM audit_entries WHERE time <= CAST(? AS INTEGER) ORDER BY seq DESC LIMIT 1',
    )
    .get(at);
  return row === undefined
    ? { seq: 0, hash: null }
    : { seq: row.seq, hash: Buffer.from(row.hash).toString('hex') };
}

/** As of when a report is, and how far the log had got. */
export const asOfFacts = (asOf: number, position: LogPosition): Fact[] => [
  { id: 'asOf', label: 'As of', value: { at: asOf } },
  ...positionFacts(position),
];

/** How far the log had got, by which a report can be told from one about another log. */
export const positionFacts = ({ seq, hash }: LogPosition): Fact[] => [
  { id: 'logEntry', label: 'Newest log entry then', value: seq === 0 ? null : seq },
  { id: 'logHash', label: 'Hash of that entry', value: hash },
];
