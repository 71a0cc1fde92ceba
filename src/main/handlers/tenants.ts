import {
  allTenants,
  archiveTenant,
  createTenant,
  editTenant,
  enterTenant,
  restoreTenant,
} from '../../core/tenants/tenant-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const tenants: Handlers<LatchkeyContract, Context>['tenants'] = {
  list: async ({ accounts, session }) => allTenants(accounts, await session.actor()),
  create: async ({ accounts, session }, input) => createTenant(accounts, await session.actor(), input),
  edit: async ({ accounts, session }, input) => editTenant(accounts, await session.actor(), input),
  archive: async ({ accounts, session }, { id }) => archiveTenant(accounts, await session.actor(), id),
  restore: async ({ accounts, session }, { id }) => restoreTenant(accounts, await session.actor(), id),
  open: async ({ accounts, session }, { id }) => {
    await enterTenant(accounts, await session.actor(), id);
    return session.open(id);
  },
};
