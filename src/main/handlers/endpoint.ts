import {
  editEndpoint,
  endpointAddress,
  endpointOf,
  noteStart,
  noteStop,
} from '../../core/settings/endpoint-service.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/rpc.ts';
import type { Context } from './context.ts';

export const endpoint: Handlers<LatchkeyContract, Context>['endpoint'] = {
  settings: async ({ accounts, session }) => endpointOf(accounts, await session.actor()),
  edit: async ({ accounts, session }, input) => editEndpoint(accounts, await session.actor(), input),
  state: async ({ accounts, session, endpoint }) =>
    endpoint.state(await endpointOf(accounts, await session.actor())),
  start: async ({ accounts, session, endpoint }, { address }) => {
    const settings = await noteStart(accounts, await session.actor(), address);
    endpoint.start(settings);
    return endpoint.state(settings);
  },
  stop: async ({ accounts, session, endpoint }) => {
    const actor = await session.actor();
    const settings = await endpointOf(accounts, actor);
    const { address } = endpoint;
    if (address !== null) await noteStop(accounts, actor, address);
    endpoint.stop();
    return endpoint.state(settings);
  },
  address: async ({ accounts, session }) => ({
    address: await endpointAddress(accounts, await session.actor()),
  }),
};
