import { useEffect } from 'react';
import { create } from 'zustand';
import type { KeyView } from '../../../shared/key-view.ts';
import { msg } from '../../../shared/language/t.ts';
import { byName } from '../../ui/counted.ts';
import { api } from '../../api.ts';
import { whenOthersCome } from '../../app/session.ts';
import type { FilterOption } from '../../ui/FilterSelect.tsx';
import { useKeys } from './state.ts';

interface FilterOptions {
  readonly owners: readonly FilterOption[];
  readonly groups: readonly FilterOption[];
  readonly roles: readonly FilterOption[];
  readonly apiSets: readonly FilterOption[];
}

const ALL: FilterOption = { value: 'all', says: msg('All') };
const UNREAD: FilterOptions = { owners: [ALL], groups: [ALL], roles: [ALL], apiSets: [ALL] };

const useOptions = create<FilterOptions>()(() => UNREAD);
let asked = 0;

whenOthersCome(() => {
  asked += 1;
  useOptions.setState(UNREAD, true);
});

async function look(): Promise<void> {
  const question = ++asked;
  try {
    const [owners, groups, roles, apiSets] = await Promise.all([
      api.keys.owners(undefined),
      api.authorizationGroups.list(undefined),
      api.roles.list(undefined),
      api.apiSets.list(undefined),
    ]);
    if (question !== asked) return;
    const accounts = owners.accounts.map(({ accountId, username }) => ({ id: accountId, name: username }));
    useOptions.setState({
      owners: [ALL, { value: 'tenant', says: msg('Tenant') }, ...items(accounts)],
      groups: [ALL, ...items(groups)],
      roles: [ALL, ...items(roles)],
      apiSets: [ALL, ...items(apiSets)],
    });
  } catch {
    // What was known stays, and the next time a filter is opened it is asked for again.
  }
}

const items = (rows: readonly { readonly id: number; readonly name: string }[]): readonly FilterOption[] =>
  byName(rows).map(({ id, name }) => ({ value: String(id), label: name }));

/** What can be chosen in the filters that offer what the store has: read when one is opened or set. */
export function useFilterOptions(view: KeyView) {
  const options = useOptions();
  const needed =
    view.owner !== 'all' ||
    view.authorizationGroupId !== null ||
    view.roleId !== null ||
    view.apiSetId !== null;
  const ready = useKeys((store) => store.usage !== null);
  useEffect(() => {
    // After the rows: names of choices can wait.
    if (needed && ready && useOptions.getState() === UNREAD) void look();
  }, [needed, ready]);
  return { options, look: () => void look() };
}
