import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { comparable } from '../../shared/text.ts';
import { change, recordRefusal } from '../audit/change.ts';
import { readEpoch } from '../audit/log-store.ts';
import type { WriteDb } from '../db/schema.ts';
import { findPerson, type SignInRecord } from './account-store.ts';
import { type AccountDeps, desktopFrame } from './deps.ts';
import { clearFailures, countAttempt } from './throttle-store.ts';

/** Somebody who says who they are by a password, and what for. */
export interface PasswordAttempt {
  /** As the log writes it. */
  readonly action:
    'session.sign-in' | 'session.unlock' | 'session.change-password' | 'session.new-recovery-codes';
  readonly username: string;
  readonly password: string;
  /** The input's name on the form. */
  readonly field: string;
}

/** Somebody whose password was right, in the epoch of the log in which they were looked up. */
export interface CheckedPerson extends SignInRecord {
  readonly epoch: number;
}

/** The person of that name if the password is theirs; every other outcome is counted, logged and refused alike. */
export async function checkPassword(
  deps: AccountDeps,
  { action, username, password, field }: PasswordAttempt,
  sessionId: string | null,
): Promise<CheckedPerson> {
  const { db, now, hasher } = deps;
  await throttled(deps, action, { counter: comparable(username), username }, sessionId);
  // Before the person: to look at the password takes its time, and in a restored store their number may be somebody else's.
  const epoch = await readEpoch(db);
  const person = await findPerson(db, username);
  const right = await hasher.matches(password, person?.password ?? null);
  if (person && right) return { ...person, epoch };
  const message =
    action === 'session.sign-in'
      ? t('Username or password is wrong. Try again.')
      : t('The password is wrong. Try again.');
  const refused = new AppError('SIGN_IN_FAILED', message, { field });
  await recordRefusal(db, desktopFrame(now(), sessionId, person?.tenantId ?? null), {
    action,
    details: { code: refused.code },
    actor: person ?? null,
  });
  throw refused;
}

/** Counts an attempt, and notes it when there were too many. @throws AppError `THROTTLED` */
export async function throttled(
  deps: AccountDeps,
  action: string,
  { counter, username }: { readonly counter: string; readonly username: string },
  sessionId: string | null,
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

/**
 * What a right password leads to, in one transaction with its entry; the next mistake is the first again.
 * @throws AppError `STORE_RESTORED` when the store is no longer the one in which it was right
 */
export function succeed<T>(
  { db, now }: AccountDeps,
  { epoch, ...person }: CheckedPerson,
  action: PasswordAttempt['action'],
  sessionId: string | null,
  also: (write: WriteDb, time: number) => Promise<T>,
): Promise<T> {
  const time = now();
  const frame = { ...desktopFrame(time, sessionId, person.tenantId), epoch };
  return change(db, frame, async (write) => {
    await clearFailures(write, comparable(person.username));
    const result = await also(write, time);
    return { result, entries: [{ action, details: { by: 'password' }, actor: person }] };
  });
}
