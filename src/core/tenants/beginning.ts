import { listApiSets } from '../access/api-set-store.ts';
import { listAuthorizationGroups } from '../access/authorization-group-store.ts';
import { permissionNames } from '../access/permission-store.ts';
import { listRoles } from '../access/role-store.ts';
import type { Json } from '../audit/canonical-json.ts';
import type { ReadDb } from '../db/schema.ts';

/**
 * What a tenant that was just made begins with, for the log: so whoever reads the log alone knows what the built-in roles
 * and the starter set grant. Read back from the store, so that it says what is there.
 */
export async function describeBeginning(db: ReadDb, tenantId: number): Promise<Json> {
  const permissions = await permissionNames(db, tenantId);
  const named = (ids: readonly number[]) => ids.map((id) => permissions.get(id) ?? '').sort();
  return {
    permissions: [...permissions.values()],
    roles: (await listRoles(db, tenantId)).map(({ id, name, permissionIds, authorities, builtIn }) => ({
      id,
      name,
      permissions: named(permissionIds),
      authorities,
      builtIn,
    })),
    authorizationGroups: (await listAuthorizationGroups(db, tenantId)).map(
      ({ id, name, type, permissionIds }) => ({ id, name, type, permissions: named(permissionIds) }),
    ),
    apiSets: (await listApiSets(db, tenantId)).map(({ id, name, operations }) => ({
      id,
      name,
      operations: operations === '' ? [] : operations.split('\n'),
    })),
  };
}
