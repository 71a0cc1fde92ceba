import type { LeftKeys } from '../../shared/accounts.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import { accountNotFound } from './account-errors.ts';
import { readLeftKeys } from './account-keys-store.ts';
import { findAccount } from './account-record-store.ts';
import type { AccountDeps } from './deps.ts';

/**
 * The keys to decide on when somebody is disabled or removed, removed keys not among them: of those that they own and
 * of those of others that they have made `limit` each, and how many there are. @throws AppError `ACCOUNT_NOT_FOUND`
 */
export async function readLeaving(
  { db, now }: Pick<AccountDeps, 'db' | 'now'>,
  actor: Actor,
  { id, limit }: { readonly id: number; readonly limit: number },
): Promise<{ readonly owned: LeftKeys; readonly created: LeftKeys; readonly managesTenants: boolean }> {
  requireAuthority(actor, 'view');
  const { tenantId } = actor;
  const account = await findAccount(db, tenantId, id);
  if (!account) throw accountNotFound();
  return {
    ...(await readLeftKeys(db, { tenantId, accountId: id }, limit, now())),
    // An API-only account does not get what its roles would allow.
    managesTenants:
      !account.apiOnly && account.roles.some(({ authorities }) => authorities.includes('manage-tenants')),
  };
}
