import { BEGINNING, type Fault, findFault, type LogRow, type Position, readBody } from './chain.ts';
import { type Checkpoint, openCheckpoint, originOf } from './checkpoint.ts';
import { leafHash } from '../entry.ts';
import { type ExportSummary, readSummary } from './export-format.ts';
import { MerkleTree } from './merkle.ts';

export interface ExportReport {
  /** Lines that were looked at. */
  readonly entries: number;
  readonly fault: Fault | null;
  /**
   * `good`: by `verifierKey`. `none`: nobody has signed it. `wrong`: it is not that key's, or not over these entries.
   */
  readonly signature: 'good' | 'none' | 'wrong';
  readonly verifierKey: string | null;
  /** Root over all entries, hex. */
  readonly root: string;
  /** What an earlier checkpoint says; `none`: there was none to compare with. */
  readonly earlier: 'agrees' | 'disagrees' | 'unreadable' | 'none';
}

export interface Known {
  /** A verifier key that was kept elsewhere, in place of the one that the file names. */
  readonly key?: string | undefined;
  /** The note of an earlier checkpoint. */
  readonly checkpoint?: string | undefined;
}

/** Lines that are looked at together. */
const BATCH = 500;

/**
 * Looks at an export, line by line, with nothing but the file and what was kept of the log elsewhere.
 * @param lines without their line feeds; `null`: one that is no text, or longer than any entry
 * @returns `null`: it is no export of a log
 */
export async function verifyExport(
  lines: AsyncIterable<string | null>,
  known: Known = {},
): Promise<ExportReport | null> {
  const look = new Look(known);
  let summary: ExportSummary | null = null;
  for await (const line of lines) {
    // Nothing belongs behind the summary.
    if (summary) return look.report(summary, true);
    summary = line === null ? null : readSummary(line);
    // What is no text is no entry either.
    if (!summary) look.add(line ?? '');
  }
  look.finish();
  if (look.isNoExport && !summary) return null;
  return look.report(summary, false);
}

/** Goes along the lines in batches, because a fault is known for what it is by the line behind it. */
class Look {
  readonly #known: Known;
  readonly #tree = new MerkleTree();
  /** The root at the size of the earlier checkpoint. */
  #rootThen: Buffer | null = null;
  readonly #earlierSize: number;
  /** Not yet looked at; the last of them waits for the one behind it. */
  #waiting: string[] = [];
  #at: Position = BEGINNING;
  #last: Buffer | null = null;
  #lines = 0;
  #log: string | null = null;
  #fault: Fault | null = null;
  isNoExport = true;

  constructor(known: Known) {
    this.#known = known;
    // Whether it is signed as it should be is asked when the key is known.
    this.#earlierSize = Number(known.checkpoint?.split('\n')[1] ?? 0);
  }

  add(line: string): void {
    this.#lines += 1;
    if (this.#lines === 1) {
      const body = readBody(line);
      this.isNoExport = typeof body?.log !== 'string';
      this.#log = body?.log ?? null;
    }
    if (this.#fault) return;
    this.#waiting.push(line);
    if (this.#waiting.length > BATCH) this.#look(1);
  }

  finish(): void {
    this.#look(0);
  }

  /** @param rest lines that wait for more */
  #look(rest: number): void {
    const rows = this.#waiting.map((line, index) => rowOf(line, this.#at.seq + 1 + index));
    const now = rows.length - rest;
    let sound = 0;
    const { fault, at } = findFault(rows.slice(0, now), this.#at, (row) => {
      sound += 1;
      // One behind, so that the tree before the last entry is still there when the last one is in doubt.
      this.#grow(Buffer.from(row.hash));
    });
    if (fault) {
      // Asked again, with the line behind it.
      this.#fault = findFault(rows.slice(sound), at).fault ?? fault;
      return;
    }
    this.#at = at;
    this.#waiting = this.#waiting.slice(now);
  }

