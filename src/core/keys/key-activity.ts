import { type Actor, requireAuthority } from '../actor.ts';
import type { EntryBody } from '../audit/entry.ts';
import { entriesOf } from '../audit/log-store.ts';
import type { KeyDeps } from './key-deps.ts';

const PAGE = 50;

/** What happened to a key, newest first. @param before the sequence number that the page before ended with */
export async function readActivity(
  { db }: KeyDeps,
  actor: Actor,
  { id, before }: { readonly id: number; readonly before: number | null },
) {
  requireAuthority(actor, 'view-activity');
  const target = { tenantId: actor.tenantId, type: 'key', id };
  const rows = await entriesOf(db, target, before, PAGE + 1);
  return {
    entries: rows.slice(0, PAGE).map(({ seq, body }) => {
      const { time, actor: who, action, outcome, details } = JSON.parse(body) as EntryBody;
      return { seq, time, actor: who?.name ?? null, action, outcome, details: details as never };
    }),
    more: rows.length > PAGE,
  };
}
