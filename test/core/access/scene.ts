import { permissionNames } from '../../../src/core/access/permission-store.ts';
import { change } from '../../../src/core/audit/change.ts';
import type { EntryBody } from '../../../src/core/audit/entry.ts';
import { insertTenant } from '../../../src/core/tenants/new-tenant.ts';
import type { Authority } from '../../../src/shared/authorities.ts';
import type { Actor } from '../../../src/core/actor.ts';
import { DAY, MORNING } from '../../support/clock.ts';
import { frame } from '../../support/change.ts';
import type { Organisation } from '../../support/people.ts';
import { meddle } from '../../support/store.ts';

/** What uses roles, groups and sets, put into the store directly: these tests are not about keys and accounts. */

let number = 0;

export async function putKey(
  { store, ada }: Organisation,
  name: string,
  has: {
    readonly groupId?: number | null;
    readonly roleIds?: readonly number[];
    readonly apiSetIds?: readonly number[];
    /** Since yesterday, or since a moment ago, so that it can be undone. */
    readonly removed?: 'yesterday' | 'just now';
    readonly tenantId?: number;
  } = {},
): Promise<number> {
  const db = meddle(store);
  const { id } = await db
    .insertInto('keys')
    .values({
      tenant_id: has.tenantId ?? ada.tenantId,
      name,
      name_key: name.toLowerCase(),
      description: '',
      hint: 'lk_0000…0000',
      owner_account_id: null,
      authorization_group_id: has.groupId ?? null,
      api_access: has.apiSetIds ? 'selected' : 'all',
      revocation: null,
      revoked_at: null,
      expires_at: null,
      last_used_at: null,
      created_at: MORNING,
      created_by: ada.accountId,
      rotated_at: null,
      deleted_at: has.removed ? MORNING - (has.removed === 'yesterday' ? DAY : 0) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const role_id of has.roleIds ?? []) {
    await db.insertInto('key_roles').values({ key_id: id, role_id }).execute();
  }
  for (const api_set_id of has.apiSetIds ?? []) {
    await db.insertInto('key_api_sets').values({ key_id: id, api_set_id }).execute();
  }
  return id;
}

/** What an edit must name: the revision that is there now. */
export async function revisionOf(
  { store }: Organisation,
  table: 'roles' | 'authorization_groups' | 'api_sets',
  id: number,
): Promise<number> {
  const revision = store.sqlite.prepare(`SELECT revision FROM ${table} WHERE id = ?`).pluck().get(id);
  return typeof revision === 'number' ? revision : 0;
}

export async function putAccount(
  { store, ada }: Organisation,
  username: string,
  is: {
    readonly roleIds?: readonly number[];
    readonly disabled?: boolean;
    readonly apiOnly?: boolean;
    readonly removed?: boolean;
  } = {},
): Promise<number> {
  const db = meddle(store);
  const { id } = await db
    .insertInto('accounts')
    .values({
      tenant_id: ada.tenantId,
      username,
      username_key: `${username.toLowerCase()}${is.removed ? ++number : ''}`,
      display_name: username,
      licence: 'Full',
      api_only: is.apiOnly ? 1 : 0,
      status: is.disabled ? 'disabled' : 'active',
      created_at: MORNING,
      created_by: null,
      deleted_at: is.removed ? MORNING : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const role_id of is.roleIds ?? []) {
    await db.insertInto('account_roles').values({ account_id: id, role_id }).execute();
  }
  return id;
}

/** A second tenant with its own starter set, and somebody who may do everything in it. */
export async function otherTenant({ deps, ada }: Organisation): Promise<Actor> {
  const tenantId = await change(deps.db, frame, async (write) => {
    const made = await insertTenant(write, { name: 'Other', keyPrefix: 'ot', now: MORNING });
    return { result: made.tenantId, entries: [{ action: 'tenants.create' }] };
  });
  return { ...ada, tenantId };
}

/** The same person with these authorities only. */
export const only = (actor: Actor, ...authorities: readonly Authority[]): Actor => ({
  ...actor,
  authorities: new Set(authorities),
});

/** The ids of permissions by their names. */
export async function permissionIds(
  { deps, ada }: Organisation,
  ...names: readonly string[]
): Promise<number[]> {
  const known = await permissionNames(deps.db, ada.tenantId);
  const ids = new Map([...known].map(([id, name]) => [name, id]));
  return names.map((name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`There is no permission ${name}.`);
    return id;
  });
}

/** The newest entry of the log. */
export async function lastEntry({ deps }: Organisation): Promise<EntryBody> {
  const { body } = await deps.db
    .selectFrom('audit_entries')
    .select('body')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();
  return JSON.parse(body) as EntryBody;
}

/** Everything that a refusal must leave as it was. */
export async function everything({ store }: Organisation): Promise<unknown> {
  const tables = [
    'permissions',
    'roles',
    'role_permissions',
    'role_authorities',
    'authorization_groups',
    'authorization_group_permissions',
    'api_sets',
    'api_set_operations',
    'key_roles',
    'key_api_sets',
    'key_excluded_permissions',
    'audit_entries',
  ] as const;
  const db = meddle(store);
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await db.selectFrom(table).selectAll().execute());
  return rows;
}
