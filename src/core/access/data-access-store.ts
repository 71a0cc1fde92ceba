import type { DataAccessGroup } from '../../shared/data-access.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { grouped } from './grouped.ts';
import type { NamingColumns } from './naming.ts';
import { inScopeOrder } from './scopes.ts';

/** SQL of data access groups and their scopes. */

/** All of a tenant by name, with their scopes and how many accounts are in them. */
export const listDataAccessGroups = (db: ReadDb, tenantId: number): Promise<DataAccessGroup[]> =>
  readGroups(db, tenantId);

export async function findDataAccessGroup(
  db: ReadDb,
  tenantId: number,
  id: number,
): Promise<DataAccessGroup | undefined> {
  const [group] = await readGroups(db, tenantId, id);
  return group;
}

/** The scopes of all groups that an account is in, sorted and each once; none: it reaches no data. */
export async function dataScopesOf(db: ReadDb, accountId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('data_access_group_members as member')
    .innerJoin('data_access_group_scopes as scopes', 'scopes.group_id', 'member.group_id')
    .select('scopes.scope')
    .where('member.account_id', '=', accountId)
    .execute();
  return inScopeOrder(rows.map((row) => row.scope));
}

/** The groups that accounts are in, by name. */
export async function groupsOfAccounts(
  db: ReadDb,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, { id: number; name: string }[]>> {
  const rows = await db
    .selectFrom('data_access_group_members as member')
    .innerJoin('data_access_groups as groups', 'groups.id', 'member.group_id')
    .select(['member.account_id', 'groups.id', 'groups.name'])
    .where('member.account_id', 'in', accountIds)
    .orderBy('groups.name_key')
    .execute();
  return grouped(rows.map(({ account_id, id, name }) => [account_id, { id, name }] as const));
}

export async function insertDataAccessGroup(
  db: WriteDb,
  tenantId: number,
  naming: NamingColumns,
  now: number,
): Promise<number> {
  const { id } = await db
    .insertInto('data_access_groups')
    .values({ ...naming, tenant_id: tenantId, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function renameDataAccessGroup(db: WriteDb, id: number, naming: NamingColumns): Promise<void> {
  await db
    .updateTable('data_access_groups')
    .set(naming)
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Replaces the scopes of a group. */
export async function putScopes(db: WriteDb, groupId: number, scopes: readonly string[]): Promise<void> {
  await db.deleteFrom('data_access_group_scopes').where('group_id', '=', groupId).execute();
  if (scopes.length === 0) return;
  const rows = scopes.map((scope) => ({ group_id: groupId, scope }));
  await db.insertInto('data_access_group_scopes').values(rows).execute();
}

/** Removes a group with its scopes. */
export async function deleteDataAccessGroup(db: WriteDb, id: number): Promise<void> {
  await db.deleteFrom('data_access_groups').where('id', '=', id).execute();
}

async function readGroups(db: ReadDb, tenantId: number, only?: number): Promise<DataAccessGroup[]> {
  let groups = db
    .selectFrom('data_access_groups as groups')
    .select(['groups.id', 'groups.name', 'groups.description', 'groups.revision'])
    .where('groups.tenant_id', '=', tenantId);
  if (only !== undefined) groups = groups.where('groups.id', '=', only);
  const scopes = await groups
    .innerJoin('data_access_group_scopes as scopes', 'scopes.group_id', 'groups.id')
    .clearSelect()
    .select(['groups.id', 'scopes.scope'])
    .execute();
  const members = await groups
    .innerJoin('data_access_group_members as member', 'member.group_id', 'groups.id')
    .clearSelect()
    .select(['groups.id', (of) => of.fn.countAll<number>().as('count')])
    .groupBy('groups.id')
    .execute();
  const scopesOf = grouped(scopes.map(({ id, scope }) => [id, scope] as const));
  const membersOf = new Map(members.map(({ id, count }) => [id, count]));
  const rows = await groups.orderBy('groups.name_key').execute();
  return rows.map(({ id, name, description, revision }) => ({
    id,
    name,
    description,
    revision,
    scopes: inScopeOrder(scopesOf.get(id) ?? []),
    members: membersOf.get(id) ?? 0,
  }));
}
