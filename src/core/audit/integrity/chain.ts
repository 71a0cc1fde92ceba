import { type EntryBody, leafHex } from '../entry.ts';

/** An entry as it is stored. Times are epoch milliseconds. */
export interface LogRow {
  readonly seq: number;
  readonly body: string;
  readonly hash: Uint8Array;
  readonly tenant_id: number | null;
  readonly time: number;
  readonly actor_account_id: number | null;
  readonly action: string;
  readonly target_type: string | null;
  readonly target_id: number | null;
  readonly outcome: string;
}

export type Wrong =
  | 'modified'
  | 'deleted'
  | 'inserted'
  | 'reordered'
  | 'truncated'
  | 'rolled back'
  | 'forked'
  /** The tables of the store are not as Latchkey made them. */
  | 'altered';

/** The first entry that is not as it was written. */
export interface Fault {
  readonly seq: number;
  readonly what: Wrong;
}

/** Where a chain has got to: the number and the hash, in hex, of its last sound entry. */
export interface Position {
  readonly seq: number;
  readonly hash: string | null;
}

export const BEGINNING: Position = { seq: 0, hash: null };

/**
 * Goes along the chain and tells the first thing that is wrong with it.
 * @param rows in the order of their numbers, from the one after `from`
 * @param onSound called for each sound entry, in order
 */
export function findFault(
  rows: Iterable<LogRow>,
  from: Position,
  onSound: (row: LogRow) => void = () => undefined,
): { readonly fault: Fault | null; readonly at: Position } {
  let at = from;
  const iterator = rows[Symbol.iterator]();
  for (let { done, value: row } = iterator.next(); done !== true; { done, value: row } = iterator.next()) {
    const hex = isOfTypes(row) ? leafHex(row.body) : '';
    const isSound = row.seq === at.seq + 1 && hex !== '' && hex === hexOf(row) && isAsWritten(row, at.hash);
    if (!isSound) {
      const next = iterator.next();
      iterator.return?.();
      return { fault: diagnose(row, next.done === true ? null : next.value, hex, at), at };
    }
    onSound(row);
    at = { seq: row.seq, hash: hex };
  }
  return { fault: null, at };
}

/** A page that somebody has written into holds values of any type. */
const isOfTypes = ({ body, hash }: { readonly body: unknown; readonly hash: unknown }): boolean =>
  typeof body === 'string' && hash instanceof Uint8Array;

const hexOf = ({ hash }: LogRow): string =>
  Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString('hex');

function diagnose(row: LogRow, next: LogRow | null, hash: string, at: Position): Fault {
  const seq = at.seq + 1;
  if (row.seq > seq) return { seq, what: 'deleted' };
  if (row.seq < seq) return { seq: row.seq, what: 'inserted' };
  if (!isOfTypes(row)) return { seq, what: 'modified' };
  const body = readBody(row.body);
  if (hash !== hexOf(row) || body === null || !Number.isInteger(body.seq)) return { seq, what: 'modified' };
  if (body.seq !== seq) return { seq, what: displaced(body.seq, next && readBody(next.body), seq) };
  if (body.previous !== at.hash) {
    // The one before and its hash may both be new, and this one still names the old one; unless the entry behind this
    // one names another than it, too: then it is this one that is not as it was.
    const isOther = next !== null && readBody(next.body)?.previous !== hash;
    return { seq: isOther || at.seq === 0 ? seq : at.seq, what: 'modified' };
  }
  return { seq, what: 'modified' };
}

/** All that follow are one further or one less: something was taken out or put in, and the rest numbered anew. */
function displaced(found: number, next: EntryBody | null, seq: number): Wrong {
  if (found === seq + 1 && (next === null || next.seq === seq + 2)) return 'deleted';
  if (found === seq - 1) return 'inserted';
  return 'reordered';
}

/**
 * Whether an entry follows another and its columns, which are not hashed, say what its body says. The body is canonical
 * JSON, so the text that must be there is known, and searching for it costs a third of parsing it all.
 */
function isAsWritten(row: LogRow, previous: string | null): boolean {
  const { body } = row;
  const link = previous === null ? 'null' : `"${previous}"`;
  const actor = row.actor_account_id === null ? 'null,' : `{"id":${row.actor_account_id},`;
  if (!body.startsWith(`{"action":${JSON.stringify(row.action)},"actor":${actor}`)) return false;
  // Behind all that people have named but the target, and in strings quotes are escaped.
  const middle = body.lastIndexOf('"outcome":');
  const chained = `"outcome":"${row.outcome}","previous":${link},"seq":${row.seq},"session":`;
  if (middle < 0 || !body.startsWith(chained, middle)) return false;
  const session = middle + chained.length;
  const target = body.charAt(session) === '"' ? body.indexOf('"', session + 1) + 1 : session + 'null'.length;
  const end = `,"tenant":${row.tenant_id},"time":${row.time},"version":1}`;
  if (row.target_type === null)
    return row.target_id === null && body.slice(target) === `,"target":null${end}`;
  return (
    body.startsWith(`,"target":{"id":${row.target_id},"name":"`, target) &&
    body.endsWith(`","type":${JSON.stringify(row.target_type)}}${end}`)
  );
}

export function readBody(text: string): EntryBody | null {
  try {
    return JSON.parse(text) as EntryBody | null;
  } catch {
    return null;
  }
}
