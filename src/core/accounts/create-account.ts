import type { AccountRow } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { passwordNotWanted, passwordRequired, usernameTaken } from './account-errors.ts';
import { type AccountForm, checkForm, describeForm, targetOf } from './account-form.ts';
import { usernameIsTaken } from './account-record-store.ts';
import { readAccountRow } from './account-row-store.ts';
import { rolesToGive } from './account-rules.ts';
import { putPassword } from './account-store.ts';
import { insertAccount, putRoles } from './account-write-store.ts';
import type { AccountDeps } from './deps.ts';
import { requireGoodPassword } from './password-strength.ts';

/**
 * Makes an account of the actor's tenant: a person with a password, or an API-only account without.
 * @throws AppError `USERNAME_TAKEN`, `PASSWORD_REQUIRED`, `PASSWORD_TOO_COMMON`, `UNKNOWN_ROLE`, `AUTHORITY_NOT_HELD`
 */
export async function createAccount(
  { db, now, hasher }: AccountDeps,
  actor: Actor,
  input: AccountForm,
): Promise<{ readonly row: AccountRow }> {
  requireAuthority(actor, 'manage-accounts');
  const form = checkForm(input);
  requireFitting(input);
  if (input.password !== null) await requireGoodPassword(input.password, 'password');
  const password = input.password === null ? null : await hasher.hash(input.password);
  const { tenantId } = actor;
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const roles = await rolesToGive(write, actor, input.roleIds);
    const wanted = { usernameKey: form.username_key, apiOnly: input.apiOnly };
    if (await usernameIsTaken(write, tenantId, wanted)) throw usernameTaken(form.username);
    const made = { tenant_id: tenantId, created_at: time, created_by: actor.accountId };
    const id = await insertAccount(write, form, made);
    const roleIds = roles.map((role) => role.id);
    await putRoles(write, id, roleIds);
    if (password) await putPassword(write, id, password, time);
    return {
      result: { row: await readAccountRow(write, tenantId, id) },
      entries: [
        {
          action: 'accounts.create',
          target: targetOf({ id, username: form.username }),
          details: { after: describeForm(form, roles), ids: { roles: roleIds } },
        },
      ],
    };
  });
}

function requireFitting({ apiOnly, password }: AccountForm): void {
  if (!apiOnly && password === null) throw passwordRequired();
  if (apiOnly && password !== null) {
    throw passwordNotWanted(t('An API-only account never signs in, so it has no password. Leave it empty.'));
  }
}
