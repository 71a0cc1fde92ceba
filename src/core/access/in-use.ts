import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { ReadDb } from '../db/schema.ts';
import { UNDO_WINDOW } from '../../shared/overlap.ts';
import { readRemovedKeys, readUsers, type Used } from './use-store.ts';

/** How many are named; the rest is counted. */
export const NAMED = 2;

/** Some of one kind, by their first names. */
export interface Some {
  readonly one: string;
  readonly many: string;
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
    { one: t('the key'), many: t('the keys'), names: keys.map((key) => key.name), count: keyCount },
    {
      one: t('the account'),
      many: t('the accounts'),
      names: accounts.map((account) => account.name),
      count: accountCount,
    },
  ]);
}

/** “Reader” is used by the keys “A”, “B” and 3 more, and by the account “ada”. Take it from them first. */
export function inUse(what: string, by: readonly Some[]): AppError {
  const users = by.filter(({ count }) => count > 0);
  const total = users.reduce((sum, { count }) => sum + count, 0);
  const said = users.map((some) => t('by {who}', { who: sayWho(some) })).join(t(', and '));
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

/** The keys “A”, “B” and 3 more. */
export function sayWho({ one, many, names, count }: Some): string {
  const named = names.map((name) => `“${name}”`);
  const rest = count - named.length;
  const last = rest > 0 ? t('{rest} more', { rest }) : (named.pop() ?? '');
  const list = named.length === 0 ? last : t('{named} and {last}', { named: named.join(', '), last });
  return `${count === 1 ? one : many} ${list}`;
}
