import { request as ask } from 'node:http';
import { type EndpointOptions, startEndpoint } from '../../../src/core/endpoint/endpoint.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import type { GenerateInput } from '../../../src/shared/key-input.ts';
import { newKey } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { whenDone } from '../../support/temp-folder.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Headers as an array keep duplicates. */
type Headers = Readonly<Record<string, string>> | readonly string[];

export interface Scene {
  readonly here: Organisation;
  readonly url: string;
  readonly troubles: string[];
  /** Generates a key; its secret. */
  readonly key: (more?: Partial<GenerateInput>) => Promise<string>;
  readonly get: (path: string, headers?: Headers, method?: string) => Promise<Answered>;
  readonly post: (body: unknown) => Promise<Answered>;
  readonly stop: () => Promise<number>;
}

/** An endpoint over a store of its own, listening on a free port. */
export async function scene(options: Partial<EndpointOptions> = {}): Promise<Scene> {
  const here = await organisation();
  const troubles: string[] = [];
  const endpoint = await startEndpoint({
    storePath: here.store.path,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    terse: false,
    maxConnections: 100,
    now: here.clock.now,
    onTrouble: (message) => troubles.push(message),
    ...options,
  });
  let stopped: Promise<number> | undefined;
  const stop = () => (stopped ??= endpoint.close());
  whenDone(stop);
  const { url } = endpoint;
  const key = async (more: Partial<GenerateInput> = {}) =>
    (await generate(here.deps, here.ada, newKey(here.fullAccess, more))).secret;
  const send = (path: string, method: string, headers: Headers, body?: string) =>
    new Promise<Answered>((resolve, reject) => {
      const sent = ask(`${url}${path}`, { method, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  await waitUntilHealthy(() => send('/healthz', 'GET', {}));
  return {
    here,
    url,
    troubles,
    key,
    get: (path, headers = {}, method = 'GET') => send(path, method, headers),
    post: (body) =>
      send(
        '/v1/verify',
        'POST',
        { 'content-type': 'application/json' },
        typeof body === 'string' ? body : JSON.stringify(body),
      ),
    stop,
  };
}

async function waitUntilHealthy(look: () => Promise<Answered>): Promise<void> {
  for (;;) if ((await look()).status === 200) return;
}
