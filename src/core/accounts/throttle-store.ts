import { createHash } from 'node:crypto';
import { DAY, MINUTE } from '../../shared/duration.ts';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { SecuritySettings } from '../../shared/settings.ts';
import type { AnyDb, WriteDb } from '../db/schema.ts';
import { readSecurity } from '../settings/security-store.ts';

const LONGEST_PAUSE = DAY;
/** A count that nobody added to for this long is forgotten. */
const FORGOTTEN_AFTER = 7 * LONGEST_PAUSE;

/**
 * Counts an attempt as failed before the password is looked at, so that neither a kill nor a hundred attempts at
 * once escape the count; `clearFailures` takes it back. Known and unknown usernames are treated alike.
 * @param usernameKey the username in the form in which names are compared
 * @throws AppError `THROTTLED` with the time from which on trying makes sense
 */
export async function countAttempt(db: AnyDb, usernameKey: string, now: number): Promise<void> {
  const hash = hashUsername(usernameKey);
  const retryAt = await db.transaction().execute(async (write) => {
    await write
      .deleteFrom('sign_in_failures')
      .where('last_failed_at', '<', now - FORGOTTEN_AFTER)
      .execute();
    const before = await write
      .selectFrom('sign_in_failures')
      .selectAll()
      .where('username_hash', '=', hash)
      .executeTakeFirst();
    const pausedUntil = Math.max(before?.locked_until ?? 0, now);
    // No pause is longer: the clock was set back since, and the pause begins anew by what it says now.
    const isOfTheFuture = pausedUntil > now + LONGEST_PAUSE;
    if (pausedUntil > now && !isOfTheFuture) return pausedUntil;
    const failures = (before?.failures ?? 0) + (isOfTheFuture ? 0 : 1);
    const row = {
      failures,
      locked_until: pauseAfter(failures, now, await readSecurity(write)),
      last_failed_at: now,
    };
    await write
      .insertInto('sign_in_failures')
      .values({ username_hash: hash, ...row })
      .onConflict((conflict) => conflict.column('username_hash').doUpdateSet(row))
      .execute();
    return isOfTheFuture ? row.locked_until : null;
  });
  if (retryAt === null) return;
  throw new AppError(
    'THROTTLED',
    t('Too many attempts failed. Wait until the pause is over, then try again.'),
    {
      retryAt,
    },
  );
}

/** After a success: the next mistake is the first again. */
export async function clearFailures(db: WriteDb, usernameKey: string): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('username_hash', '=', hashUsername(usernameKey)).execute();
}

function pauseAfter(
  failures: number,
  now: number,
  { lockoutFailures, lockoutMinutes }: SecuritySettings,
): number | null {
  if (failures < lockoutFailures) return null;
  const pause = lockoutMinutes * MINUTE * 2 ** (failures - lockoutFailures);
  return now + Math.min(pause, LONGEST_PAUSE);
}

const hashUsername = (usernameKey: string): Buffer => createHash('sha256').update(usernameKey).digest();
