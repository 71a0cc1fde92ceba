import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { comparable } from '../../shared/text.ts';
import { change, recordRefusal } from '../audit/change.ts';
import { readEpoch } from '../audit/log-store.ts';
import { findPerson, noteSignIn, putPassword, spendRecoveryCode } from './account-store.ts';
import { checkPassword, succeed, throttled } from './check-password.ts';
import { type AccountDeps, desktopFrame } from './deps.ts';
import {
  forgetDevicesNamed,
  forgetDevicesOf,
  issueDeviceCredential,
  setNeedsPassword,
} from './device-store.ts';
import { requireGoodPassword } from './password-strength.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { clearFailures } from './throttle-store.ts';

/** A device credential whose secret has still to reach the keychain. */
export interface IssuedDevice {
  readonly id: number;
  readonly secret: string;
}

/** Signs in by password. What this device remembered before ends; with `remember` it gets a credential of its own. */
export async function signIn(
  deps: AccountDeps,
  input: {
    readonly username: string;
    readonly password: string;
    readonly deviceName: string;
    readonly remember: boolean;
  },
  sessionId: string,
): Promise<{ readonly accountId: number; readonly epoch: number; readonly device: IssuedDevice | null }> {
  const attempt = { ...input, action: 'session.sign-in', field: 'password' } as const;
  const person = await checkPassword(deps, attempt, sessionId);
  const { accountId, epoch } = person;
  return succeed(deps, person, attempt.action, sessionId, async (write, time) => {
    await noteSignIn(write, person.accountId, time);
    // Whoever it was: without its store half, what the keychain still holds opens nothing.
    await forgetDevicesNamed(write, input.deviceName);
    if (!input.remember) return { accountId, epoch, device: null };
    const device = await issueDeviceCredential(write, person.accountId, {
      name: input.deviceName,
      now: time,
    });
    return { accountId, epoch, device };
  });
}

/** Opens a locked session again; counts failures like a sign-in. */
export async function unlock(
  deps: AccountDeps,
  input: { readonly username: string; readonly password: string; readonly deviceId: number | null },
  sessionId: string,
): Promise<void> {
  const attempt = { ...input, action: 'session.unlock', field: 'password' } as const;
  const person = await checkPassword(deps, attempt, sessionId);
  await succeed(deps, person, attempt.action, sessionId, async (write) => {
    if (input.deviceId !== null) await setNeedsPassword(write, input.deviceId, false);
  });
}

/** Spends a recovery code, sets a new password and forgets every remembered device of the account. */
export async function useRecoveryCode(
  deps: AccountDeps,
  input: { readonly username: string; readonly code: string; readonly newPassword: string },
  sessionId: string,
): Promise<{ readonly accountId: number; readonly epoch: number }> {
  const { db, now, hasher } = deps;
  await requireGoodPassword(input.newPassword, 'newPassword');
  // Counted apart from passwords, so that who is paused there can still come in here. In capitals, which no
  // comparable username has, so that nobody's name is this counter.
  const counter = `RECOVERY ${comparable(input.username)}`;
  await throttled(deps, 'session.recover', { counter, username: input.username }, sessionId);
  const password = await hasher.hash(input.newPassword);
  const epoch = await readEpoch(db);
  const person = await findPerson(db, input.username);
  const time = now();
  const frame = { ...desktopFrame(time, sessionId, person?.tenantId ?? null), epoch };
  const refused = new AppError(
    'RECOVERY_CODE_WRONG',
    t('Username or recovery code is wrong, or the code was used before. Try another code.'),
    { field: 'code' },
  );
  if (!person) {
    await recordRefusal(db, frame, { action: 'session.recover', details: { code: refused.code } });
    throw refused;
  }
  const done = await change(db, frame, async (write) => {
    const spent = await spendRecoveryCode(write, person.accountId, hashRecoveryCode(input.code), time);
    if (!spent) {
      const details = { code: refused.code };
      return {
        result: false,
        entries: [{ action: 'session.recover', outcome: 'refused', details, actor: person }],
      };
    }
    await putPassword(write, person.accountId, password, time);
    await forgetDevicesOf(write, person.accountId, time);
    await noteSignIn(write, person.accountId, time);
    await clearFailures(write, counter);
    await clearFailures(write, comparable(input.username));
    return {
      result: true,
      entries: [{ action: 'session.recover', details: { by: 'recovery code' }, actor: person }],
    };
  });
  if (!done) throw refused;
  return { accountId: person.accountId, epoch };
}
