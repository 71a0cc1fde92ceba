import type { AccountForm } from '../../../src/core/accounts/account-form.ts';
import { createAccount } from '../../../src/core/accounts/create-account.ts';
import { createRole } from '../../../src/core/access/role-service.ts';
import type { Actor } from '../../../src/core/actor.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import type { AccountRow } from '../../../src/shared/account-row.ts';
import type { Authority } from '../../../src/shared/authorities.ts';
import type { KeyRow } from '../../../src/shared/key-row.ts';
import { newKey } from '../../support/keys.ts';
import { actor, type Organisation } from '../../support/people.ts';
import { meddle } from '../../support/store.ts';

/** What the tests of this folder have in common: people, API-only accounts and their keys, made as the program makes them. */

export const PASSWORD = 'seventeen purple kettles';

export const PERSON: AccountForm = {
  username: 'ben',
  displayName: 'Ben Bitdiddle',
  licence: 'Full',
  apiOnly: false,
  roleIds: [],
  password: PASSWORD,
};
export const MACHINE: AccountForm = {
  username: 'API -- Shop',
  displayName: '',
  licence: 'API',
  apiOnly: true,
  roleIds: [],
  password: null,
};

export const make = async (
  { deps, ada }: Organisation,
  form: Partial<AccountForm> = {},
  who = ada,
): Promise<AccountRow> =>
  (await createAccount(deps, who, { ...(form.apiOnly ? MACHINE : PERSON), ...form })).row;

/** What the form of an account sends when only `more` is changed. */
export const formOf = (row: AccountRow, more: Partial<AccountForm> = {}) => ({
  id: row.id,
  revision: row.revision,
  username: row.username,
  displayName: row.displayName,
  licence: row.licence,
  apiOnly: row.apiOnly,
  roleIds: row.roles.map((role) => role.id),
  password: null,
  ...more,
});

let number = 0;

/** A role of these authorities. */
export async function role(
  { deps, ada }: Organisation,
  ...authorities: readonly Authority[]
): Promise<number> {
  number += 1;
  const made = { name: `Role ${number}`, description: '', permissionIds: [], authorities };
  return (await createRole(deps, ada, made)).id;
}

/** Somebody beside Ada who signs in and holds these authorities. */
export async function person(
  here: Organisation,
  username: string,
  ...authorities: readonly Authority[]
): Promise<{ readonly row: AccountRow; readonly actor: Actor }> {
  const row = await make(here, { username, roleIds: [await role(here, ...authorities)] });
  return { row, actor: await actor(here.deps.db, row.id) };
}

/** A key of an account, made by somebody. */
export async function keyOf(
  { deps, ada, fullAccess }: Organisation,
  ownerAccountId: number | null,
  name: string,
  who: Actor = ada,
): Promise<KeyRow & { readonly secret: string }> {
  const authorizationGroupId = ownerAccountId === null ? fullAccess : null;
  const { row, secret } = await generate(deps, who, {
    ...newKey(fullAccess, { name, ownerAccountId }),
    authorizationGroupId,
  });
  return { ...row, secret };
}

export const revokeKey = ({ deps, ada }: Organisation, id: number, how: 'until-reinstated' | 'permanent') =>
  revoke(deps, ada, { id, how });

/** The ids of keys that have a text anywhere, by the index that searches use. */
export const found = ({ store }: Organisation, text: string): unknown[] =>
  store.sqlite
    .prepare('SELECT rowid FROM key_search WHERE key_search MATCH ? ORDER BY rowid')
    .pluck()
    .all(`"${text}"`);

/** Everything that a refusal must leave as it was. */
export async function everything({ store }: Organisation): Promise<unknown> {
  const tables = [
    'tenants',
    'accounts',
    'passwords',
    'recovery_codes',
    'device_credentials',
    'roles',
    'account_roles',
    'keys',
    'key_texts',
    'data_access_groups',
    'data_access_group_scopes',
    'data_access_group_members',
    'audit_entries',
  ] as const;
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await meddle(store).selectFrom(table).selectAll().execute());
  return rows;
}
