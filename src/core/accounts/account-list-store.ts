import { sql } from 'kysely';
import type { AccountView } from '../../shared/accounts.ts';
import { comparable } from '../../shared/text.ts';
import type { ReadDb } from '../db/schema.ts';

/** SQL of the list of accounts. */

/** The ids of one page by username, after the name of another account. */
export async function accountIds(
  db: ReadDb,
  tenantId: number,
  view: AccountView,
  afterKey: string | null,
  limit: number,
): Promise<number[]> {
  let query = seen(db, tenantId, view).select('accounts.id').orderBy('accounts.username_key').limit(limit);
  // No two accounts of a tenant that are not removed have the same name.
  if (afterKey !== null) query = query.where('accounts.username_key', '>', afterKey);
  const rows = await query.execute();
  return rows.map((row) => row.id);
}

/** How many accounts a view shows. */
export async function countAccountsIn(db: ReadDb, tenantId: number, view: AccountView): Promise<number> {
  const { count } = await seen(db, tenantId, view)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The username of an account of the tenant as names are compared, also of one that was removed meanwhile. */
export async function usernameKeyOf(db: ReadDb, tenantId: number, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('username_key')
    .where('id', '=', id)
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.username_key;
}

function seen(db: ReadDb, tenantId: number, view: AccountView) {
  const { licence, apiOnly, status, roleId, dataAccessGroup: group } = view;
  let query = db
    .selectFrom('accounts')
    .where('accounts.tenant_id', '=', tenantId)
    .where('accounts.deleted_at', 'is', null);
  const text = comparable(view.search);
  if (text !== '') query = query.where(sql<boolean>`instr(accounts.search_text, ${text}) > 0`);
  if (licence !== 'all') query = query.where('accounts.licence', '=', licence);
  if (apiOnly !== null) query = query.where('accounts.api_only', '=', apiOnly ? 1 : 0);
  if (status !== 'all') query = query.where('accounts.status', '=', status);
  if (roleId !== null) {
    const having = db.selectFrom('account_roles').select('account_id').where('role_id', '=', roleId);
    query = query.where('accounts.id', 'in', having);
  }
  if (group === 'all') return query;
  return group === 'none'
    ? query.where((account) => {
        const groups = account.selectFrom('data_access_group_members as member').select('member.group_id');
        return account.not(account.exists(groups.whereRef('member.account_id', '=', 'accounts.id')));
      })
    : query.where('accounts.id', 'in', members(db).where('group_id', '=', group));
}

const members = (db: ReadDb) => db.selectFrom('data_access_group_members').select('account_id');
