import type { KeysFate } from '../../shared/accounts.ts';
import type { Actor } from '../actor.ts';
import type { NewEntry } from '../audit/entry.ts';
import type { WriteDb } from '../db/schema.ts';
import { targetOf } from '../keys/find-for.ts';
import { findOwnerAccount, mayHoldSecret, ownerDisabled, unknownOwner } from '../keys/key-authority.ts';
import { refusalOf } from '../keys/key-life.ts';
import { reindexKey, updateKeys } from '../keys/key-store.ts';
import { heirIsPerson } from './account-errors.ts';
import { forOwnedKeys } from './account-keys-store.ts';
import type { AccountRecord } from './account-record-store.ts';

/** What became of the keys of an account that is removed, with an entry for each that changed. */
export interface DecidedKeys {
  readonly revoked: number;
  readonly reassigned: number;
  readonly entries: readonly NewEntry[];
}

const TO = 'toAccountId';

/** Revokes permanently what is not yet. None of them counts towards the tenant's limit, before or after. */
export async function revokeKeysOf(
  write: WriteDb,
  actor: Actor,
  account: AccountRecord,
  time: number,
): Promise<DecidedKeys> {
  const entries: NewEntry[] = [];
  await forOwnedKeys(write, actor.tenantId, account.id, async (keys) => {
    const living = keys.filter((key) => refusalOf('revoke-permanently', key, time) === null);
    if (living.length === 0) return;
    const ids = living.map((key) => key.id);
    await updateKeys(write, ids, { revocation: 'permanent', revoked_at: time });
    for (const key of living) {
      const details = { before: { revocation: key.revocation }, after: { revocation: 'permanent' } };
      entries.push({
        action: 'keys.revoke',
        target: targetOf(key),
        details: { ...details, because: 'owner removed' },
      });
    }
  });
  return { revoked: entries.length, reassigned: 0, entries };
}

/** Gives all keys, revoked ones too, to another account. Their group stays: it is one for accounts' keys. */
export async function reassignKeysOf(
  write: WriteDb,
  actor: Actor,
  account: AccountRecord,
  { toAccountId }: Extract<KeysFate, { fate: 'reassign' }>,
): Promise<DecidedKeys> {
  const heir = await findHeir(write, actor, account, toAccountId);
  const entries: NewEntry[] = [];
  await forOwnedKeys(write, actor.tenantId, account.id, async (keys) => {
    const ids = keys.map((key) => key.id);
    await updateKeys(write, ids, { owner_account_id: heir.accountId });
    for (const key of keys) {
      await reindexKey(write, { ...key, owner: heir });
      const details = { before: { owner: account.username }, after: { owner: heir.username } };
      entries.push({
        action: 'keys.reassign',
        target: targetOf(key),
        details: { ...details, because: 'owner removed', ids: { owner: heir.accountId } },
      });
    }
  });
  return { revoked: 0, reassigned: entries.length, entries };
}

/** @throws AppError `UNKNOWN_OWNER`, `OWNER_NOT_ALLOWED`, `OWNER_DISABLED` */
async function findHeir(write: WriteDb, actor: Actor, account: AccountRecord, id: number) {
  if (id === account.id) throw unknownOwner(TO);
  const { owner, active } = await findOwnerAccount(write, actor.tenantId, id, TO);
  if (!mayHoldSecret(actor, owner)) throw heirIsPerson(owner.username);
  if (!active) throw ownerDisabled(owner.username, TO);
  return owner;
}
