import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import { findFor, targetOf } from './find-for.ts';
import { type ChangedKey, type KeyDeps, readChanged } from './key-deps.ts';
import { isCounted } from './key-life.ts';
import { moveCounters, updateKeys } from './key-store.ts';

/** Blocks a key at once. A permanent revocation makes room under the tenant's limit and cannot be undone. */
export function revoke(
  { db, now }: KeyDeps,
  actor: Actor,
  { id, how }: { readonly id: number; readonly how: 'until-reinstated' | 'permanent' },
): Promise<ChangedKey> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const action = how === 'permanent' ? 'revoke-permanently' : 'revoke-until-reinstated';
    const key = await findFor(write, actor, action, id, time);
    await updateKeys(write, [id], { revocation: how, revoked_at: time });
    const counted = Number(isCounted({ ...key, revocation: how })) - Number(isCounted(key));
    await moveCounters(write, actor.tenantId, { listed: 0, counted });
    return {
      result: await readChanged(write, actor.tenantId, id, time),
      entries: [
        {
          action: 'keys.revoke',
          target: targetOf(key),
          details: { before: { revocation: key.revocation }, after: { revocation: how } },
        },
      ],
    };
  });
}

/** Undoes a revocation that was not permanent. */
export function reinstate({ db, now }: KeyDeps, actor: Actor, id: number): Promise<ChangedKey> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    const key = await findFor(write, actor, 'reinstate', id, time);
    await updateKeys(write, [id], { revocation: null, revoked_at: null });
    return {
      result: await readChanged(write, actor.tenantId, id, time),
      entries: [
        {
          action: 'keys.reinstate',
          target: targetOf(key),
          details: { before: { revocation: key.revocation }, after: { revocation: null } },
        },
      ],
    };
  });
}
