import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEndpoint } from '../../../src/core/endpoint/endpoint.ts';

/** One of the servers that are measured; tells its port when it listens. */
const { kind, storePath, now } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly kind: 'bare' | 'latchkey';
  readonly storePath: string;
  readonly now: number;
};

if (kind === 'bare') {
  const server = createServer((_request, response) => {
    response.writeHead(204, { 'X-Answer': 'yes' });
    response.end();
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
} else {
  const endpoint = await startEndpoint({
    storePath,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: ['127.0.0.1'],
    terse: false,
    maxConnections: 1_024,
    now: () => now,
    onTrouble: (message) => console.error(message),
  });
  while ((await fetch(`${endpoint.url}/healthz`)).status !== 200);
  process.send?.(Number(new URL(endpoint.url).port));
}

// Ended in order, so that `--cpu-prof` is written.
process.on('SIGTERM', () => process.exit());
