import { useCallback } from 'react';
import type { DataAccessGroup } from '../../../../shared/data-access.ts';
import { type Reading, useReading } from '../../../access/useReading.ts';
import { api } from '../../../api.ts';

/** All data access groups of the tenant, by name. @param members read again when it changes */
export function useGroups(members = ''): Reading<readonly DataAccessGroup[]> {
  // oxlint-disable-next-line react/exhaustive-deps -- another question in all but words
  return useReading(useCallback(() => api.dataAccess.list(undefined), [members]));
}
