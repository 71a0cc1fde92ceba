import type { Database } from 'better-sqlite3';
import type { Granting } from './breadth.ts';

/** SQL of what groups and roles of a tenant grant. */

export function readGranting(sqlite: Database, tenantId: number): Granting {
  const permissions = sqlite
    .prepare<[number], { id: number; resource: string; action: string }>(
      'SELECT id, resource, action FROM permissions WHERE tenant_id = +?',
    )
    .all(tenantId);
  const granted = (table: string, column: string) => {
    const rows = sqlite
      .prepare<[number], { granter: number; permission_id: number }>(
        `SELECT grants.${column} AS granter, grants.permission_id FROM ${table} AS grants
         JOIN permissions ON permissions.id = grants.permission_id WHERE permissions.tenant_id = +?`,
      )
      .all(tenantId);
    const byGranter = new Map<number, number[]>();
    for (const { granter, permission_id } of rows) {
      const ids = byGranter.get(granter);
      if (ids) ids.push(permission_id);
      else byGranter.set(granter, [permission_id]);
    }
    return byGranter;
  };
  return {
    permissions,
    groups: granted('authorization_group_permissions', 'authorization_group_id'),
    roles: granted('role_permissions', 'role_id'),
  };
}
