import { type Actor, requireAuthority } from '../actor.ts';
import { type ActivityPage, activityPage } from '../audit/activity.ts';
import { entriesOf } from '../audit/log-store.ts';
import type { KeyDeps } from './key-deps.ts';

/** What happened to a key, newest first. @param before the sequence number that the page before ended with */
export async function readActivity(
  { db }: KeyDeps,
  actor: Actor,
  { id, before }: { readonly id: number; readonly before: number | null },
): Promise<ActivityPage> {
  requireAuthority(actor, 'view-activity');
  const target = { tenantId: actor.tenantId, type: 'key', id };
  return activityPage((limit) => entriesOf(db, target, before, limit));
}
