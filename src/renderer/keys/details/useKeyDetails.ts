import { useCallback, useEffect } from 'react';
import type { AccountDetails } from '../../../shared/account-row.ts';
import type { ApiSet } from '../../../shared/api-sets.ts';
import { EVERYTHING } from '../../../shared/everything.ts';
import type { KeyDetails } from '../../../shared/key-row.ts';
import type { GrantedPermission } from '../../../shared/permissions.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { AppError } from '../../../shared/rpc.ts';
import { onKeyChange } from '../key-changes.ts';

export interface KeyPicture {
  readonly key: KeyDetails;
  readonly granted: readonly GrantedPermission[];
  /** Those that the key is limited to, with what is in them. */
  readonly apiSets: readonly ApiSet[];
  readonly expiringSoonDays: number;
  /** Whose key it is; `null`: the tenant's, or that of an account that was deleted. */
  readonly account: AccountDetails | null;
}

async function readPicture(id: number): Promise<KeyPicture> {
  const key = await api.keys.get({ id });
  const [granted, apiSets, { expiringSoonDays }, account] = await Promise.all([
    api.permissions.granted({
      authorizationGroupId: key.row.authorizationGroup?.id ?? null,
      roleIds: key.roles.map((role) => role.id),
      excludedPermissionIds: key.excludedPermissionIds,
    }),
    key.apiAccess === 'all' ? [] : api.apiSets.list(undefined),
    api.keys.list({ view: EVERYTHING, after: null, limit: 1 }),
    key.row.owner === null ? null : readOwner(key.row.owner.accountId),
  ]);
  const chosen = new Set(key.apiSets.map((set) => set.id));
  return { key, granted, apiSets: apiSets.filter((set) => chosen.has(set.id)), expiringSoonDays, account };
}

async function readOwner(id: number): Promise<AccountDetails | null> {
  try {
    return await api.accounts.get({ id });
  } catch (error) {
    if (error instanceof AppError && error.code === 'ACCOUNT_NOT_FOUND') return null;
    throw error;
  }
}

/** The same after the key was used: nothing else of it has changed. */
const withUses = async (known: KeyPicture): Promise<KeyPicture> => ({
  ...known,
  key: await api.keys.get({ id: known.key.row.id }),
});

/** Everything that the screen of a key shows, read again whenever somebody changes something. */
export function useKeyDetails(id: number): Reading<KeyPicture> {
  const reading = useReading(
    useCallback(() => readPicture(id), [id]),
    true,
    withUses,
  );
  const { again } = reading;
  useEffect(
    () =>
      onKeyChange((change) => {
        if (change.type === 'many' || (change.type !== 'removed' && change.row.id === id)) again();
      }),
    [id, again],
  );
  return reading;
}
