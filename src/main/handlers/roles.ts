import { allRoles, createRole, editRole, removeRole, usersOfRole } from '../../core/access/role-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const roles: Handlers<LatchkeyContract, Context>['roles'] = {
  list: async ({ accounts, session }) => allRoles(accounts, await session.actor()),
  create: async ({ accounts, session }, input) => createRole(accounts, await session.actor(), input),
  edit: async ({ accounts, session }, input) => editRole(accounts, await session.actor(), input),
  remove: async ({ accounts, session }, { id }) => {
    await removeRole(accounts, await session.actor(), id);
    return {};
  },
  users: async ({ accounts, session }, { id }) => usersOfRole(accounts, await session.actor(), id),
};
