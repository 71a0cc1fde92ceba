import {
  allApiSets,
  createApiSet,
  editApiSet,
  removeApiSet,
  usersOfApiSet,
} from '../../core/access/api-set-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const apiSets: Handlers<LatchkeyContract, Context>['apiSets'] = {
  list: async ({ accounts, session }) => allApiSets(accounts, await session.actor()),
  create: async ({ accounts, session }, input) => createApiSet(accounts, await session.actor(), input),
  edit: async ({ accounts, session }, input) => editApiSet(accounts, await session.actor(), input),
  remove: async ({ accounts, session }, { id }) => {
    await removeApiSet(accounts, await session.actor(), id);
    return {};
  },
  users: async ({ accounts, session }, { id }) => usersOfApiSet(accounts, await session.actor(), id),
};
