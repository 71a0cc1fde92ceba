import type { AccountRow } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import type { WriteDb } from '../db/schema.ts';
import {
  accountChanged,
  ownAccount,
  ownsKeys,
  passwordNotWanted,
  passwordRequired,
  usernameTaken,
} from './account-errors.ts';
import { type AccountForm, checkForm, describeForm, formOf, targetOf } from './account-form.ts';
import { countLivingKeys, reindexKeysOf } from './account-keys-store.ts';
import { type AccountRecord, usernameIsTaken } from './account-record-store.ts';
import { readAccountRow } from './account-row-store.ts';
import { findForChange, rolesToGive, unlessLastHolder } from './account-rules.ts';
import { putPassword } from './account-store.ts';
import { forgetWaysIn, putRoles, updateForm } from './account-write-store.ts';
import type { AccountDeps } from './deps.ts';
import { requireGoodPassword } from './password-strength.ts';

export interface EditAccountInput extends AccountForm {
  readonly id: number;
  /** The revision that the person has seen. */
  readonly revision: number;
}

/**
 * Changes an account; its password stays, unless it becomes API only, and is asked for when it becomes a person.
 * @throws AppError `ACCOUNT_CHANGED`, `USERNAME_TAKEN`, `PASSWORD_REQUIRED`, `PASSWORD_TOO_COMMON`, `UNKNOWN_ROLE`,
 *   `AUTHORITY_NOT_HELD`, `OWN_ACCOUNT`, `LAST_HOLDER`, `OWNS_KEYS`
 */
export async function editAccount(
  { db, now, hasher }: AccountDeps,
  actor: Actor,
  input: EditAccountInput,
): Promise<{ readonly row: AccountRow }> {
  requireAuthority(actor, 'manage-accounts');
  const form = checkForm(input);
  if (input.password !== null) await requireGoodPassword(input.password, 'password');
  const password = input.password === null ? null : await hasher.hash(input.password);
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const account = await findForChange(write, actor, input.id);
    const { id, username } = account;
    if (account.revision !== input.revision) throw accountChanged(username);
    requireFitting(actor, account, input);
    if (input.apiOnly !== account.apiOnly) await requireNoLivingKeys(write, tenantId, account);
    const roles = await rolesToGive(write, actor, input.roleIds);
    const wanted = { usernameKey: form.username_key, apiOnly: input.apiOnly };
    if (await usernameIsTaken(write, tenantId, wanted, id)) throw usernameTaken(form.username);
    const roleIds = roles.map((role) => role.id);
    await unlessLastHolder(write, actor, username, async () => {
      await updateForm(write, id, form);
      await putRoles(write, id, roleIds);
    });
    if (input.apiOnly && !account.apiOnly) await forgetWaysIn(write, id, time);
    if (password) await putPassword(write, id, password, time);
    if (form.username_key !== account.usernameKey) await reindexKeysOf(write, tenantId, id);
    return {
      result: { row: await readAccountRow(write, tenantId, id) },
      entries: [
        {
          action: 'accounts.edit',
          target: targetOf({ id, username: form.username }),
          details: {
            ...differences(describeForm(formOf(account), account.roles), describeForm(form, roles)),
            ids: { roles: roleIds },
          },
        },
      ],
    };
  });
}

/**
 * A person's keys are nobody else's, and an API-only account's are everybody's who manages keys: who could turn one into
 * the other with keys that may work would get at what rule 5 keeps from them.
 */
async function requireNoLivingKeys(
  write: WriteDb,
  tenantId: number,
  { id, username }: AccountRecord,
): Promise<void> {
  const keys = await countLivingKeys(write, tenantId, id);
  if (keys > 0) throw ownsKeys(username, keys);
}

function requireFitting(actor: Actor, account: AccountRecord, { apiOnly, password }: EditAccountInput): void {
  if (apiOnly && account.id === actor.accountId) {
    throw ownAccount(
      t('You cannot make your own account API only. Ask another administrator to do it.'),
      'apiOnly',
    );
  }
  const becomesPerson = account.apiOnly && !apiOnly;
  if (becomesPerson && password === null) throw passwordRequired();
  if (becomesPerson || password === null) return;
  throw passwordNotWanted(
    apiOnly
      ? t('An API-only account never signs in, so it has no password. Leave it empty.')
      : t('{username} has a password already. Change it by Set password.', { username: account.username }),
  );
}
