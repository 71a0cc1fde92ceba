import { useCallback } from 'react';
import type { GrantedPermission } from '../../../shared/permissions.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import type { Configuration } from './configuration.ts';

type Grants = Pick<Configuration, 'authorizationGroupId' | 'roleIds'>;

/** What a group and roles grant. What is withheld of it is the form's to know: it changes with every tick. */
export function useGranted({ authorizationGroupId, roleIds }: Grants): Reading<readonly GrantedPermission[]> {
  // The form makes new arrays with every key that is pressed.
  const roles = [...roleIds].sort((one, other) => one - other).join(' ');
  const read = useCallback(async () => {
    const ids = roles === '' ? [] : roles.split(' ').map(Number);
    if (authorizationGroupId === null && ids.length === 0) return [];
    return api.permissions.granted({ authorizationGroupId, roleIds: ids, excludedPermissionIds: [] });
  }, [authorizationGroupId, roles]);
  return useReading(read);
}
