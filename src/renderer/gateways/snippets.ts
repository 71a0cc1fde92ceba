/// <reference types="vite/client" />
import caddy from '../../../resources/gateways/Caddyfile?raw';
import envoy from '../../../resources/gateways/envoy.yaml?raw';
import nginx from '../../../resources/gateways/nginx.conf?raw';
import traefik from '../../../resources/gateways/traefik.yml?raw';
import unit from '../../../resources/systemd/latchkey-verify.service?raw';
import type { EndpointSettings } from '../../shared/endpoint.ts';
import {
  DEFAULT_ADDRESS,
  DEFAULT_LISTEN,
  listenText,
  LOOPBACK,
  parseListenAddress,
  reachedAt,
} from '../../shared/listen-address.ts';
import type { Sample } from '../ui/sample.ts';

/** The files that ship in `resources`, with the endpoint's address in the place of the one that they name. */

const COMMAND = 'latchkey serve';
const GATEWAYS = [
  { name: 'nginx', code: nginx },
  { name: 'Traefik', code: traefik },
  { name: 'Caddy', code: caddy },
  { name: 'Envoy', code: envoy },
] as const;

/** How each gateway asks an endpoint that listens there. */
export function gatewaySnippets(address: string): readonly Sample[] {
  const { host, port } = reachedAt(parseListenAddress(address) ?? DEFAULT_LISTEN);
  // YAML would read the colons of a bare IPv6 address as its own.
  const quoted = host.includes(':') ? `'${host}'` : host;
  return GATEWAYS.map(({ name, code }) => ({
    name,
    code: code
      .replaceAll(DEFAULT_ADDRESS, listenText({ host, port }))
      .replaceAll(
        `address: ${DEFAULT_LISTEN.host}, port_value: ${DEFAULT_LISTEN.port}`,
        `address: ${quoted}, port_value: ${port}`,
      )
      .replaceAll(COMMAND, address === DEFAULT_ADDRESS ? COMMAND : `${COMMAND} --listen ${word(address)}`),
  }));
}

type Served = Pick<EndpointSettings, 'address' | 'trustedProxies' | 'terse'>;

/** The command line that does what these settings do; what is as it is anyway is left out. */
export function serveCommand({ address, trustedProxies, terse }: Served): string {
  const trusted = trustedProxies.length === 0 ? ['none'] : trustedProxies;
  return [
    COMMAND,
    ...(address === DEFAULT_ADDRESS ? [] : [`--listen ${word(address)}`]),
    ...(trusted.join() === LOOPBACK.join() ? [] : trusted.map((proxy) => `--trusted-proxy ${proxy}`)),
    ...(terse ? ['--terse'] : []),
  ].join(' ');
}

/** The same as a service of systemd. */
export const serveUnit = (served: Served): string => unit.replace(COMMAND, serveCommand(served));

/** A shell would take brackets for a pattern. */
const word = (address: string): string => (address.startsWith('[') ? `'${address}'` : address);
