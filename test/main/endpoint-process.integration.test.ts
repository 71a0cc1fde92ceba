import { once } from 'node:events';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EndpointOrder, FromEndpoint } from '../../src/main/endpoint/messages.ts';
import { forkEndpoint } from '../support/fork-endpoint.ts';
import { freePort } from '../support/free-port.ts';
import { tempStore } from '../support/store.ts';
import { tempFolder, whenDone } from '../support/temp-folder.ts';

/** The endpoint's process, told to start over a store; `heard` waits for a message of a type. */
async function started(storePath: string, execArgv: readonly string[] = []) {
  const process = forkEndpoint(execArgv);
  whenDone(() => process.kill());
  const messages: FromEndpoint[] = [];
  const waiting = new Set<() => void>();
  process.onMessage((message) => {
    messages.push(message);
    for (const look of waiting) look();
  });
  const heard = (matches: (message: FromEndpoint) => boolean): Promise<FromEndpoint> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = messages.find(matches);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const port = await freePort();
  const order: EndpointOrder = {
    storePath,
    nativeBinding: undefined,
    host: '127.0.0.1',
    port,
    trustedProxies: [],
    terse: false,
  };
  process.send({ type: 'start', order });
  return { process, messages, heard, url: `http://127.0.0.1:${port}` };
}

it('says that there is no store that it could ask', async () => {
  const { heard } = await started(join(tempFolder(), 'nothing.db'));
  expect(await heard(({ type }) => type === 'failed')).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(/^The store cannot be used: .*nothing\.db/),
  });
});

it('says that the store has gone, and that it is there again, by itself', async () => {
  const { path } = await tempStore();
  const { heard, messages, url } = await started(path);
  await heard(({ type }) => type === 'running');
  const away = join(tempFolder(), 'away');
  mkdirSync(away);
  renameSync(path, join(away, 'latchkey.db'));
  const gone = await heard((message) => message.type === 'status' && message.fault !== null);
  expect(gone).toMatchObject({ fault: expect.stringContaining('latchkey.db') });
  expect((await fetch(`${url}/verify`, { headers: { connection: 'close' } })).status).toBe(503);
  messages.length = 0;
  renameSync(join(away, 'latchkey.db'), path);
  await heard((message) => message.type === 'status' && message.fault === null);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

it('ends by itself when whoever started it is gone, and when the system asks it to', async () => {
  const { path } = await tempStore();
  for (const end of ['disconnect', 'SIGTERM'] as const) {
    const { process, heard } = await started(path);
    await heard(({ type }) => type === 'running');
    const exit = once(process.child, 'exit');
    if (end === 'disconnect') process.child.disconnect();
    else process.child.kill(end);
    expect(await exit).toEqual([0, null]);
  }
});

it.each([
  ['an exception', "throw new Error('Boom.')"],
  ['a rejection that nobody has caught', "Promise.reject(new Error('Boom.'))"],
])('a crash by %s is told, with its place, before the process ends', async (_, fault) => {
  const { path } = await tempStore();
  const bomb = `process.on('message', (message) => { if (message === 'crash') ${fault}; });`;
  const { process, heard } = await started(path, [
    '--import',
    `data:text/javascript,${encodeURIComponent(bomb)}`,
  ]);
  await heard(({ type }) => type === 'running');
  const exit = once(process.child, 'exit');
  process.child.send('crash');
  expect(await heard(({ type }) => type === 'trouble')).toMatchObject({
    message: expect.stringMatching(/^Its process crashed: Error: Boom\.\n +at /),
  });
  expect(await exit).toEqual([1, null]);
});
