import { readAccountActivity } from '../../core/accounts/account-activity.ts';
import { readAccount } from '../../core/accounts/account-details.ts';
import { disableAccount, enableAccount } from '../../core/accounts/account-status.ts';
import { createAccount } from '../../core/accounts/create-account.ts';
import { editAccount } from '../../core/accounts/edit-account.ts';
import { readLeaving } from '../../core/accounts/leaving.ts';
import { listAccounts } from '../../core/accounts/list-accounts.ts';
import { removeAccount } from '../../core/accounts/remove-account.ts';
import { setPassword } from '../../core/accounts/set-password.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const accounts: Handlers<LatchkeyContract, Context>['accounts'] = {
  list: async ({ accounts, session }, input) => listAccounts(accounts, await session.actor(), input),
  get: async ({ accounts, session }, { id }) => readAccount(accounts, await session.actor(), id),
  create: async ({ accounts, session }, input) => createAccount(accounts, await session.actor(), input),
  edit: async ({ accounts, session }, input) => editAccount(accounts, await session.actor(), input),
  setPassword: async ({ accounts, session }, input) => {
    await setPassword(accounts, await session.actor(), input);
    return {};
  },
  disable: async ({ accounts, session }, { id }) => disableAccount(accounts, await session.actor(), id),
  enable: async ({ accounts, session }, { id }) => enableAccount(accounts, await session.actor(), id),
  leaving: async ({ accounts, session }, input) => readLeaving(accounts, await session.actor(), input),
  remove: async ({ accounts, session }, input) => removeAccount(accounts, await session.actor(), input),
  activity: async ({ accounts, session }, input) =>
    readAccountActivity(accounts, await session.actor(), input),
};
