import { type Actor, requireAuthority } from '../actor.ts';
import { type ActivityPage, activityPage } from '../audit/activity.ts';
import { entriesBy, entriesOf } from '../audit/log-store.ts';
import { accountNotFound } from './account-errors.ts';
import { accountWasThere } from './account-record-store.ts';
import type { AccountDeps } from './deps.ts';

/**
 * What an account did and what was done to it, newest first; of one that was removed too.
 * @param before the sequence number that the page before ended with
 * @throws AppError `ACCOUNT_NOT_FOUND`
 */
export async function readAccountActivity(
  { db }: Pick<AccountDeps, 'db'>,
  actor: Actor,
  { id, before }: { readonly id: number; readonly before: number | null },
): Promise<ActivityPage> {
  requireAuthority(actor, 'view-activity');
  const { tenantId } = actor;
  if (!(await accountWasThere(db, tenantId, id))) throw accountNotFound();
  return activityPage(async (limit) => {
    const done = await entriesBy(db, { tenantId, accountId: id }, before, limit);
    const suffered = await entriesOf(db, { tenantId, type: 'account', id }, before, limit);
    // What somebody did to their own account is in both.
    const all = new Map([...done, ...suffered].map((entry) => [entry.seq, entry]));
    return [...all.values()].sort((one, other) => other.seq - one.seq).slice(0, limit);
  });
}
