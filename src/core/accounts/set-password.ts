import { t } from '../../shared/language/t.ts';
import { comparable } from '../../shared/text.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { neverSignsIn, ownAccount } from './account-errors.ts';
import { targetOf } from './account-form.ts';
import { findForChange } from './account-rules.ts';
import { putPassword } from './account-store.ts';
import type { AccountDeps } from './deps.ts';
import { forgetDevicesOf } from './device-store.ts';
import { requireGoodPassword } from './password-strength.ts';
import { clearFailures } from './throttle-store.ts';

/**
 * Sets the password of another person and ends their remembered devices; a pause after failed sign-ins is over.
 * @throws AppError `OWN_ACCOUNT`, `API_ONLY`, `AUTHORITY_NOT_HELD`, `PASSWORD_TOO_COMMON`
 */
export async function setPassword(
  { db, now, hasher }: AccountDeps,
  actor: Actor,
  input: { readonly id: number; readonly password: string },
): Promise<void> {
  requireAuthority(actor, 'manage-accounts');
  if (input.id === actor.accountId) {
    throw ownAccount(t('You cannot set your own password here. Change it in Settings, under Your account.'));
  }
  await requireGoodPassword(input.password, 'password');
  const password = await hasher.hash(input.password);
  const time = now();
  await change(db, frameOf(actor, time), async (write) => {
    const account = await findForChange(write, actor, input.id);
    if (account.apiOnly) throw neverSignsIn(account.username);
    await putPassword(write, account.id, password, time);
    await forgetDevicesOf(write, account.id, time);
    await clearFailures(write, comparable(account.username));
    return {
      result: undefined,
      entries: [{ action: 'accounts.set-password', target: targetOf(account) }],
    };
  });
}
