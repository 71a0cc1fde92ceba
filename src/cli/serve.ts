import { readAllowlist } from '../shared/allowlist.ts';
import {
  DEFAULT_ADDRESS,
  DEFAULT_LISTEN,
  isLoopback,
  type ListenAddress,
  LOOPBACK,
  MOST_CONNECTIONS,
  parseListenAddress,
} from '../shared/listen-address.ts';
import { parseOptions, storePathOf } from './options.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

/** How often is looked whether a trouble is over. Milliseconds. */
const LOOK_EVERY = 1_000;

const help = `Usage: latchkey serve [OPTION …]

Answers gateways and applications that ask about keys, until it is stopped:
  /verify      for nginx auth_request, Traefik ForwardAuth, Caddy forward_auth
               and Envoy ext_authz
  POST /v1/verify   for applications without a gateway
  /healthz, /metrics

  --listen ADDRESS:PORT
                 where to listen (default: ${DEFAULT_ADDRESS}); everybody who
                 reaches another address than a loopback one can try keys there
  --trusted-proxy CIDR
                 whose X-Forwarded-For is believed; as often as wanted, or none
                 (default: this computer)
  --terse        one identical 401 for every refusal
  --max-connections N
                 at once (default: ${MOST_CONNECTIONS})
  --store PATH   the store to ask (default: the desktop program's)
  --help         this text

Exit status: 0 it was stopped, 2 it could not listen.
`;

/** `latchkey serve`: the verification endpoint, until SIGTERM or SIGINT. */
export const serve: Verb = { summary: 'Answer gateways that ask about keys', help, run };

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const options = parse(args, around);
  if (options.help) {
    around.out(help);
    return 0;
  }
  const { host, port } = options;
  if (!isLoopback(host)) {
    around.err(
      `latchkey: ${host} can be reached from elsewhere, without encryption. Put a proxy with TLS in front of it, or listen on ${DEFAULT_LISTEN.host}.\n`,
    );
  }
  // Before it is said that it answers: whoever reads that may end it at once.
  const stopped = around.stopped();
  // Only here: the other verbs start in half the time without an HTTP server.
  const [{ startEndpoint }, { Troubles }] = await Promise.all([
    import('../core/endpoint/endpoint.ts'),
    import('../core/endpoint/troubles.ts'),
  ]);
  const troubles = new Troubles((message) => around.err(`latchkey: ${message}\n`));
  const endpoint = await startEndpoint({
    storePath: options.storePath,
    host,
    port,
    trustedProxies: options.trustedProxies,
    terse: options.terse,
    maxConnections: options.maxConnections,
    now: around.now,
    onTrouble: (message) => troubles.note(message),
  });
  around.out(`Latchkey answers at ${endpoint.url}/verify\n`);
  const looking = setInterval(() => endpoint.healthy() && troubles.over(), LOOK_EVERY);
  await stopped;
  clearInterval(looking);
  const lost = await endpoint.close();
  if (lost === 0) return 0;
  around.err(`latchkey: The store could not be written, and ${lost} counts of uses and refusals are lost.\n`);
  return 2;
}

interface ServeOptions extends ListenAddress {
  readonly trustedProxies: readonly string[];
  readonly terse: boolean;
  readonly maxConnections: number;
  readonly storePath: string;
  readonly help: boolean;
}

function parse(args: readonly string[], around: Surroundings): ServeOptions {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError('This verb takes options only.');
  const maxConnections = Number(values['max-connections'] ?? MOST_CONNECTIONS);
  if (!Number.isSafeInteger(maxConnections) || maxConnections < 1) {
    throw new UsageError('--max-connections needs a whole number from 1 on.');
  }
  return {
    ...listenOn(values.listen),
    trustedProxies: proxies(values['trusted-proxy']),
    terse: values.terse,
    maxConnections,
    help: values.help,
    storePath: storePathOf(values.store, around),
  };
}

const OPTIONS = {
  listen: { type: 'string' },
  'trusted-proxy': { type: 'string', multiple: true },
  terse: { type: 'boolean', default: false },
  'max-connections': { type: 'string' },
  store: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function listenOn(listen: string | undefined): ListenAddress {
  if (listen === undefined) return DEFAULT_LISTEN;
  const address = parseListenAddress(listen);
  if (address) return address;
  throw new UsageError(
    `--listen needs an address and a port, for example ${DEFAULT_ADDRESS} or [::1]:${DEFAULT_LISTEN.port}.`,
  );
}

function proxies(given: readonly string[] | undefined): readonly string[] {
  if (given === undefined) return LOOPBACK;
  if (given.length === 1 && given[0] === 'none') return [];
  const { entries, problems } = readAllowlist(given.join('\n'));
  if (problems.length > 0)
    throw new UsageError('--trusted-proxy needs an address or a CIDR, for example 10.0.0.7.');
  return entries;
}
