import { listApiSets } from '../../access/api-set-store.ts';
import { listAuthorizationGroups } from '../../access/authorization-group-store.ts';
import { listDataAccessGroups } from '../../access/data-access-store.ts';
import { permissionNames } from '../../access/permission-store.ts';
import { listRoles } from '../../access/role-store.ts';
import type { ReadDb } from '../../db/schema.ts';

/** What a tenant has that keys and accounts refer to, each in the order of their names. */
export async function readGrants(db: ReadDb, tenantId: number) {
  return {
    permissions: await permissionNames(db, tenantId),
    roles: await listRoles(db, tenantId),
    groups: await listAuthorizationGroups(db, tenantId),
    apiSets: await listApiSets(db, tenantId),
    dataAccessGroups: await listDataAccessGroups(db, tenantId),
  };
}
export type Grants = Awaited<ReturnType<typeof readGrants>>;

/** Names of ids, in the order of the names, whatever the order of the ids. */
export function namer(
  things: Iterable<readonly [number, string]>,
): (ids: readonly number[]) => readonly string[] {
  const names = new Map(things);
  const places = new Map([...names.keys()].map((id, place) => [id, place]));
  const none: readonly string[] = [];
  return (ids) => {
    if (ids.length === 0) return none;
    return ids
      .toSorted((one, other) => (places.get(one) ?? one) - (places.get(other) ?? other))
      .flatMap((id) => names.get(id) ?? []);
  };
}

/** As `namer` takes them. */
export const pairs = (
  things: readonly { readonly id: number; readonly name: string }[],
): (readonly [number, string])[] => things.map(({ id, name }) => [id, name] as const);
