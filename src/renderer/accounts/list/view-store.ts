import { create } from 'zustand';
import { EVERY_ACCOUNT } from '../../../shared/account-choices.ts';
import type { AccountView } from '../../../shared/accounts.ts';
import { whenOthersCome } from '../../app/session.ts';

/** What a person wants to see of the accounts; kept while they are on other screens. */
export const useAccountView = create<AccountView>()(() => EVERY_ACCOUNT);

export const chooseAccounts = (choice: Partial<AccountView>): void => useAccountView.setState(choice);
export const clearAccountFilters = (): void => useAccountView.setState(EVERY_ACCOUNT);

/** Whether a view leaves accounts out. */
export const leavesOut = (view: AccountView): boolean => JSON.stringify(view) !== NOTHING_CHOSEN;
const NOTHING_CHOSEN = JSON.stringify(EVERY_ACCOUNT);

// Another tenant has other roles and groups.
whenOthersCome(clearAccountFilters);
