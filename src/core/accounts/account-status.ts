import type { AccountRow } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { alreadyDisabled, notDisabled, ownAccount } from './account-errors.ts';
import { targetOf } from './account-form.ts';
import { readAccountRow } from './account-row-store.ts';
import { findForChange, unlessLastHolder } from './account-rules.ts';
import { setStatus } from './account-write-store.ts';
import type { AccountDeps } from './deps.ts';
import { forgetDevicesOf } from './device-store.ts';

/**
 * Shuts an account out: it cannot sign in, its remembered devices are forgotten, and its keys stop working at once.
 * @throws AppError `OWN_ACCOUNT`, `LAST_HOLDER`, `AUTHORITY_NOT_HELD`, `ALREADY_DISABLED`
 */
export async function disableAccount(
  { db, now }: Pick<AccountDeps, 'db' | 'now'>,
  actor: Actor,
  id: number,
): Promise<{ readonly row: AccountRow }> {
  requireAuthority(actor, 'manage-accounts');
  if (id === actor.accountId) {
    throw ownAccount(t('You cannot disable your own account. Ask another administrator to do it.'));
  }
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const account = await findForChange(write, actor, id);
    if (account.status === 'disabled') throw alreadyDisabled(account.username);
    await unlessLastHolder(write, actor, account.username, () => setStatus(write, id, 'disabled'));
    await forgetDevicesOf(write, id, time);
    return {
      result: { row: await readAccountRow(write, actor.tenantId, id) },
      entries: [
        {
          action: 'accounts.disable',
          target: targetOf(account),
          details: { before: { status: 'active' }, after: { status: 'disabled' } },
        },
      ],
    };
  });
}

/** Lets an account in again; its keys work again. @throws AppError `AUTHORITY_NOT_HELD`, `NOT_DISABLED` */
export async function enableAccount(
  { db, now }: Pick<AccountDeps, 'db' | 'now'>,
  actor: Actor,
  id: number,
): Promise<{ readonly row: AccountRow }> {
  requireAuthority(actor, 'manage-accounts');
  return change(db, frameOf(actor, now()), async (write) => {
    const account = await findForChange(write, actor, id);
    if (account.status === 'active') throw notDisabled(account.username);
    await setStatus(write, id, 'active');
    return {
      result: { row: await readAccountRow(write, actor.tenantId, id) },
      entries: [
        {
          action: 'accounts.enable',
          target: targetOf(account),
          details: { before: { status: 'disabled' }, after: { status: 'active' } },
        },
      ],
    };
  });
}
