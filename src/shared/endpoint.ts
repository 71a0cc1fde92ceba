import { z } from 'zod';
import { allowlistProblem } from './allowlist.ts';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { DEFAULT_ADDRESS, listenAddressProblem, LOOPBACK } from './listen-address.ts';
import type { Call } from './rpc.ts';

/** The verification endpoint that the desktop program starts: its settings, of the store, and how it stands on this computer. */

export const endpointSettings = z.strictObject({
  /** As `127.0.0.1:8717` or `[::1]:8717`. */
  address: checked(listenAddressProblem),
  /** Addresses and CIDRs whose `X-Forwarded-For` is believed. */
  trustedProxies: z.array(checked(allowlistProblem)),
  /** One identical 401 for every refusal. */
  terse: z.boolean(),
  startWithLatchkey: z.boolean(),
});
export type EndpointSettings = z.infer<typeof endpointSettings>;
export const DEFAULT_ENDPOINT: EndpointSettings = {
  address: DEFAULT_ADDRESS,
  trustedProxies: [...LOOPBACK],
  terse: false,
  startWithLatchkey: false,
};

export const endpointInput = endpointSettings.extend({
  /** One a line, as they are typed. */
  trustedProxies: checked(allowlistProblem, 200_000),
  /** That others reach the address without encryption is known and wanted; asked for with a new address that they reach. */
  reachable: z.boolean(),
});
export type EndpointInput = z.infer<typeof endpointInput>;

const address = z.string();

export const endpointState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('stopped') }),
  z.object({ status: z.literal('starting'), address }),
  z.object({
    status: z.literal('running'),
    address,
    since: z.number(),
    /** Requests that were answered since then. */
    answered: z.number(),
    /** Why nobody can be let in just now: the store cannot be asked. */
    fault: z.string().nullable(),
    /** It had ended by itself and was started again. */
    again: z.boolean(),
    /** The settings have changed since it was started. */
    outdated: z.boolean(),
  }),
  z.object({ status: z.literal('stopping'), address }),
  z.object({ status: z.literal('failed'), address, code: z.string(), message: z.string() }),
]);
export type EndpointState = z.infer<typeof endpointState>;

/** It answers for all tenants and opens a port of this computer: only super users look after it. */
export const endpoint = {
  settings: { input: z.undefined(), output: endpointSettings, authority: 'manage-tenants' },
  /** A new address that others reach is refused as `REACHABLE_UNCONFIRMED` unless `reachable` is set. */
  edit: { input: endpointInput, output: endpointSettings, authority: 'manage-tenants' },
  state: { input: z.undefined(), output: endpointState, authority: 'manage-tenants' },
  /**
   * Starts it, or starts it anew when it runs with other settings; how that went is told by the event
   * `endpoint-changed`. Refused as `CHANGED_MEANWHILE` when `address` is no longer the one of the settings.
   */
  start: { input: z.strictObject({ address }), output: endpointState, authority: 'manage-tenants' },
  stop: { input: z.undefined(), output: endpointState, authority: 'manage-tenants' },
  /** Where gateways ask, for the samples beside a key. */
  address: { input: z.undefined(), output: z.object({ address }), authority: 'view' },
} as const satisfies Record<string, Call<Access>>;
