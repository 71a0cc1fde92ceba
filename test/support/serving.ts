import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { CLI } from './command-line.ts';

/** `latchkey serve` in a process of its own, in front of a store. */
export interface Serving {
  /** The HTTP status of a request with a key, from an address. */
  readonly ask: (key: string, address?: string) => Promise<number>;
  /** Ends it; what it has counted is written down. */
  readonly stop: () => Promise<void>;
}

/** Starts an endpoint on a free port and waits until it can answer. */
export async function serving(storePath: string): Promise<Serving> {
  const child: ChildProcess = spawn(
    process.execPath,
    [CLI, 'serve', '--listen', '127.0.0.1:0', '--store', storePath],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const url = /(http:\S+)\/verify/.exec(line.toString())?.[1] ?? '';
  const get = (path: string, headers: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      request(`${url}${path}`, { headers, agent: false }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      })
        .on('error', reject)
        .end();
    });
  for (;;) if ((await get('/healthz', {})) === 200) break;
  return {
    ask: (key, address = '192.0.2.1') => get('/verify', { 'x-api-key': key, 'x-forwarded-for': address }),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
