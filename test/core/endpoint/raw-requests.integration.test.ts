import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { whenDone } from '../../support/temp-folder.ts';
import { scene } from './scene.ts';

/** Requests that no HTTP client would send, written to the socket as they are. */

const MEGABYTE = 1024 * 1024;

/** Sends bytes and gives all that comes back until the connection is closed. */
async function send(url: string, bytes: Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  whenDone(() => socket.destroy());
  const came: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => came.push(chunk));
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(came).toString('latin1');
}

const withKey = (key: Buffer | string) =>
  Buffer.concat([
    Buffer.from('GET /verify HTTP/1.1\r\nHost: api\r\nConnection: close\r\nX-API-Key: '),
    Buffer.from(key),
    Buffer.from('\r\n\r\n'),
  ]);

const cases: readonly (readonly [string, (secret: string) => Buffer, RegExp])[] = [
  ['with a NUL in it', (secret) => withKey(`${secret.slice(0, 9)}\0${secret.slice(9)}`), /^HTTP\/1\.1 400 /],
  ['with a NUL behind it', (secret) => withKey(`${secret}\0`), /^HTTP\/1\.1 400 /],
  [
    'with a line feed in it',
    (secret) => withKey(`${secret.slice(0, 9)}\n${secret.slice(9)}`),
    /^HTTP\/1\.1 400 /,
  ],
  [
    'with a carriage return in it',
    (secret) => withKey(`${secret.slice(0, 9)}\r${secret.slice(9)}`),
    /^HTTP\/1\.1 400 /,
  ],
  [
    'on two lines',
    (secret) => withKey(`${secret.slice(0, 9)}\r\n ${secret.slice(9)}`),
    /^HTTP\/1\.1 40[01] /,
  ],
  [
    'with a second one behind a line break',
    (secret) => withKey(`${secret}\r\nX-API-Key: ${secret}`),
    /^HTTP\/1\.1 401 [^]*"code":"MALFORMED"/,
  ],
  ['in UTF-8', () => withKey('lk_schlüssel🔑'), /^HTTP\/1\.1 401 [^]*"code":"MALFORMED"/],
  [
    'in bytes that are no text',
    () => withKey(Buffer.from([0xff, 0xfe, 0x80])),
    /^HTTP\/1\.1 401 [^]*"code":"MALFORMED"/,
  ],
];

it.each(cases)('a key %s is refused, and the endpoint goes on', async (_, request, answer) => {
  const { url, key, get } = await scene();
  const secret = await key();
  await eventually(async () => (await get('/verify', { 'x-api-key': secret })).status === 200);
  const said = await send(url, request(secret));
  expect(said).toMatch(answer);
  expect(said).not.toContain(secret.slice(3, 20));
  expect((await get('/verify', { 'x-api-key': secret })).status).toBe(200);
});

it('a key of a megabyte is refused in either header, and the endpoint goes on', async () => {
  const { key, get } = await scene();
  const long = 'a'.repeat(MEGABYTE);
  expect((await get('/verify', { 'x-api-key': long })).status).toBe(431);
  expect((await get('/verify', { authorization: `Bearer ${long}` })).status).toBe(431);
  expect((await get('/verify', { 'x-api-key': await key() })).status).toBe(200);
});
