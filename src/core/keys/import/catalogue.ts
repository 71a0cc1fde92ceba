import { comparable } from '../../../shared/text.ts';
import type { ReadDb } from '../../db/schema.ts';
import type { Owner } from '../key-authority.ts';

/** What rows can name of a tenant: read once, looked up for each row. */
export interface Catalogue {
  readonly groups: ReadonlyMap<string, Named & { readonly type: 'Tenant API Key' | 'User' }>;
  readonly roles: ReadonlyMap<string, Named>;
  readonly apiSets: ReadonlyMap<string, Named>;
  /** By `resource:action`. */
  readonly permissions: ReadonlyMap<string, Named>;
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

/** Accounts asked for at once: fewer than SQLite's parameters. */
const CHUNK = 500;

export async function readCatalogue(db: ReadDb, tenantId: number): Promise<Catalogue> {
  const groups = await db
    .selectFrom('authorization_groups')
    .select(['id', 'name', 'name_key', 'type'])
    .where('tenant_id', '=', tenantId)
    .execute();
  const named = (table: 'roles' | 'api_sets') =>
    db.selectFrom(table).select(['id', 'name', 'name_key']).where('tenant_id', '=', tenantId).execute();
  const permissions = await db
    .selectFrom('permissions')
    .select(['id', 'resource', 'action'])
    .where('tenant_id', '=', tenantId)
    .execute();
  return {
    groups: byName(groups),
    roles: byName(await named('roles')),
    apiSets: byName(await named('api_sets')),
    permissions: new Map(
      permissions.map(({ id, resource, action }) => {
        const name = `${resource}:${action}`;
        return [name, { id, name }];
      }),
    ),
  };
}

const byName = <Row extends { readonly name_key: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.name_key, row]));

export type FoundOwner = NonNullable<Owner> & { readonly active: boolean };

/** The accounts of these usernames, by the form in which names are compared; those of other tenants are left out. */
export async function findOwners(
  db: ReadDb,
  tenantId: number,
  usernames: Iterable<string>,
): Promise<ReadonlyMap<string, FoundOwner>> {
  const keys = [...new Set(Array.from(usernames, comparable))];
  const found = new Map<string, FoundOwner>();
  for (let start = 0; start < keys.length; start += CHUNK) {
    const rows = await db
      .selectFrom('accounts')
      .select(['id', 'username', 'username_key', 'api_only', 'status'])
      .where('tenant_id', '=', tenantId)
      .where('deleted_at', 'is', null)
      .where('username_key', 'in', keys.slice(start, start + CHUNK))
      .execute();
    for (const { id, username, username_key, api_only, status } of rows) {
      const active = status === 'active';
      found.set(username_key, { accountId: id, username, apiOnly: api_only === 1, active });
    }
  }
  return found;
}
