import type { GenerateInput } from '../../shared/key-input.ts';
import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import { checkConfiguration, describeConfiguration, identifyConfiguration } from './configuration.ts';
import { findOwner } from './key-authority.ts';
import { type KeyDeps, type KeyWithSecret, readChanged } from './key-deps.ts';
import { expiryNotInFuture, limitReached } from './key-errors.ts';
import { generateKey, hashKey, keyHint } from './key-format.ts';
import { readTenant } from './key-rows.ts';
import { insertKey } from './key-store.ts';
import { putScope } from './scope-store.ts';

/** Makes a key for the tenant or for an account of it, by the rules of authority, names, limits, scope and expiry. */
export function generate({ db, now }: KeyDeps, actor: Actor, input: GenerateInput): Promise<KeyWithSecret> {
  const time = now();
  return change(db, frameOf(actor, time), async (write) => {
    // First of all who asks: a refusal says nothing about names that are taken.
    const owner = await findOwner(write, actor, input.ownerAccountId);
    if (input.expiresAt !== null && input.expiresAt <= time) throw expiryNotInFuture();
    const tenant = await readTenant(write, actor.tenantId);
    if (owner === null && tenant.counted_keys >= tenant.key_limit) throw limitReached(tenant.key_limit);
    const { columns, scope } = await checkConfiguration(write, actor, owner, input);

    const secret = generateKey(tenant.key_prefix);
    const hint = keyHint(secret);
    const id = await insertKey(
      write,
      {
        ...columns,
        tenant_id: actor.tenantId,
        owner_account_id: owner?.accountId ?? null,
        hint,
        revocation: null,
        revoked_at: null,
        expires_at: input.expiresAt,
        last_used_at: null,
        created_at: time,
        created_by: actor.accountId,
        rotated_at: null,
        deleted_at: null,
      },
      owner?.username ?? '',
      hashKey(secret),
    );
    await putScope(write, id, scope);
    const after = await describeConfiguration(write, actor.tenantId, id, columns);
    const ids = await identifyConfiguration(write, id, columns, owner?.accountId ?? null);
    return {
      result: { ...(await readChanged(write, actor.tenantId, id, time)), secret },
      entries: [
        {
          action: 'keys.generate',
          target: { type: 'key', id, name: columns.name },
          details: {
            after: { ...after, hint, owner: owner?.username ?? 'tenant', expiresAt: input.expiresAt },
            ids,
          },
        },
      ],
    };
  });
}
