import { EVERY_ACCOUNT } from '../../shared/account-choices.ts';
import type { AccountRow } from '../../shared/account-row.ts';
import type { AccountView } from '../../shared/accounts.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import { accountNotFound } from './account-errors.ts';
import { accountIds, countAccountsIn, usernameKeyOf } from './account-list-store.ts';
import { readAccountRows } from './account-row-store.ts';
import type { AccountDeps } from './deps.ts';

export interface AccountPage {
  readonly rows: AccountRow[];
  /** The `after` of the next page; `null`: this was the last one. */
  readonly end: number | null;
  readonly total: number;
  readonly all: number;
}

/** One page of the accounts of the actor's tenant by username, after the account `after`. */
export async function listAccounts(
  { db }: Pick<AccountDeps, 'db'>,
  actor: Actor,
  input: { readonly view: AccountView; readonly after: number | null; readonly limit: number },
): Promise<AccountPage> {
  requireAuthority(actor, 'view');
  const { tenantId } = actor;
  const { view, after, limit } = input;
  const afterKey = after === null ? null : await usernameKeyOf(db, tenantId, after);
  if (afterKey === undefined) throw accountNotFound();
  const ids = await accountIds(db, tenantId, view, afterKey, limit + 1);
  const page = ids.slice(0, limit);
  return {
    rows: await readAccountRows(db, tenantId, page),
    end: ids.length > limit ? (page.at(-1) ?? null) : null,
    total: await countAccountsIn(db, tenantId, view),
    all: await countAccountsIn(db, tenantId, EVERY_ACCOUNT),
  };
}