  #grow(hash: Buffer): void {
    if (this.#last) {
      this.#tree.add(this.#last);
      if (this.#tree.size === this.#earlierSize) this.#rootThen = this.#tree.root();
    }
    this.#last = hash;
  }

  /** @param isLonger there is something behind the summary */
  report(summary: ExportSummary | null, isLonger: boolean): ExportReport {
    this.finish();
    const beforeLast = new MerkleTree(this.#tree.size, this.#tree.frontier);
    if (this.#last) this.#grow(this.#last);
    const root = this.#tree.root();
    const size = this.#lines;
    const key = this.#known.key ?? summary?.verifierKey ?? null;
    const note = summary?.checkpoint ?? null;
    const opened = note === null || key === null ? null : openCheckpoint(note, key);
    const checkpoint = opened !== null && typeof opened !== 'string' ? opened : null;
    const isOurs = checkpoint?.origin === originOf(this.#log ?? '');
    const earlier = this.#earlier(key);
    const fault = this.#fault ?? overall();
    return {
      entries: size,
      fault,
      signature: note === null ? 'none' : isOurs && fault === null ? 'good' : 'wrong',
      verifierKey: key,
      root: root.toString('hex'),
      earlier: earlier.says,
    };

    function overall(): Fault | null {
      if (summary === null) return { seq: size + 1, what: 'truncated' };
      const signedSize = isOurs ? checkpoint.size : summary.entries;
      if (size < signedSize) return { seq: size + 1, what: 'truncated' };
      if (size > signedSize || isLonger) return { seq: signedSize + 1, what: 'inserted' };
      if (earlier.fault) return earlier.fault;
      const signedRoot = isOurs ? checkpoint.root : Buffer.from(summary.root, 'hex');
      if (root.equals(signedRoot)) return null;
      if (isOurs) {
        // All but the last entry may be as they were signed.
        beforeLast.add(Buffer.from(checkpoint.head, 'hex'));
        if (beforeLast.root().equals(signedRoot)) return { seq: size, what: 'modified' };
      }
      return { seq: earlier.agreedUpTo + 1, what: 'forked' };
    }
  }

  #earlier(key: string | null): {
    readonly says: ExportReport['earlier'];
    readonly fault: Fault | null;
    readonly agreedUpTo: number;
  } {
    const nothing = { fault: null, agreedUpTo: 0 };
    const { checkpoint: note } = this.#known;
    if (note === undefined) return { says: 'none', ...nothing };
    const opened: Checkpoint | string = key === null ? 'unreadable' : openCheckpoint(note, key);
    if (typeof opened === 'string' || opened.origin !== originOf(this.#log ?? '')) {
      return { says: 'unreadable', ...nothing };
    }
    if (opened.size > this.#lines) {
      return { says: 'disagrees', fault: { seq: this.#lines + 1, what: 'rolled back' }, agreedUpTo: 0 };
    }
    if (this.#rootThen?.equals(opened.root)) return { says: 'agrees', fault: null, agreedUpTo: opened.size };
    return { says: 'disagrees', fault: { seq: 1, what: 'forked' }, agreedUpTo: 0 };
  }
}

/** A line as a row of the store, at the place where it stands. Without its columns only its text can be wrong. */
function rowOf(body: string, seq: number): LogRow {
  const entry: Loose = readBody(body);
  return {
    seq,
    body,
    hash: leafHash(body),
    tenant_id: numberIn(entry?.tenant),
    time: numberIn(entry?.time) ?? 0,
    actor_account_id: numberIn(entry?.actor?.id),
    action: textIn(entry?.action) ?? '',
    target_type: textIn(entry?.target?.type),
    target_id: numberIn(entry?.target?.id),
    outcome: textIn(entry?.outcome) ?? '',
  };
}

/** Whoever wrote the file has put in what they liked. */
type Loose = {
  readonly tenant?: unknown;
  readonly time?: unknown;
  readonly actor?: { readonly id?: unknown } | null;
  readonly action?: unknown;
  readonly target?: { readonly type?: unknown; readonly id?: unknown } | null;
  readonly outcome?: unknown;
} | null;

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);
