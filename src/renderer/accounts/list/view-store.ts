import { create } from 'zustand';
import type { AccountView } from '../../../shared/accounts.ts';
import type { SessionState } from '../../../shared/session.ts';
import { useSession } from '../../app/session.ts';

/** The view that shows every account. */
const EVERYBODY: AccountView = {
  search: '',
  licence: 'all',
  status: 'all',
  roleId: null,
  dataAccessGroup: 'all',
};

/** What a person wants to see of the accounts; kept while they are on other screens. */
export const useAccountView = create<AccountView>()(() => EVERYBODY);

export const chooseAccounts = (choice: Partial<AccountView>): void => useAccountView.setState(choice);
export const clearAccountFilters = (): void => useAccountView.setState(EVERYBODY);

/** Whether a view leaves accounts out. */
export const leavesOut = (view: AccountView): boolean => JSON.stringify(view) !== NOTHING_CHOSEN;
const NOTHING_CHOSEN = JSON.stringify(EVERYBODY);

/** Whose view it is: another tenant has other roles and groups. */
const whose = (state: SessionState | null): string =>
  state?.status === 'signed-in' || state?.status === 'locked'
    ? `${state.administrator.accountId} ${state.administrator.tenant.id}`
    : '';

useSession.subscribe(({ state }, before) => {
  if (whose(state) !== whose(before.state)) clearAccountFilters();
});
