import { quote } from '../../shared/language/quote.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { ReadDb } from '../db/schema.ts';
import { UNDO_WINDOW } from '../../shared/overlap.ts';
import { readRemovedKeys, readUsers, type Used } from './use-store.ts';

/** How many are named; the rest is counted. */
export const NAMED = 2;

/** Who can stand in the way of a removal. */
type User = 'key' | 'account' | 'role' | 'authorization group';

/** Some of one kind, by their first names. */
export interface Some {
  readonly of: User;
  readonly names: readonly string[];
  readonly count: number;
}

/**
 * Refuses with `IN_USE` while keys or accounts have the role, group or set, keys among them whose removal can still be
 * undone: they must not come back without it.
 * @param now epoch milliseconds
 */
export async function requireUnused(
  db: ReadDb,
  tenantId: number,
  used: Used,
  { id, name }: { readonly id: number; readonly name: string },
  now: number,
): Promise<void> {
  const { keys, keyCount, accounts, accountCount } = await readUsers(db, tenantId, used, id, NAMED);
  if (keyCount + accountCount === 0) {
    const [removed] = await readRemovedKeys(db, tenantId, used, id, now - UNDO_WINDOW);
    if (removed === undefined) return;
    throw new AppError(
      'IN_USE',
      t(
        '“{name}” is used by the key “{removed}”, whose removal can still be undone. Try again in a minute.',
        { name, removed },
      ),
    );
  }
  throw inUse(t('“{name}” is used', { name }), [
    { of: 'key', names: keys.map((key) => key.name), count: keyCount },
    { of: 'account', names: accounts.map((account) => account.name), count: accountCount },
  ]);
}

/** “Reader” is used by the keys “A”, “B” and 3 more, and by the account “ada”. Take it from them first. */
export function inUse(what: string, by: readonly Some[]): AppError {
  const users = by.filter(({ count }) => count > 0);
  const total = users.reduce((sum, { count }) => sum + count, 0);
  const said = users.map(sayWho).join(t(', and '));
  return new AppError(
    'IN_USE',
    t(
      '{total, plural, one {{what} {said}. Take it from it first.} other {{what} {said}. Take it from them first.}}',
      {
        total,
        what,
        said,
      },
    ),
  );
}

const BY: Readonly<Record<User, Message>> = {
  key: msg('{count, plural, one {by the key {list}} other {by the keys {list}}}'),
  account: msg('{count, plural, one {by the account {list}} other {by the accounts {list}}}'),
  role: msg('{count, plural, one {by the role {list}} other {by the roles {list}}}'),
  'authorization group': msg(
    '{count, plural, one {by the authorization group {list}} other {by the authorization groups {list}}}',
  ),
};

/** By the keys “A”, “B” and 3 more. */
const sayWho = (some: Some): string => t(BY[some.of], { count: some.count, list: listOf(some) });

/** “A”, “B” and 3 more. */
export function listOf({ names, count }: Pick<Some, 'names' | 'count'>): string {
  const named = names.map(quote);
  const rest = count - named.length;
  const last = rest > 0 ? t('{rest} more', { rest }) : (named.pop() ?? '');
  return named.length === 0 ? last : t('{named} and {last}', { named: named.join(', '), last });
}
