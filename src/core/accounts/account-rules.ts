import { AUTHORITIES, type Authority } from '../../shared/authorities.ts';
import { lostAuthority } from '../access/authority-rules.ts';
import { heldAuthorities } from '../access/role-store.ts';
import type { Actor } from '../actor.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import {
  accountHoldsMore,
  accountNotFound,
  lastToHold,
  roleGrantsMore,
  unknownRole,
} from './account-errors.ts';
import { type AccountRecord, type AccountRole, findAccount, findRoles } from './account-record-store.ts';

/**
 * The account that a change is for. Who may change accounts may change none that has an authority which they lack:
 * otherwise Manage Accounts would be a way to everything, by somebody else's password.
 * @throws AppError `ACCOUNT_NOT_FOUND`, `AUTHORITY_NOT_HELD`
 */
export async function findForChange(db: ReadDb, actor: Actor, id: number): Promise<AccountRecord> {
  const account = await findAccount(db, actor.tenantId, id);
  if (!account) throw accountNotFound();
  const foreign = account.roles.map((role) => foreignAuthority(actor, role)).find(Boolean);
  if (foreign !== undefined) throw accountHoldsMore(account.username, foreign);
  return account;
}

/**
 * The roles that an account is to have: only those whose every authority the actor holds.
 * @throws AppError `UNKNOWN_ROLE`, `AUTHORITY_NOT_HELD`
 */
export async function rolesToGive(
  db: ReadDb,
  actor: Actor,
  ids: readonly number[],
): Promise<readonly AccountRole[]> {
  const wanted = new Set(ids);
  const roles = await findRoles(db, actor.tenantId, [...wanted]);
  if (roles.length !== wanted.size) throw unknownRole();
  for (const role of roles) {
    const foreign = foreignAuthority(actor, role);
    if (foreign !== undefined) throw roleGrantsMore(role.name, foreign);
  }
  return roles;
}

/**
 * Does something to an account unless it takes the last person who can sign in from an authority: nobody could give it
 * back. @throws AppError `LAST_HOLDER`
 */
export async function unlessLastHolder<T>(
  write: WriteDb,
  actor: Actor,
  username: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = await heldAuthorities(write, actor.tenantId);
  const result = await work();
  const lost = lostAuthority(before, await heldAuthorities(write, actor.tenantId));
  if (lost !== undefined) throw lastToHold(username, lost);
  return result;
}

const foreignAuthority = (actor: Actor, { authorities }: AccountRole): Authority | undefined =>
  AUTHORITIES.find((each) => authorities.includes(each) && !actor.authorities.has(each));
