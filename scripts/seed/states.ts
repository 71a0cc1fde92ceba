/**
 * States of keys that no service of the core can make yet. They are written as a service would: in one
 * transaction with the entry in the activity log, the tenant's counters moved along.
 */
import { type Actor, frameOf } from '../../src/core/actor.ts';
import { change } from '../../src/core/audit/change.ts';
import type { KeyDeps } from '../../src/core/keys/key-service.ts';

/** Revokes a key; a permanent revocation makes room for another one. */
export function revoke(
  { db, now }: KeyDeps,
  actor: Actor,
  key: { readonly id: number; readonly name: string },
  how: 'until-reinstated' | 'permanent',
): Promise<void> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    await write
      .updateTable('keys')
      .set({ revocation: how, revoked_at: time })
      .where('id', '=', key.id)
      .execute();
    if (how === 'permanent') {
      await write
        .updateTable('tenants')
        .set((column) => ({ counted_keys: column('counted_keys', '-', 1) }))
        .where('id', '=', actor.tenantId)
        .execute();
    }
    const target = { type: 'key', ...key };
    return {
      result: undefined,
      entries: [{ action: 'key.revoke', target, details: { after: { revocation: how } } }],
    };
  });
}

/** Sets when keys were used last. */
export function recordUse(
  { db, now }: KeyDeps,
  actor: Actor,
  uses: readonly { readonly id: number; readonly lastUsedAt: number }[],
): Promise<void> {
  return change(db, frameOf(actor, now()), async (write) => {
    for (const { id, lastUsedAt } of uses) {
      await write.updateTable('keys').set({ last_used_at: lastUsedAt }).where('id', '=', id).execute();
    }
    return { result: undefined, entries: [{ action: 'seed.use', details: { keys: uses.length } }] };
  });
}
