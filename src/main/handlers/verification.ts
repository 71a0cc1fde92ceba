import { simulate } from '../../core/verification/simulate.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const verification: Handlers<LatchkeyContract, Context>['verification'] = {
  explain: async ({ accounts: { db, now }, session, verifier }, input) =>
    simulate({ db, now, verifier: verifier() }, await session.actor(), input),
};
