import { dismiss, listDismissed, restoreFinding, switchRule } from '../../core/findings/decisions.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const findings: Handlers<LatchkeyContract, Context>['findings'] = {
  summary: async ({ examiner, accounts, session }) => examiner.all(await session.actor(), accounts.now()),
  items: async ({ examiner, accounts, session }, { rule, after, limit }) =>
    examiner.page(await session.actor(), accounts.now(), rule, { after, limit }),
  dismissed: async ({ accounts, session }, { before }) =>
    listDismissed(accounts, await session.actor(), before),
  dismiss: async ({ accounts, session }, input) => dismiss(accounts, await session.actor(), input),
  restore: async ({ accounts, session }, { id }) => {
    await restoreFinding(accounts, await session.actor(), id);
    return {};
  },
  switchOff: async ({ accounts, session }, { rule }) => {
    await switchRule(accounts, await session.actor(), rule, 'off');
    return {};
  },
  switchOn: async ({ accounts, session }, { rule }) => {
    await switchRule(accounts, await session.actor(), rule, 'on');
    return {};
  },
};
