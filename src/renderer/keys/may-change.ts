import type { KeyRow } from '../../shared/key-row.ts';
import { useAdministrator } from '../app/session.ts';

/** Whether the person may change a key, by who owns it; the core refuses the others whatever a screen offers. */
export function useMayChange(): (row: Pick<KeyRow, 'owner'>) => boolean {
  const { authorities } = useAdministrator();
  return ({ owner }) =>
    authorities.includes(owner === null ? 'manage-tenant-api-keys' : 'manage-user-api-key');
}
