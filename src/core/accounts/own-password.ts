import type { Actor } from '../actor.ts';
import type { ReadDb } from '../db/schema.ts';
import { countRecoveryCodes, putPassword, putRecoveryCodes } from './account-store.ts';
import { type CheckedPerson, checkPassword, succeed } from './check-password.ts';
import type { AccountDeps } from './deps.ts';
import { forgetOtherDevicesOf } from './device-store.ts';
import { requireGoodPassword } from './password-strength.ts';
import { generateRecoveryCodes, hashRecoveryCode } from './recovery-codes.ts';

/** What a signed-in person does with their own password and recovery codes. */

/**
 * Replaces one's own password. Every other device must sign in with the new one; this one stays remembered.
 * @param deviceId the credential of this computer, if it has one
 * @throws AppError `SIGN_IN_FAILED` and `THROTTLED` as at a sign-in, `PASSWORD_TOO_COMMON`
 */
export async function changePassword(
  deps: AccountDeps,
  { username, sessionId, epoch }: Actor,
  input: { readonly current: string; readonly newPassword: string; readonly deviceId: number | null },
): Promise<void> {
  await requireGoodPassword(input.newPassword, 'newPassword');
  const attempt = {
    action: 'session.change-password',
    username,
    password: input.current,
    field: 'current',
  } as const;
  const person = inEpoch(await checkPassword(deps, attempt, sessionId), epoch);
  const password = await deps.hasher.hash(input.newPassword);
  await succeed(deps, person, attempt.action, sessionId, async (write, time) => {
    await putPassword(write, person.accountId, password, time);
    await forgetOtherDevicesOf(write, person.accountId, input.deviceId, time);
  });
}

/** How many recovery codes of one's own can still be spent. */
export const recoveryCodesLeft = ({ db }: { readonly db: ReadDb }, { accountId }: Actor): Promise<number> =>
  countRecoveryCodes(db, accountId);

/**
 * Replaces one's own recovery codes; those from before are worth nothing from here on.
 * @throws AppError `SIGN_IN_FAILED` and `THROTTLED` as at a sign-in
 */
export async function newRecoveryCodes(
  deps: AccountDeps,
  { username, sessionId, epoch }: Actor,
  password: string,
): Promise<readonly string[]> {
  const attempt = { action: 'session.new-recovery-codes', username, password, field: 'password' } as const;
  const person = inEpoch(await checkPassword(deps, attempt, sessionId), epoch);
  const codes = generateRecoveryCodes();
  return succeed(deps, person, attempt.action, sessionId, async (write, time) => {
    await putRecoveryCodes(write, person.accountId, codes.map(hashRecoveryCode), time);
    return codes;
  });
}

/** Of the session rather than of the look at the password: who asks is whoever has signed in. */
const inEpoch = (person: CheckedPerson, epoch: number | undefined): CheckedPerson => ({
  ...person,
  epoch: epoch ?? person.epoch,
});
