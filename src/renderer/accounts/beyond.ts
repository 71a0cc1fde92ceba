import { useCallback } from 'react';
import type { AccountRow } from '../../shared/account-row.ts';
import { AUTHORITIES, AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';
import type { Role } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { useAdministrator } from '../app/session.ts';

/** The first authority of a role that somebody does not hold themselves: the core lets nobody give or change that. */
export const beyond = (role: Pick<Role, 'authorities'>, own: readonly Authority[]): Authority | undefined =>
  AUTHORITIES.find((each) => role.authorities.includes(each) && !own.includes(each));

/** Why an account cannot be changed by somebody with these authorities; `null` when it can, as far as the roles are known. */
export function beyondText(
  { username, roles }: Pick<AccountRow, 'username' | 'roles'>,
  known: readonly Role[],
  own: readonly Authority[],
): string | null {
  const foreign = known
    .filter(({ id }) => roles.some((role) => role.id === id))
    .map((role) => beyond(role, own))
    .find((authority) => authority !== undefined);
  return foreign === undefined
    ? null
    : t(
        '{username} has the authority {authority}, which you do not have yourself, so you cannot change this account.',
        { username, authority: t(AUTHORITY_NAMES[foreign]) },
      );
}

const readRoles = () => api.roles.list(undefined);
const NONE: readonly Role[] = [];

/** The same for the person who is signed in; it reads what the roles allow. */
export function useBeyondText(): (account: Pick<AccountRow, 'username' | 'roles'>) => string | null {
  const roles = useReading(readRoles).value ?? NONE;
  const { authorities } = useAdministrator();
  return useCallback((account) => beyondText(account, roles, authorities), [roles, authorities]);
}
