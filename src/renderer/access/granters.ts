import type { AuthorizationGroup, Role } from '../../shared/grants.ts';
import type { Permission } from '../../shared/permissions.ts';
import { api } from '../api.ts';
import { byName, counted } from '../ui/counted.ts';
import type { NameList } from './UserNames.tsx';

/** The catalogue, and all that can grant what is in it. */
export interface Catalogue {
  readonly permissions: readonly Permission[];
  readonly roles: readonly Role[];
  readonly groups: readonly AuthorizationGroup[];
}

export async function readCatalogue(): Promise<Catalogue> {
  const [permissions, roles, groups] = await Promise.all([
    api.permissions.list(undefined),
    api.roles.list(undefined),
    api.authorizationGroups.list(undefined),
  ]);
  return { permissions, roles, groups };
}

/** The roles and authorization groups that grant a permission, for `Names`. */
export function grantersOf({ roles, groups }: Catalogue, { id }: Permission): readonly NameList[] {
  const granting = (
    rows: readonly (Role | AuthorizationGroup)[],
    heading: (count: number) => string,
  ): NameList => {
    const names = byName(rows.filter(({ permissionIds }) => permissionIds.includes(id)));
    return { heading: heading(names.length), names, count: names.length };
  };
  return [
    granting(roles, (count) => counted(count, 'role')),
    granting(groups, (count) => counted(count, 'group')),
  ];
}

/** "2 roles, 1 group"; `null` when nothing grants it. */
export function grantersText(lists: readonly NameList[]): string | null {
  const parts = lists.filter(({ count }) => count > 0).map(({ heading }) => heading);
  return parts.length === 0 ? null : parts.join(', ');
}
