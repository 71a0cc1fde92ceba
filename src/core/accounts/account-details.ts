import type { AccountDetails } from '../../shared/account-row.ts';
import { dataScopesOf } from '../access/data-access-store.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import type { ReadDb } from '../db/schema.ts';
import { mayHoldSecret } from '../keys/key-authority.ts';
import { accountNotFound } from './account-errors.ts';
import { readAccountRows } from './account-row-store.ts';
import type { AccountDeps } from './deps.ts';

/** Everything about an account but its keys. @throws AppError `ACCOUNT_NOT_FOUND` */
export async function readAccount(
  { db }: Pick<AccountDeps, 'db'>,
  actor: Actor,
  id: number,
): Promise<AccountDetails> {
  requireAuthority(actor, 'view');
  const [row] = await readAccountRows(db, actor.tenantId, [id]);
  if (!row) throw accountNotFound();
  const { username, apiOnly, status } = row;
  const { createdBy, lastSignInAt, hasPassword } = await readMore(db, id);
  const mayRotate = mayHoldSecret(actor, { accountId: id, username, apiOnly });
  return {
    row,
    createdBy,
    dataScopes: await dataScopesOf(db, id),
    reachesNoData: row.keys > 0 && row.dataAccessGroups.length === 0,
    // It may have been a person before.
    lastSignInAt: apiOnly ? null : lastSignInAt,
    hasPassword,
    mayGenerate: status === 'active' && mayRotate,
    mayRotate,
    self: id === actor.accountId,
  };
}

async function readMore(db: ReadDb, id: number) {
  const row = await db
    .selectFrom('accounts')
    .leftJoin('accounts as creator', 'creator.id', 'accounts.created_by')
    .leftJoin('passwords', 'passwords.account_id', 'accounts.id')
    .select([
      'creator.username as createdBy',
      'accounts.last_sign_in_at as lastSignInAt',
      'passwords.changed_at',
    ])
    .where('accounts.id', '=', id)
    .executeTakeFirstOrThrow();
  const { createdBy, lastSignInAt, changed_at } = row;
  return { createdBy, lastSignInAt, hasPassword: changed_at !== null };
}
