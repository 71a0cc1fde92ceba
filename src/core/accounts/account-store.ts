import type { Authority } from '../../shared/authorities.ts';
import type { Administrator } from '../../shared/session.ts';
import { comparable } from '../../shared/text.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { FIELD_END } from '../keys/list/key-search-store.ts';
import type { PasswordHash } from './password-hash.ts';

/** Somebody who may sign in, with what the store holds of their password. */
export interface SignInRecord {
  readonly accountId: number;
  readonly tenantId: number;
  readonly username: string;
  readonly password: PasswordHash | null;
}

/** The active person of that name, or `undefined`: unknown, disabled, API only, or of an archived tenant. */
export async function findPerson(db: ReadDb, username: string): Promise<SignInRecord | undefined> {
  const row = await people(db).where('accounts.username_key', '=', comparable(username)).executeTakeFirst();
  if (!row) return undefined;
  const { accountId, tenantId, cost, block_size, parallelization, salt, hash } = row;
  const password =
    cost !== null && block_size !== null && parallelization !== null && salt !== null && hash !== null
      ? { cost, block_size, parallelization, salt, hash }
      : null;
  return { accountId, tenantId, username: row.username, password };
}

/**
 * An administrator with everything that the screens and the rules need, or `undefined` when they may not be here.
 * @param openTenantId the tenant that they went to; their own where it is archived, or not theirs to be in
 */
export async function loadAdministrator(
  db: ReadDb,
  accountId: number,
  openTenantId?: number,
): Promise<Administrator | undefined> {
  const row = await people(db)
    .select(['accounts.display_name', 'tenants.name as tenantName', 'tenants.key_prefix'])
    .where('accounts.id', '=', accountId)
    .executeTakeFirst();
  if (!row) return undefined;
  const authorities = await authoritiesOf(db, accountId);
  const mayGo = openTenantId !== undefined && authorities.includes('manage-tenants');
  return {
    accountId: row.accountId,
    username: row.username,
    displayName: row.display_name,
    tenant: (mayGo && (await findOpenTenant(db, openTenantId))) || {
      id: row.tenantId,
      name: row.tenantName,
      keyPrefix: row.key_prefix,
    },
    ownTenantId: row.tenantId,
    authorities,
    roles: await rolesOf(db, accountId),
  };
}

/** True once set-up has been done. */
export async function hasTenant(db: ReadDb): Promise<boolean> {
  return (await db.selectFrom('tenants').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** A person with a full licence and one role. */
export async function insertPerson(
  db: WriteDb,
  person: {
    readonly tenantId: number;
    readonly username: string;
    readonly roleId: number;
    readonly now: number;
  },
): Promise<number> {
  const { id } = await db
    .insertInto('accounts')
    .values({
      tenant_id: person.tenantId,
      username: person.username,
      username_key: comparable(person.username),
      display_name: person.username,
      licence: 'Full',
      api_only: 0,
      status: 'active',
      created_at: person.now,
      created_by: null,
      deleted_at: null,
      search_text: searchedText({ username: person.username, displayName: person.username }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('account_roles').values({ account_id: id, role_id: person.roleId }).execute();
  return id;
}

/** Notes that somebody has come in. */
export async function noteSignIn(db: WriteDb, accountId: number, now: number): Promise<void> {
  await db.updateTable('accounts').set({ last_sign_in_at: now }).where('id', '=', accountId).execute();
}

/** What is searched of an account: each name in the form in which names are compared. */
export const searchedText = (account: { readonly username: string; readonly displayName: string }): string =>
  [account.username, account.displayName].map(comparable).join(FIELD_END);

/** Sets or replaces the password of an account. */
export async function putPassword(
  db: WriteDb,
  accountId: number,
  password: PasswordHash,
  now: number,
): Promise<void> {
  const row = { ...password, changed_at: now };
  await db
    .insertInto('passwords')
    .values({ account_id: accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

/** Replaces all recovery codes of an account by new ones. */
export async function putRecoveryCodes(
  db: WriteDb,
  accountId: number,
  hashes: readonly Uint8Array[],
  now: number,
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  const rows = hashes.map((hash) => ({ hash, account_id: accountId, created_at: now, used_at: null }));
  await db.insertInto('recovery_codes').values(rows).execute();
}

/** How many unused codes an account has. */
export async function countRecoveryCodes(db: ReadDb, accountId: number): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return left;
}

/** Spends an unused code of the account; `false` when there is none like it. */
export async function spendRecoveryCode(
  db: WriteDb,
  accountId: number,
  hash: Uint8Array,
  now: number,
): Promise<boolean> {
  const result = await db
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function people(db: ReadDb) {
  return db
    .selectFrom('accounts')
    .innerJoin('tenants', 'tenants.id', 'accounts.tenant_id')
    .leftJoin('passwords', 'passwords.account_id', 'accounts.id')
    .select([
      'accounts.id as accountId',
      'accounts.tenant_id as tenantId',
      'accounts.username',
      'cost',
      'block_size',
      'parallelization',
      'salt',
      'hash',
    ])
    .where('accounts.api_only', '=', 0)
    .where('accounts.status', '=', 'active')
    .where('accounts.deleted_at', 'is', null)
    .where('tenants.archived_at', 'is', null);
}

function findOpenTenant(db: ReadDb, id: number): Promise<Administrator['tenant'] | undefined> {
  return db
    .selectFrom('tenants')
    .select(['id', 'name', 'key_prefix as keyPrefix'])
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
}

async function authoritiesOf(db: ReadDb, accountId: number): Promise<Authority[]> {
  const rows = await db
    .selectFrom('account_roles')
    .innerJoin('role_authorities', 'role_authorities.role_id', 'account_roles.role_id')
    .select('authority')
    .distinct()
    .where('account_roles.account_id', '=', accountId)
    .orderBy('authority')
    .execute();
  return rows.map((row) => row.authority);
}

async function rolesOf(db: ReadDb, accountId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('account_roles')
    .innerJoin('roles', 'roles.id', 'account_roles.role_id')
    .select('roles.name')
    .where('account_roles.account_id', '=', accountId)
    .orderBy('roles.name')
    .execute();
  return rows.map((row) => row.name);
}
