import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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
  /** Microseconds of the server's main thread an answer: what is left of the rate on a machine that is not idle. */
  readonly cpu: number;
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
      for (const [name, { port, child }] of [['bare', bare] as const, ['latchkey', latchkey] as const]) {
        const before = cpuTime(child.pid);
        const { answers, ...measured } = await load(port, secrets);
        const cpu = (cpuTime(child.pid) - before) / answers;
        if (round > 0) rounds[name].push({ ...measured, cpu });
      }
    }
  } finally {
    for (const { child } of [bare, latchkey]) child.kill('SIGTERM');
  }
  const medians = (rates: readonly Rate[]): Rate => ({
    rate: median(rates.map(({ rate }) => rate)),
    p99: median(rates.map(({ p99 }) => p99)),
    cpu: median(rates.map(({ cpu }) => cpu)),
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
async function load(
  port: number,
  secrets: readonly string[],
): Promise<Omit<Rate, 'cpu'> & { readonly answers: number }> {
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
  const [measured] = (await once(client, 'message')) as [Omit<Rate, 'cpu'> & { readonly answers: number }];
  await client.terminate();
  return measured;
}

/** Microseconds that a process's main thread has run; of Linux, whose clock ticks 100 times a second. */
function cpuTime(pid = 0): number {
  const fields = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
