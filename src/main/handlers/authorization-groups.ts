import {
  allAuthorizationGroups,
  createAuthorizationGroup,
  editAuthorizationGroup,
  removeAuthorizationGroup,
  usersOfAuthorizationGroup,
} from '../../core/access/authorization-group-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const authorizationGroups: Handlers<LatchkeyContract, Context>['authorizationGroups'] = {
  list: async ({ accounts, session }) => allAuthorizationGroups(accounts, await session.actor()),
  create: async ({ accounts, session }, input) =>
    createAuthorizationGroup(accounts, await session.actor(), input),
  edit: async ({ accounts, session }, input) =>
    editAuthorizationGroup(accounts, await session.actor(), input),
  remove: async ({ accounts, session }, { id }) => {
    await removeAuthorizationGroup(accounts, await session.actor(), id);
    return {};
  },
  users: async ({ accounts, session }, { id }) =>
    usersOfAuthorizationGroup(accounts, await session.actor(), id),
};
