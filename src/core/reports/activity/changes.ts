import type { EntryBody } from '../../audit/entry.ts';
import { record } from '../replay/saying.ts';

/** For programs that read the log, or long: names stand beside them, and the log has the whole. */
const LEFT_OUT: ReadonlySet<string> = new Set(['before', 'after', 'ids', 'starter']);

/** What was so before and is so now, member by member: `roles: Reader → Reader, Writer`. */
export function changesOf({ details }: EntryBody): readonly string[] {
  const before = record(details['before']);
  const after = record(details['after']);
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...members].sort().map((member) => {
    const was = member in before ? valueText(member, before[member]) : null;
    const is = member in after ? valueText(member, after[member]) : null;
    if (was === null) return `${member}: ${is ?? ''}`;
    return `${member}: ${was} → ${is ?? 'gone'}`;
  });
}

/** The rest of what it says: `code: FORBIDDEN`. */
export const restOf = ({ details }: EntryBody): readonly string[] =>
  Object.entries(details)
    .filter(([member, value]) => !LEFT_OUT.has(member) && value !== undefined && value !== null)
    .map(([member, value]) => `${member}: ${valueText(member, value)}`);

function valueText(member: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  // Moments are told as such: `expiresAt`, `oldSecretEndsAt`, `until`.
  if (typeof value === 'number' && (member.endsWith('At') || member === 'until')) return timeText(value);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return 'none';
  return value.map((each: unknown) => valueText(member, each)).join(', ');
}

/** A log that somebody wrote anew may hold a number that no date can. */
const timeText = (time: number): string =>
  Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);
