import type { RotateInput } from '../../shared/key-input.ts';
import { OVERLAPS } from '../../shared/overlap.ts';
import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import { forgetPutAway } from '../notices/notice-store.ts';
import { findFor, targetOf } from './find-for.ts';
import { type ChangedKey, type KeyDeps, type KeyWithSecret, readChanged } from './key-deps.ts';
import { expiryNotInFuture, expiryRequired, notRotating } from './key-errors.ts';
import { generateKey, hashKey, keyHint } from './key-format.ts';
import { readTenant } from './key-rows.ts';
import { endSecrets, insertSecret, reindexKey, updateKeys } from './key-store.ts';

/**
 * Gives a key a new secret and, if asked, a new expiry. The old secret dies at once or after the overlap, and never
 * later than it would have died anyway; one that an earlier rotation left behind dies now.
 */
export function rotate({ db, now }: KeyDeps, actor: Actor, input: RotateInput): Promise<KeyWithSecret> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const key = await findFor(write, actor, 'rotate', input.id, time);
    const expiresAt = input.expiresAt === undefined ? key.expiresAt : input.expiresAt;
    if (expiresAt !== null && expiresAt <= time) {
      throw input.expiresAt === undefined ? expiryRequired(key.name) : expiryNotInFuture();
    }
    const { key_prefix } = await readTenant(write, actor.tenantId);
    const secret = generateKey(key_prefix);
    const hint = keyHint(secret);
    const end = Math.min(time + OVERLAPS[input.overlap], key.expiresAt ?? Infinity, expiresAt ?? Infinity);
    // A key that had expired must not come back to life through its old secret.
    const oldSecretEndsAt = Math.max(time, end);
    await endSecrets(write, key.id, { previous: time, current: oldSecretEndsAt });
    await insertSecret(write, { keyId: key.id, hash: hashKey(secret), hint, createdAt: time });
    await updateKeys(write, [key.id], { hint, expires_at: expiresAt, rotated_at: time });
    await reindexKey(write, { ...key, hint });
    if (expiresAt !== key.expiresAt) await forgetPutAway(write, key.id);
    return {
      result: { ...(await readChanged(write, actor.tenantId, key.id, time)), secret },
      entries: [
        {
          action: 'keys.rotate',
          target: targetOf(key),
          details: {
            before: { hint: key.hint, expiresAt: key.expiresAt },
            after: { hint, expiresAt },
            oldSecretEndsAt,
          },
        },
      ],
    };
  });
}

/** Ends the previous secret of a key before its deadline. */
export function finishRotation({ db, now }: KeyDeps, actor: Actor, id: number): Promise<ChangedKey> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const key = await findFor(write, actor, 'finish-rotation', id, time);
    if ((await endSecrets(write, id, { previous: time })) === 0) throw notRotating(key.name);
    await updateKeys(write, [id], {});
    return {
      result: await readChanged(write, actor.tenantId, id, time),
      entries: [
        { action: 'keys.finish-rotation', target: targetOf(key), details: { oldSecretEndsAt: time } },
      ],
    };
  });
}
