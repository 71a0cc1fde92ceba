import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import type { ReadDb } from '../db/schema.ts';

/** Who owns a key, as rule 5 of product.md asks; `null`: the tenant. */
export type Owner = {
  readonly accountId: number;
  readonly username: string;
  readonly apiOnly: boolean;
} | null;

/** The authority that any change of a key needs. */
export const authorityOver = (owner: Owner) =>
  owner === null ? 'manage-tenant-api-keys' : 'manage-user-api-key';

/** Refuses with `FORBIDDEN` who may not change keys of this owner. */
export const requireMayChange = (actor: Actor, owner: Owner): void =>
  requireAuthority(actor, authorityOver(owner));

/** True when the actor may see a new secret of this owner: a person's key is shown to nobody else. */
export const mayHoldSecret = (actor: Actor, owner: Owner): boolean =>
  actor.authorities.has(authorityOver(owner)) &&
  (owner === null || owner.apiOnly || owner.accountId === actor.accountId);

/** Refuses with `FORBIDDEN` who may not generate or rotate keys of this owner. */
export function requireMayHoldSecret(actor: Actor, owner: Owner): void {
  requireMayChange(actor, owner);
  if (mayHoldSecret(actor, owner)) return;
  throw new AppError(
    'FORBIDDEN',
    t('Only {username} may get a new secret for a key of their own account. Ask them to sign in and do it.', {
      username: owner?.username ?? '',
    }),
  );
}

/**
 * The account that is to own a new key of the actor's making; `null`: the tenant. Who may not make one for it hears
 * nothing else of it. Refused also when it is not of the tenant, or disabled.
 */
export async function findOwner(db: ReadDb, actor: Actor, accountId: number | null): Promise<Owner> {
  if (accountId === null) {
    requireMayHoldSecret(actor, null);
    return null;
  }
  requireAuthority(actor, 'manage-user-api-key');
  const { owner, active } = await findOwnerAccount(db, actor.tenantId, accountId, 'ownerAccountId');
  requireMayHoldSecret(actor, owner);
  if (!active) throw ownerDisabled(owner.username, 'ownerAccountId');
  return owner;
}

/** An account of the tenant that could own keys. @param field of the form, for the refusal */
export async function findOwnerAccount(
  db: ReadDb,
  tenantId: number,
  accountId: number,
  field: string,
): Promise<{ readonly owner: NonNullable<Owner>; readonly active: boolean }> {
  const account = await db
    .selectFrom('accounts')
    .select(['username', 'api_only', 'status'])
    .where('id', '=', accountId)
    .where('tenant_id', '=', tenantId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw unknownOwner(field);
  const owner = { accountId, username: account.username, apiOnly: account.api_only === 1 };
  return { owner, active: account.status === 'active' };
}

export const unknownOwner = (field: string): AppError =>
  new AppError('UNKNOWN_OWNER', t('There is no such account. Choose another Owner.'), { field });

export const ownerDisabled = (username: string, field: string): AppError =>
  new AppError(
    'OWNER_DISABLED',
    t('The account {username} is disabled, so its keys would not work. Enable it first.', { username }),
    { field },
  );

/** Accounts that can own keys, by username. At most 1,000: who has more looks for the account's own page. */
export async function readOwners(db: ReadDb, actor: Actor) {
  requireAuthority(actor, 'view');
  const accounts = await db
    .selectFrom('accounts')
    .select(['id as accountId', 'username', 'api_only', 'status'])
    .where('tenant_id', '=', actor.tenantId)
    .where('deleted_at', 'is', null)
    .orderBy('username_key')
    .limit(1_000)
    .execute();
  return {
    tenant: actor.authorities.has('manage-tenant-api-keys'),
    accounts: accounts.map(({ accountId, username, api_only, status }) => {
      const owner = { accountId, username, apiOnly: api_only === 1 };
      const mayGenerate = status === 'active' && mayHoldSecret(actor, owner);
      return { accountId, username, apiOnly: owner.apiOnly, mayGenerate };
    }),
  };
}
