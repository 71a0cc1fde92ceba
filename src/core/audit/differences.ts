import { canonicalJson, type Json } from './canonical-json.ts';

type Members = { readonly [name: string]: Json };

/**
 * What an edit has changed, for the log: the members that differ, as they were and as they are now. For example
 * `{ before: { name: 'Reader' }, after: { name: 'Readers' } }`.
 */
export function differences(before: Members, after: Members): { before: Members; after: Members } {
  const differing = Object.keys(after).filter(
    (name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null),
  );
  const pick = (from: Members): Members =>
    Object.fromEntries(differing.map((name) => [name, from[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}
