import { requireAuthority } from '../../core/actor.ts';
import { identify } from '../../core/leak-scan/identify.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const leakScan: Handlers<LatchkeyContract, Context>['leakScan'] = {
  identify: async ({ accounts, session }, { text }) => identify(accounts, await session.actor(), text),

  state: async ({ session, leakScans }) => leakScans.state(await viewer(session)),
  choose: async ({ session, leakScans }, { what }) =>
    leakScans.choose(await viewer(session), what, () => session.authorize('view')),
  unchoose: async ({ session, leakScans }, { place }) => leakScans.unchoose(await viewer(session), place),
  chooseBaseline: async ({ session, leakScans }) =>
    leakScans.chooseBaseline(await viewer(session), () => session.authorize('view')),
  forgetBaseline: async ({ session, leakScans }) => leakScans.forgetBaseline(await viewer(session)),
  start: async ({ session, leakScans }, { git }) => leakScans.start(await viewer(session), git),
  cancel: async ({ session, leakScans }) => leakScans.cancel(await viewer(session)),
  results: async ({ session, leakScans }, { of, after, limit }) =>
    leakScans.results(await viewer(session), of, after, limit),

  export: async ({ session, leakScans }, { format }) => {
    const actor = await session.actor();
    requireAuthority(actor, 'export');
    return leakScans.export(actor, format, async () =>
      requireAuthority(await session.still(actor), 'export'),
    );
  },
  writeBaseline: async ({ session, leakScans }) => {
    const actor = await session.actor();
    requireAuthority(actor, 'export');
    return leakScans.writeBaseline(actor, async () => requireAuthority(await session.still(actor), 'export'));
  },
};

async function viewer(session: Context['session']) {
  const actor = await session.actor();
  requireAuthority(actor, 'view');
  return actor;
}
