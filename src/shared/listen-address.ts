/** Where the verification endpoint listens: how it is typed, and who can reach it there. Without zod, for the forms. */
import { addressAllowed, canonicalAddress } from './allowlist.ts';
import { t } from './language/t.ts';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

export const DEFAULT_LISTEN: ListenAddress = { host: '127.0.0.1', port: 8717 };
export const LOOPBACK: readonly string[] = ['127.0.0.0/8', '::1'];
/** At once, unless somebody wants otherwise. */
export const MOST_CONNECTIONS = 1_024;
const LAST_PORT = 65_535;

/** Reads `127.0.0.1:8717`, `[::1]:8717` or `name:8717`; port 0 is any that is free. `null`: it is none of these. */
export function parseListenAddress(text: string): ListenAddress | null {
  const match = /^(?:\[([\da-f:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host === undefined || port > LAST_PORT ? null : { host, port };
}

/** As it is written: `127.0.0.1:8717`, `[::1]:8717`. */
export const listenText = ({ host, port }: ListenAddress): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

export const DEFAULT_ADDRESS = listenText(DEFAULT_LISTEN);

/** Whether only this computer reaches it. */
export const isLoopback = (host: string): boolean => host === 'localhost' || addressAllowed(LOOPBACK, host);

/**
 * The address of the settings as it is kept, or what is wrong with it. An IP address, because a name could lead elsewhere
 * tomorrow; `localhost` becomes 127.0.0.1.
 */
export function readListenAddress(
  text: string,
): { readonly address: ListenAddress } | { readonly problem: string } {
  const typed = text.trim();
  if (typed === '')
    return { problem: t('The address is required, for example {address}.', { address: DEFAULT_ADDRESS }) };
  const found = parseListenAddress(typed);
  if (!found) {
    return {
      problem: /^[\da-f]*:[\da-f:.]*:[\da-f:.]*$/i.test(typed)
        ? t('Write an IPv6 address in brackets, with the port behind them, for example [::1]:{port}.', {
            port: DEFAULT_LISTEN.port,
          })
        : t('Write an IP address, a colon and a port, for example {address}.', { address: DEFAULT_ADDRESS }),
    };
  }
  const { port } = found;
  if (port === 0) return { problem: t('The port must be from 1 to 65535.') };
  const host = found.host.toLowerCase() === 'localhost' ? DEFAULT_LISTEN.host : canonicalAddress(found.host);
  if (host === null)
    return {
      problem: t('Write an IP address of this computer, not a name, for example {address}.', {
        address: DEFAULT_ADDRESS,
      }),
    };
  return { address: { host, port } };
}

export const listenAddressProblem = (text: string): string | null => {
  const read = readListenAddress(text);
  return 'problem' in read ? read.problem : null;
};

/** Where a gateway on the same computer asks, when the endpoint listens there: on all addresses means on this one too. */
export function reachedAt({ host, port }: ListenAddress): ListenAddress {
  if (host === '0.0.0.0') return { host: DEFAULT_LISTEN.host, port };
  return { host: host === '::' ? '::1' : host, port };
}
