import { AppError } from '../../shared/rpc.ts';
import { comparable } from '../../shared/text.ts';
import { change, recordRefusal } from '../audit/change.ts';
import type { WriteDb } from '../db/schema.ts';
import { findPerson, putPassword, type SignInRecord, spendRecoveryCode } from './account-store.ts';
import { type AccountDeps, desktopFrame } from './deps.ts';
import {
  forgetDevicesNamed,
  forgetDevicesOf,
  issueDeviceCredential,
  setNeedsPassword,
} from './device-store.ts';
import { requireGoodPassword } from './password-strength.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { clearFailures, countAttempt } from './throttle-store.ts';

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
): Promise<{ readonly accountId: number; readonly device: IssuedDevice | null }> {
  const person = await checkPassword(deps, 'session.sign-in', input, sessionId);
  const time = deps.now();
  return succeed(deps, person, 'session.sign-in', sessionId, async (write) => {
    // Whoever it was: without its store half, what the keychain still holds opens nothing.
    await forgetDevicesNamed(write, input.deviceName);
    if (!input.remember) return { accountId: person.accountId, device: null };
    const device = await issueDeviceCredential(write, person.accountId, {
      name: input.deviceName,
      now: time,
    });
    return { accountId: person.accountId, device };
  });
}

/** Opens a locked session again; counts failures like a sign-in. */
export async function unlock(
  deps: AccountDeps,
  input: { readonly username: string; readonly password: string; readonly deviceId: number | null },
  sessionId: string,
): Promise<void> {
  const person = await checkPassword(deps, 'session.unlock', input, sessionId);
  await succeed(deps, person, 'session.unlock', sessionId, async (write) => {
    if (input.deviceId !== null) await setNeedsPassword(write, input.deviceId, false);
  });
}

/** Spends a recovery code, sets a new password and forgets every remembered device of the account. */
export async function useRecoveryCode(
  deps: AccountDeps,
  input: { readonly username: string; readonly code: string; readonly newPassword: string },
  sessionId: string,
): Promise<{ readonly accountId: number }> {
  const { db, now, hasher } = deps;
  await requireGoodPassword(input.newPassword, 'newPassword');
  // Counted apart from passwords, so that who is paused there can still come in here. In capitals, which no
  // comparable username has, so that nobody's name is this counter.
  const counter = `RECOVERY ${comparable(input.username)}`;
  await throttled(deps, 'session.recover', { counter, username: input.username }, sessionId);
  const password = await hasher.hash(input.newPassword);
  const person = await findPerson(db, input.username);
  const time = now();
  const frame = desktopFrame(time, sessionId, person?.tenantId ?? null);
  const refused = new AppError(
    'RECOVERY_CODE_WRONG',
    'Username or recovery code is wrong, or the code was used before. Try another code.',
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
    await clearFailures(write, counter);
    await clearFailures(write, comparable(input.username));
    return {
      result: true,
      entries: [{ action: 'session.recover', details: { by: 'recovery code' }, actor: person }],
    };
  });
  if (!done) throw refused;
  return { accountId: person.accountId };
}

/** The person of that name if the password is theirs; every other outcome is counted, logged and refused alike. */
async function checkPassword(
  deps: AccountDeps,
  action: string,
  input: { readonly username: string; readonly password: string },
  sessionId: string,
): Promise<SignInRecord> {
  const { db, now, hasher } = deps;
  await throttled(deps, action, { counter: comparable(input.username), username: input.username }, sessionId);
  const person = await findPerson(db, input.username);
  const right = await hasher.matches(input.password, person?.password ?? null);
  if (person && right) return person;
  const refused =
    action === 'session.unlock'
      ? new AppError('SIGN_IN_FAILED', 'The password is wrong. Try again.', { field: 'password' })
      : new AppError('SIGN_IN_FAILED', 'Username or password is wrong. Try again.', { field: 'password' });
  await recordRefusal(db, desktopFrame(now(), sessionId, person?.tenantId ?? null), {
    action,
    details: { code: refused.code },
    actor: person ?? null,
  });
  throw refused;
}

async function throttled(
  deps: AccountDeps,
  action: string,
  { counter, username }: { readonly counter: string; readonly username: string },
  sessionId: string,
): Promise<void> {
  try {
    await countAttempt(deps.db, counter, deps.now());
  } catch (error) {
    if (error instanceof AppError && error.code === 'THROTTLED') {
      const person = await findPerson(deps.db, username);
      await recordRefusal(deps.db, desktopFrame(deps.now(), sessionId, person?.tenantId ?? null), {
        action,
        details: { code: error.code },
        actor: person ?? null,
      });
    }
    throw error;
  }
}

function succeed<T>(
  { db, now }: AccountDeps,
  person: SignInRecord,
  action: string,
  sessionId: string,
  also: (write: WriteDb) => Promise<T>,
): Promise<T> {
  return change(db, desktopFrame(now(), sessionId, person.tenantId), async (write) => {
    await clearFailures(write, comparable(person.username));
    const result = await also(write);
    return { result, entries: [{ action, details: { by: 'password' }, actor: person }] };
  });
}
