/** Where the screens about user accounts are. */
export const ACCOUNTS = '/accounts';
export const NEW_ACCOUNT = '/accounts/new';
export const accountPath = (id: number): string => `${ACCOUNTS}/${id}`;
