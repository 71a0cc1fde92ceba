import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { median } from './in-process.ts';
import { addressOf } from './known-keys.ts';

const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 64;

export interface Rate {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** The endpoint in a process of its own, beside a server of `node:http` that looks nothing up. */
export async function measureHttp(
  storePath: string,
  secrets: readonly string[],
  now: number,
): Promise<{ readonly bare: Rate; readonly latchkey: Rate }> {
  const bare = await serve('bare', {});
  const latchkey = await serve('latchkey', { storePath, now });
  const rounds = { bare: [] as Rate[], latchkey: [] as Rate[] };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, { port }] of [['bare', bare] as const, ['latchkey', latchkey] as const]) {
        const measured = await load(port, secrets);
        if (round > 0) rounds[name].push(measured);
      }
    }
  } finally {
    for (const { child } of [bare, latchkey]) child.kill('SIGTERM');
  }
  const medians = (rates: readonly Rate[]): Rate => ({
    rate: median(rates.map(({ rate }) => rate)),
    p99: median(rates.map(({ p99 }) => p99)),
  });
  return { bare: medians(rounds.bare), latchkey: medians(rounds.latchkey) };
}

async function serve(
  kind: string,
  data: object,
): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(new URL('./http-server.ts', import.meta.url), [JSON.stringify({ kind, ...data })]);
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
}

/** Asks over all connections at once, each waiting for its answer, for some seconds. */
async function load(port: number, secrets: readonly string[]): Promise<Rate> {
  const requests = secrets
    .slice(0, 5_000)
    .map((key, index) =>
      [
        'GET /verify HTTP/1.1',
        'Host: latchkey',
        `X-API-Key: ${key}`,
        'X-Original-Method: GET',
        'X-Original-URI: /v1/orders/7',
        `X-Forwarded-For: ${addressOf(index)}`,
        '',
        '',
      ].join('\r\n'),
    );
  const client = new Worker(new URL('./http-client.ts', import.meta.url), {
    workerData: { port, requests, connections: CONNECTIONS, milliseconds: SECONDS * 1_000 },
  });
  const [measured] = (await once(client, 'message')) as [Rate];
  await client.terminate();
  return measured;
}
