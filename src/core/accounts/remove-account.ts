import type { KeysFate } from '../../shared/accounts.ts';
import { t } from '../../shared/language/t.ts';
import { groupsOfAccounts } from '../access/data-access-store.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { keysNeedAuthority, ownAccount } from './account-errors.ts';
import { describeForm, formOf, targetOf } from './account-form.ts';
import { countOwnedKeys } from './account-keys-store.ts';
import { findForChange, unlessLastHolder } from './account-rules.ts';
import { markRemoved } from './account-write-store.ts';
import type { AccountDeps } from './deps.ts';
import { reassignKeysOf, revokeKeysOf } from './keys-fate.ts';

/**
 * Takes an account out of every list, and decides on the keys that it owns, in one transaction. Those that it has made
 * for others stay as they are. Its username is free again.
 * @throws AppError `OWN_ACCOUNT`, `LAST_HOLDER`, `AUTHORITY_NOT_HELD`, `FORBIDDEN` when it owns keys and the actor lacks
 *   Manage User API Key, and of the account that is to get the keys `UNKNOWN_OWNER`, `OWNER_NOT_ALLOWED`,
 *   `OWNER_DISABLED`
 */
export async function removeAccount(
  { db, now }: Pick<AccountDeps, 'db' | 'now'>,
  actor: Actor,
  { id, keys: fate }: { readonly id: number; readonly keys: KeysFate },
): Promise<{ readonly revoked: number; readonly reassigned: number }> {
  requireAuthority(actor, 'manage-accounts');
  if (id === actor.accountId) {
    throw ownAccount(t('You cannot remove your own account. Ask another administrator to do it.'));
  }
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const account = await findForChange(write, actor, id);
    const { keys = 0 } = (await countOwnedKeys(write, tenantId, [id])).get(id) ?? {};
    const mayDecide = keys === 0 || actor.authorities.has('manage-user-api-key');
    if (!mayDecide) throw keysNeedAuthority(account.username, keys);
    const groups = (await groupsOfAccounts(write, [id])).get(id) ?? [];
    const { entries, ...result } =
      fate.fate === 'revoke' || keys === 0
        ? await revokeKeysOf(write, actor, account, time)
        : await reassignKeysOf(write, actor, account, fate);
    await unlessLastHolder(write, actor, account.username, () => markRemoved(write, id, time));
    const before = {
      ...describeForm(formOf(account), account.roles),
      status: account.status,
      dataAccessGroups: groups.map((group) => group.name),
    };
    return {
      result,
      entries: [
        { action: 'accounts.remove', target: targetOf(account), details: { before, keys: result } },
        ...entries,
      ],
    };
  });
}
