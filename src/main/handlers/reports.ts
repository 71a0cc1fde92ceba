import { requireMayReport } from '../../core/reports/report-log.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import { exportReport } from '../report-export.ts';
import type { Context } from './context.ts';

export const reports: Handlers<LatchkeyContract, Context>['reports'] = {
  export: async ({ accounts, session, log, reportWork, ports }, input) => {
    const actor = await session.actor();
    const deps = {
      db: accounts.db,
      log,
      ports,
      allowed: async () => requireMayReport(await session.still(actor), input.report.kind),
    };
    return { saved: await reportWork.run((watch) => exportReport(deps, actor, input, watch)) };
  },
  cancel: ({ reportWork }) => {
    reportWork.cancel();
    return {};
  },
};
