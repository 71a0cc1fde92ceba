import { listNotices, putNoticesAway } from '../../core/notices/notice-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const notices: Handlers<LatchkeyContract, Context>['notices'] = {
  list: async ({ accounts, session }) => listNotices(accounts, await session.actor()),
  putAway: async ({ accounts, session }, { keyIds }) => {
    await putNoticesAway(accounts, await session.actor(), keyIds);
    return {};
  },
};
