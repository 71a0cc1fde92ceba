import { readAllowlist } from '../../shared/allowlist.ts';
import { type EndpointInput, endpointInput, type EndpointSettings } from '../../shared/endpoint.ts';
import { t } from '../../shared/language/t.ts';
import {
  isLoopback,
  listenText,
  parseListenAddress,
  readListenAddress,
} from '../../shared/listen-address.ts';
import { AppError } from '../../shared/rpc.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import { checkSettings } from './check-settings.ts';
import { putEndpoint, readEndpoint } from './endpoint-store.ts';
import type { SettingsDeps } from './security-service.ts';

/** The settings of the verification endpoint, and what the log tells of its being started and stopped by a person. */

export async function endpointOf({ db }: SettingsDeps, actor: Actor): Promise<EndpointSettings> {
  requireAuthority(actor, 'manage-tenants');
  return readEndpoint(db);
}

/** Where gateways ask. */
export async function endpointAddress({ db }: SettingsDeps, actor: Actor): Promise<string> {
  requireAuthority(actor, 'view');
  return (await readEndpoint(db)).address;
}

/** Changes them, for all tenants; an endpoint that runs goes on as it was started. */
export async function editEndpoint(
  { db, now }: SettingsDeps,
  actor: Actor,
  input: EndpointInput,
): Promise<EndpointSettings> {
  requireAuthority(actor, 'manage-tenants');
  const { reachable, ...given } = checkSettings(endpointInput, input);
  const after: EndpointSettings = {
    ...given,
    address: canonical(given.address),
    trustedProxies: [...readAllowlist(given.trustedProxies).entries],
  };
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await readEndpoint(write);
    if (after.address !== before.address && !reachable) requireLoopback(after.address);
    await putEndpoint(write, after);
    return {
      result: after,
      entries: [{ action: 'endpoint.edit', details: differences(before, after) }],
    };
  });
}

/** Writes down that somebody starts it; the settings with which. @param address that they saw */
export async function noteStart(
  { db, now }: SettingsDeps,
  actor: Actor,
  address: string,
): Promise<EndpointSettings> {
  requireAuthority(actor, 'manage-tenants');
  return change(db, frameOf(actor, now()), async (write) => {
    const settings = await readEndpoint(write);
    if (settings.address !== address) {
      throw new AppError(
        'CHANGED_MEANWHILE',
        t('Somebody has changed the address to {address} meanwhile. Look at the settings, then start it.', {
          address: settings.address,
        }),
      );
    }
    const { trustedProxies, terse } = settings;
    return {
      result: settings,
      entries: [{ action: 'endpoint.start', details: { address, trustedProxies, terse } }],
    };
  });
}

/** Writes down that somebody stops it. */
export async function noteStop({ db, now }: SettingsDeps, actor: Actor, address: string): Promise<void> {
  requireAuthority(actor, 'manage-tenants');
  await change(db, frameOf(actor, now()), () =>
    Promise.resolve({ result: undefined, entries: [{ action: 'endpoint.stop', details: { address } }] }),
  );
}

function canonical(typed: string): string {
  const read = readListenAddress(typed);
  if ('problem' in read) throw new AppError('INVALID_INPUT', read.problem, { field: 'address' });
  return listenText(read.address);
}

function requireLoopback(address: string): void {
  const host = parseListenAddress(address)?.host ?? '';
  if (isLoopback(host)) return;
  throw new AppError(
    'REACHABLE_UNCONFIRMED',
    t(
      'Others reach {address}, and the endpoint speaks plain HTTP. Confirm that this is wanted, or listen on 127.0.0.1.',
      { address },
    ),
    { field: 'address' },
  );
}
