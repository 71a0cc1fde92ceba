import { generateTenantKey, pageOfKeys } from '../../core/keys/key-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const keys: Handlers<LatchkeyContract, Context>['keys'] = {
  generate: async ({ accounts, session, secrets }, input) => {
    const actor = await session.actor();
    const { row, usage, secret: text } = await generateTenantKey(accounts, actor, input);
    return { row, usage, secret: secrets.add(actor.accountId, { kind: 'key', name: row.name, text }) };
  },

  list: async ({ accounts, session }, page) => pageOfKeys(accounts, await session.actor(), page),
};
