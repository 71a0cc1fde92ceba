import type { Database } from 'better-sqlite3';
import type { AccessState } from '../../../../src/core/reports/replay/state.ts';
import type { Ref, Things } from '../../../../src/core/reports/replay/things.ts';
import { rateInWords, readRateLimits } from '../../../../src/shared/rate-limit.ts';

/** Who can reach what, as plain data that can be compared: read from the tables, and as a replay has it. */
export interface Plain {
  readonly tenant: unknown;
  readonly permissions: readonly string[];
  readonly keys: Record<number, unknown>;
  readonly accounts: Record<number, unknown>;
  readonly roles: Record<number, unknown>;
  readonly groups: Record<number, unknown>;
  readonly apiSets: Record<number, unknown>;
  readonly dataGroups: Record<number, unknown>;
}

export function readTables(sqlite: Database, tenantId: number): Plain {
  const all = (query: string, ...parameters: unknown[]) =>
    sqlite.prepare<unknown[], Row>(query).all(...parameters);
  const column = (query: string, ...parameters: unknown[]) =>
    sqlite
      .prepare<unknown[], string | number>(query)
      .pluck()
      .all(...parameters);
  const by = (rows: readonly Row[], say: (row: Row) => unknown): Record<number, unknown> =>
    Object.fromEntries(rows.map((row) => [row['id'], say(row)]));
  const permissionsOf = (table: string, of: string, id: unknown) =>
    column(
      `SELECT resource || ':' || action FROM permissions JOIN ${table} ON permission_id = permissions.id
       WHERE ${of} = ? ORDER BY 1`,
      id,
    );
  return {
    tenant: all('SELECT name, archived_at IS NOT NULL AS archived FROM tenants WHERE id = ?', tenantId).map(
      ({ name, archived }) => ({ name, archived: archived === 1 }),
    )[0],
    permissions: column(
      "SELECT resource || ':' || action FROM permissions WHERE tenant_id = ? ORDER BY 1",
      tenantId,
    ) as string[],
    keys: by(all('SELECT * FROM keys WHERE tenant_id = ?', tenantId), (key) =>
      key['deleted_at'] !== null
        ? { removed: true }
        : {
            name: key['name'],
            description: key['description'],
            hint: key['hint'],
            owner: key['owner_account_id'],
            group: key['authorization_group_id'],
            roles: column('SELECT role_id FROM key_roles WHERE key_id = ? ORDER BY 1', key['id']),
            apiSets:
              key['api_access'] === 'all'
                ? 'all'
                : column('SELECT api_set_id FROM key_api_sets WHERE key_id = ? ORDER BY 1', key['id']),
            withheld: permissionsOf('key_excluded_permissions', 'key_id', key['id']),
            allowlist: key['allowlist'] === '' ? [] : String(key['allowlist']).split('\n'),
            rateLimits: readRateLimits(String(key['rate_limits'])).map(rateInWords),
            revocation: key['revocation'],
            revokedAt: key['revoked_at'],
            expiresAt: key['expires_at'],
            createdAt: key['created_at'],
            createdBy: key['created_by'],
            rotatedAt: key['rotated_at'],
            previous:
              all(
                `SELECT hint, ends_at AS endsAt FROM secrets WHERE key_id = ? AND ends_at IS NOT NULL
                 ORDER BY created_at DESC LIMIT 1`,
                key['id'],
              )[0] ?? null,
          },
    ),
    accounts: by(all('SELECT * FROM accounts WHERE tenant_id = ?', tenantId), (account) => ({
      name: account['username'],
      displayName: account['display_name'],
      licence: account['licence'],
      apiOnly: account['api_only'] === 1,
      enabled: account['status'] === 'active',
      removed: account['deleted_at'] !== null,
      roles: column('SELECT role_id FROM account_roles WHERE account_id = ? ORDER BY 1', account['id']),
      dataGroups: column(
        'SELECT group_id FROM data_access_group_members WHERE account_id = ? ORDER BY 1',
        account['id'],
      ),
    })),
    roles: by(all('SELECT * FROM roles WHERE tenant_id = ?', tenantId), ({ id, name }) => ({
      name,
      permissions: permissionsOf('role_permissions', 'role_id', id),
      authorities: column('SELECT authority FROM role_authorities WHERE role_id = ? ORDER BY 1', id),
    })),
    groups: by(
      all('SELECT * FROM authorization_groups WHERE tenant_id = ?', tenantId),
      ({ id, name, type }) => ({
        name,
        type,
        permissions: permissionsOf('authorization_group_permissions', 'authorization_group_id', id),
      }),
    ),
    apiSets: by(all('SELECT * FROM api_sets WHERE tenant_id = ?', tenantId), ({ id, name }) => ({
      name,
      operations: column(
        "SELECT method || ' ' || path FROM api_set_operations WHERE api_set_id = ? ORDER BY position",
        id,
      ),
    })),
    dataGroups: by(all('SELECT * FROM data_access_groups WHERE tenant_id = ?', tenantId), ({ id, name }) => ({
      name,
      scopes: column('SELECT scope FROM data_access_group_scopes WHERE group_id = ? ORDER BY 1', id),
    })),
  };
}
type Row = Record<string, unknown>;

export function plain(state: AccessState): Plain {
  const things = <Thing extends { name: string }>(of: Things<Thing>, say: (thing: Thing) => unknown) =>
    Object.fromEntries([...of.byId].map(([id, thing]) => [id, say(thing)]));
  return {
    tenant: { name: state.tenant.name, archived: state.tenant.archived },
    permissions: [...state.permissions].sort(),
    keys: Object.fromEntries(
      [...state.keys.values()].map(({ id, whole, removed, ...key }) => [
        id,
        removed
          ? { removed }
          : {
              ...key,
              ...(whole ? {} : { whole }),
              createdBy: key.createdBy?.id ?? null,
              roles: inOrder(key.roles),
              apiSets: key.apiSets === 'all' ? 'all' : inOrder(key.apiSets),
              withheld: [...key.withheld].sort(),
            },
      ]),
    ),
    accounts: things(state.accounts, ({ whole, ...account }) => ({
      ...account,
      ...(whole ? {} : { whole }),
      roles: inOrder(account.roles),
      dataGroups: inOrder(account.dataGroups),
    })),
    roles: things(state.roles, ({ name, permissions, authorities }) => ({
      name,
      permissions: permissions && [...permissions].sort(),
      authorities: authorities && [...authorities].sort(),
    })),
    groups: things(state.groups, ({ name, type, permissions }) => ({
      name,
      type,
      permissions: permissions && [...permissions].sort(),
    })),
    apiSets: things(state.apiSets, (set) => ({ ...set })),
    dataGroups: things(state.dataGroups, (group) => ({ ...group })),
  };
}

/** A name stays a name, so that it is seen. */
const inOrder = (refs: readonly Ref[]): readonly Ref[] =>
  refs.toSorted((one, other) => Number(one) - Number(other));
