import { readSecurity } from '../../core/settings/security-store.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const secrets: Handlers<LatchkeyContract, Context>['secrets'] = {
  pending: async ({ session, secrets }) => secrets.of((await session.actor()).accountId),

  copy: async ({ accounts, session, secrets }, { id }) => {
    const { clipboardSeconds } = await readSecurity(accounts.db);
    return secrets.copy((await session.actor()).accountId, id, clipboardSeconds);
  },

  download: async ({ session, secrets }, { id }) => {
    const actor = await session.actor();
    return secrets.download(actor.accountId, id, async () => void (await session.still(actor)));
  },

  release: async ({ session, secrets }, { id, loseIt }) => {
    secrets.release((await session.actor()).accountId, id, loseIt);
    return {};
  },
};
