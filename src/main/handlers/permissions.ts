import {
  allPermissions,
  createPermission,
  editPermission,
  permissionsGranted,
  removePermission,
} from '../../core/access/permission-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const permissions: Handlers<LatchkeyContract, Context>['permissions'] = {
  list: async ({ accounts, session }) => allPermissions(accounts, await session.actor()),
  create: async ({ accounts, session }, input) => createPermission(accounts, await session.actor(), input),
  edit: async ({ accounts, session }, input) => editPermission(accounts, await session.actor(), input),
  remove: async ({ accounts, session }, { id }) => {
    await removePermission(accounts, await session.actor(), id);
    return {};
  },
  granted: async ({ accounts, session }, scope) => permissionsGranted(accounts, await session.actor(), scope),
};
