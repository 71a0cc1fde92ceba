import type { LeftKey } from '../../shared/accounts.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import { accountNotFound } from './account-errors.ts';
import { readLeftKeys } from './account-keys-store.ts';
import { findAccount } from './account-record-store.ts';
import type { AccountDeps } from './deps.ts';

/**
 * The keys to decide on when somebody is disabled or removed, removed keys not among them: 200 of them, and how many
 * they own and have made in all. @throws AppError `ACCOUNT_NOT_FOUND`
 */
export async function readLeaving(
  { db }: Pick<AccountDeps, 'db'>,
  actor: Actor,
  id: number,
): Promise<{ readonly keys: LeftKey[]; readonly owned: number; readonly created: number }> {
  requireAuthority(actor, 'view');
  if (!(await findAccount(db, actor.tenantId, id))) throw accountNotFound();
  return readLeftKeys(db, actor.tenantId, id);
}
