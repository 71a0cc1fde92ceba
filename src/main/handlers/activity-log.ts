import {
  noteLogExport,
  noteVerified,
  requireMayExport,
  requireMayVerify,
} from '../../core/audit/activity-log/note-log-work.ts';
import { countNewer, listLog, readActors, readEntry } from '../../core/audit/activity-log/read-log.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import { exportLog, verifyLogNow } from '../log-work.ts';
import type { Context } from './context.ts';

export const activityLog: Handlers<LatchkeyContract, Context>['activityLog'] = {
  list: async ({ accounts, session, log }, input) => ({
    ...(await listLog(accounts, await session.actor(), input)),
    doubt: log.keeper.doubt,
  }),
  newer: async ({ accounts, session }, input) => ({
    count: await countNewer(accounts, await session.actor(), input),
  }),
  get: async ({ accounts, session }, { seq }) => readEntry(accounts, await session.actor(), seq),
  actors: async ({ accounts, session }) => readActors(accounts, await session.actor()),

  head: async ({ session, log }) => {
    requireMayVerify(await session.actor());
    return log.keeper.head();
  },
  verify: async ({ accounts, session, log }) => {
    const actor = await session.actor();
    requireMayVerify(actor);
    return log.work.run((watch) =>
      verifyLogNow(log, (report) => noteVerified(accounts, actor, report), watch),
    );
  },
  export: async ({ accounts, session, log, ports }) => {
    const actor = await session.actor();
    requireMayExport(actor);
    return log.work.run((watch) =>
      exportLog(
        log,
        {
          saveFile: ports.saveFile,
          now: ports.now,
          allowed: async () => requireMayExport(await session.still(actor)),
          note: () => noteLogExport(accounts, actor),
        },
        watch,
      ),
    );
  },
  cancel: ({ log }) => {
    log.work.cancel();
    return {};
  },
};
