import { keyFigures, lastActivity, mostUsedKeys, useFigures } from '../../core/overview/overview-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const overview: Handlers<LatchkeyContract, Context>['overview'] = {
  keys: async ({ accounts, session, overviewThread }, { weeks }) =>
    keyFigures(accounts, overviewThread, await session.actor(), weeks),
  use: async ({ accounts, session }, { days }) => useFigures(accounts, await session.actor(), days),
  mostUsed: async ({ accounts, session, overviewThread }, { days }) =>
    mostUsedKeys(accounts, overviewThread, await session.actor(), days),
  activity: async ({ accounts, session }) => ({
    entries: await lastActivity(accounts, await session.actor()),
  }),
};
