import { addMembers, membersOf, removeMembers } from '../../core/access/data-access-members.ts';
import {
  allDataAccessGroups,
  createDataAccessGroup,
  editDataAccessGroup,
  removeDataAccessGroup,
} from '../../core/access/data-access-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const dataAccess: Handlers<LatchkeyContract, Context>['dataAccess'] = {
  list: async ({ accounts, session }) => allDataAccessGroups(accounts, await session.actor()),
  create: async ({ accounts, session }, input) =>
    createDataAccessGroup(accounts, await session.actor(), input),
  edit: async ({ accounts, session }, input) => editDataAccessGroup(accounts, await session.actor(), input),
  remove: async ({ accounts, session }, { id }) => {
    await removeDataAccessGroup(accounts, await session.actor(), id);
    return {};
  },
  members: async ({ accounts, session }, { id }) => membersOf(accounts, await session.actor(), id),
  addMembers: async ({ accounts, session }, input) => addMembers(accounts, await session.actor(), input),
  removeMembers: async ({ accounts, session }, input) =>
    removeMembers(accounts, await session.actor(), input),
};
