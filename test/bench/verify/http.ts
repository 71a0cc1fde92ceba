import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { freePort } from '../../support/free-port.ts';
import { SHIPPED_NGINX, startNginx } from '../../support/nginx.ts';
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
  const servers = { bare: await serve('bare', {}), latchkey: await serve('latchkey', { storePath, now }) };
  try {
    const { bare, latchkey } = servers;
    return await takingTurns(
      { bare: { ...bare, status: 204 }, latchkey: { ...latchkey, status: 204 } },
      secrets,
    );
  } finally {
    for (const { child } of Object.values(servers)) child.kill('SIGTERM');
  }
}

/** Both behind Debian's nginx, whose `auth_request` asks them as the shipped configuration says. */
export async function measureBehindNginx(
  storePath: string,
  secrets: readonly string[],
  now: number,
): Promise<{ readonly bare: Rate; readonly latchkey: Rate }> {
  const servers = { bare: await serve('bare', {}), latchkey: await serve('latchkey', { storePath, now }) };
  const folders = [
    mkdtempSync(join(tmpdir(), 'latchkey-nginx-')),
    mkdtempSync(join(tmpdir(), 'latchkey-nginx-')),
  ];
  const ends: (() => Promise<void>)[] = [];
  try {
    const gateway = async ({ child, port }: Server, folder = '') => {
      const listen = await freePort();
      ends.push(await startNginx(folder, listen, configuration(folder, listen, port)));
      return { child, port: listen, status: 200 };
    };
    const bare = await gateway(servers.bare, folders[0]);
    const latchkey = await gateway(servers.latchkey, folders[1]);
    return await takingTurns({ bare, latchkey }, secrets);
  } finally {
    for (const end of ends) await end();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    for (const { child } of Object.values(servers)) child.kill('SIGTERM');
  }
}

/** The shipped one, with an empty file in the API's place, so that nothing else is measured. */
function configuration(folder: string, listen: number, endpoint: number): string {
  writeFileSync(join(folder, 'empty'), '');
  chmodSync(folder, 0o755);
  const shipped = readFileSync(SHIPPED_NGINX, 'utf8')
    .replace('listen 8080', `listen 127.0.0.1:${listen}`)
    .replace('proxy_pass http://127.0.0.1:3000;', `root ${folder}; try_files /empty =404;`)
    .replace('127.0.0.1:8717', `127.0.0.1:${endpoint}`);
  // The load says in this header who its clients are.
  return `keepalive_requests 1000000; set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For; ${shipped}`;
}

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

async function takingTurns(
  sides: Readonly<Record<'bare' | 'latchkey', Server & { readonly status: number }>>,
  secrets: readonly string[],
): Promise<{ readonly bare: Rate; readonly latchkey: Rate }> {
  const rounds = { bare: [] as Rate[], latchkey: [] as Rate[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['bare', 'latchkey'] as const) {
      const { child, port, status } = sides[name];
      const before = cpuTime(child.pid);
      const { answers, ...measured } = await load(port, status, secrets);
      const cpu = (cpuTime(child.pid) - before) / answers;
      if (round > 0) rounds[name].push({ ...measured, cpu });
    }
  }
  const medians = (rates: readonly Rate[]): Rate => ({
    rate: median(rates.map(({ rate }) => rate)),
    p99: median(rates.map(({ p99 }) => p99)),
    cpu: median(rates.map(({ cpu }) => cpu)),
  });
  return { bare: medians(rounds.bare), latchkey: medians(rounds.latchkey) };
}

async function serve(kind: string, data: object): Promise<Server> {
  const child = fork(new URL('./http-server.ts', import.meta.url), [JSON.stringify({ kind, ...data })]);
  const [port] = (await once(child, 'message')) as [number];
  return { child, port };
}

/** Asks over all connections at once, each waiting for its answer, for some seconds. */
async function load(
  port: number,
  status: number,
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
    workerData: { port, status, requests, connections: CONNECTIONS, milliseconds: SECONDS * 1_000 },
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
