import type { NewRow, Schema, WriteDb } from '../db/schema.ts';
import { searchedText } from './account-store.ts';
import { forgetDevicesOf } from './device-store.ts';

/** SQL that changes accounts. */

/** The columns that the form of an account fills. */
export type FormColumns = Pick<
  Schema['accounts'],
  'username' | 'username_key' | 'display_name' | 'licence' | 'api_only'
>;

export async function insertAccount(
  db: WriteDb,
  form: FormColumns,
  made: Pick<NewRow<'accounts'>, 'tenant_id' | 'created_at' | 'created_by'>,
): Promise<number> {
  const { id } = await db
    .insertInto('accounts')
    .values({ ...form, ...made, status: 'active', deleted_at: null, search_text: searchedBy(form) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts what the form says in place of what was there. The keys' search texts are `reindexKeysOf`'s to follow. */
export async function updateForm(db: WriteDb, id: number, form: FormColumns): Promise<void> {
  await updateAccount(db, id, { ...form, search_text: searchedBy(form) });
}

export async function setStatus(db: WriteDb, id: number, status: 'active' | 'disabled'): Promise<void> {
  await updateAccount(db, id, { status });
}

/** Replaces the roles of an account. */
export async function putRoles(db: WriteDb, accountId: number, roleIds: readonly number[]): Promise<void> {
  await db.deleteFrom('account_roles').where('account_id', '=', accountId).execute();
  if (roleIds.length === 0) return;
  const rows = roleIds.map((role_id) => ({ account_id: accountId, role_id }));
  await db.insertInto('account_roles').values(rows).execute();
}

/** Takes away every way to sign in: password, recovery codes and remembered devices. */
export async function forgetWaysIn(db: WriteDb, accountId: number, now: number): Promise<void> {
  await db.deleteFrom('passwords').where('account_id', '=', accountId).execute();
  await db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  await forgetDevicesOf(db, accountId, now);
}

/** Takes an account out of every list. Its row stays, because keys and the log name it. */
export async function markRemoved(db: WriteDb, id: number, now: number): Promise<void> {
  await updateAccount(db, id, { deleted_at: now });
  await forgetWaysIn(db, id, now);
  await putRoles(db, id, []);
  await db.deleteFrom('data_access_group_members').where('account_id', '=', id).execute();
}

async function updateAccount(
  db: WriteDb,
  id: number,
  values: Partial<FormColumns> & {
    readonly status?: 'active' | 'disabled';
    readonly deleted_at?: number;
    readonly search_text?: string;
  },
): Promise<void> {
  await db
    .updateTable('accounts')
    .set(values)
    .set((column) => ({ revision: column('revision', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

const searchedBy = ({ username, display_name }: FormColumns): string =>
  searchedText({ username, displayName: display_name });
