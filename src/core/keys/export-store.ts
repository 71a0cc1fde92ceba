import { sql } from 'kysely';
import type { ReadDb } from '../db/schema.ts';

/** SQL of what an export says of keys beyond their rows in the list. */

export interface ExportedScope {
  readonly allowlist: string;
  /** See `shared/rate-limit.ts`. */
  readonly rateLimits: string;
  readonly apiAccess: 'all' | 'selected';
  readonly roles: readonly string[];
  readonly apiSets: readonly string[];
  readonly withheld: readonly string[];
}

/** What limits these keys, in names. */
export async function readScopes(
  db: ReadDb,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ExportedScope>> {
  if (ids.length === 0) return new Map();
  const keys = await db
    .selectFrom('keys')
    .select(['id', 'allowlist', 'rate_limits', 'api_access'])
    .where('id', 'in', ids)
    .execute();
  const roles = await db
    .selectFrom('key_roles as of')
    .innerJoin('roles as one', 'one.id', 'of.role_id')
    .select(['of.key_id', 'one.name'])
    .where('of.key_id', 'in', ids)
    .orderBy('one.name_key')
    .execute();
  const apiSets = await db
    .selectFrom('key_api_sets as of')
    .innerJoin('api_sets as one', 'one.id', 'of.api_set_id')
    .select(['of.key_id', 'one.name'])
    .where('of.key_id', 'in', ids)
    .orderBy('one.name_key')
    .execute();
  const withheld = await db
    .selectFrom('key_excluded_permissions as of')
    .innerJoin('permissions as one', 'one.id', 'of.permission_id')
    .select(['of.key_id', sql<string>`one.resource || ':' || one.action`.as('name')])
    .where('of.key_id', 'in', ids)
    .orderBy('name')
    .execute();
  const byKey = { roles: namesByKey(roles), apiSets: namesByKey(apiSets), withheld: namesByKey(withheld) };
  return new Map(
    keys.map(({ id, allowlist, rate_limits: rateLimits, api_access: apiAccess }) => {
      const of = (rows: ReadonlyMap<number, readonly string[]>) => rows.get(id) ?? [];
      const names = { roles: of(byKey.roles), apiSets: of(byKey.apiSets), withheld: of(byKey.withheld) };
      return [id, { allowlist, rateLimits, apiAccess, ...names }];
    }),
  );
}

function namesByKey(
  rows: readonly { readonly key_id: number; readonly name: string }[],
): ReadonlyMap<number, readonly string[]> {
  const names = new Map<number, string[]>();
  for (const { key_id, name } of rows) {
    const before = names.get(key_id);
    if (before) before.push(name);
    else names.set(key_id, [name]);
  }
  return names;
}

/** SHA-256 of the current secrets of these keys, in hexadecimal. */
export async function readHashes(db: ReadDb, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('secrets')
    .select(['key_id', 'hash'])
    .where('key_id', 'in', ids)
    .where('ends_at', 'is', null)
    .execute();
  return new Map(rows.map(({ key_id, hash }) => [key_id, Buffer.from(hash).toString('hex')]));
}
