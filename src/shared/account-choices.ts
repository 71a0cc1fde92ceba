import type { AccountView } from './accounts.ts';

/** What can be chosen of the list of accounts. In a file of its own, without zod, for the renderer. */

/** The view of somebody who has chosen nothing: every account of the tenant. */
export const EVERY_ACCOUNT: AccountView = {
  search: '',
  licence: 'all',
  apiOnly: null,
  status: 'all',
  roleId: null,
  dataAccessGroup: 'all',
};

/** Rows of one page. */
export const ACCOUNT_PAGE = 100;
/** How many keys of each kind are named at once when somebody leaves. */
export const LEFT_PAGE = 200;
/** How many at most. */
export const LEFT_MOST = 10_000;
