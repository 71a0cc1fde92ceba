import { useCallback, useEffect, useState } from 'react';
import { EVERY_ACCOUNT } from '../../../shared/account-choices.ts';
import { comparable } from '../../../shared/text.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { useAdministrator } from '../../app/session.ts';

/** An account that can have the keys of one that goes. */
export interface Heir {
  readonly id: number;
  readonly username: string;
}

/** As many as a list is looked through; who wants another one types on. */
const OFFERED = 50;
/** As long as somebody pauses between two letters. */
const PAUSE = 200;

async function readHeirs(
  search: string,
): Promise<{ readonly heirs: readonly Heir[]; readonly more: number }> {
  const view = { ...EVERY_ACCOUNT, search, apiOnly: true, status: 'active' } as const;
  const { rows, total } = await api.accounts.list({ view, after: null, limit: OFFERED });
  return { heirs: rows, more: total - rows.length };
}

interface Heirs {
  readonly reading: Reading<unknown>;
  /** The person’s own account comes first, where it is of this tenant. */
  readonly heirs: readonly Heir[];
  /** How many others the search has. */
  readonly more: number;
}

/**
 * The accounts that can have the keys of one that goes, as far as they have a text in their names: the active API-only
 * ones, and the person's own.
 */
export function useHeirs(accountId: number, typed: string): Heirs {
  const [search, setSearch] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const reading = useReading(useCallback(() => readHeirs(search), [search]));
  const { accountId: own, username, tenant, ownTenantId } = useAdministrator();
  const offersSelf = tenant.id === ownTenantId && comparable(username).includes(comparable(search));
  const found = reading.value?.heirs.filter(({ id }) => id !== accountId) ?? [];
  return {
    reading,
    heirs: offersSelf ? [{ id: own, username }, ...found] : found,
    more: reading.value?.more ?? 0,
  };
}
