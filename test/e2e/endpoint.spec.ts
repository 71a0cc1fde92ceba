import { Agent, request } from 'node:http';
import type { Page } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { copyAndClose, expect, generateKey, type Program, rowOf, signIn, test } from './support/program.ts';

/** What the endpoint answers a gateway; `null`: nobody listens. */
async function verify(address: string, key: string): Promise<number | null> {
  try {
    const headers = { 'x-api-key': key, connection: 'close' };
    return (await fetch(`http://${address}/verify`, { headers })).status;
  } catch {
    return null;
  }
}

/** Saves a free address in Settings and starts the endpoint there. */
async function startEndpoint({ page }: Program): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Verification endpoint' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill(address);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('Running', { exact: true })).toBeVisible({ timeout: 15_000 });
  return address;
}

test('a key is verified by HTTP until it is revoked in the window', async ({ seed, start }) => {
  await seed();
  const program = await start();
  const { page } = program;
  await signIn(page);
  const secret = await generateKey(page, 'Gateway');
  await copyAndClose(page);
  const address = await startEndpoint(program);
  expect(await verify(address, secret)).toBe(200);

  await page.getByRole('link', { name: 'API Keys', exact: true }).first().click();
  await rowOf(page, 'Gateway').getByRole('button', { name: 'Revoke', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke API Key' });
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(await verify(address, secret), 'the very next request').toBe(401);

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Verification endpoint' }).click();
  await expect(page.getByText('2 requests answered.')).toBeVisible();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Stopped', { exact: true })).toBeVisible();
  expect(await verify(address, secret)).toBeNull();
});

test('it starts with Latchkey when that is wanted, and ends with it, also by a crash', async ({
  seed,
  start,
}) => {
  await seed();
  const first = await start();
  await signIn(first.page);
  const address = await startEndpoint(first);
  await first.page.getByRole('switch', { name: 'Start with Latchkey' }).check();
  await first.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(first.page.getByText('Saved.')).toBeVisible();
  await first.quit();
  expect(await verify(address, '')).toBeNull();

  const second = await start();
  await expect.poll(() => verify(address, ''), { timeout: 15_000 }).toBe(401);
  second.process.kill('SIGKILL');
  await expect.poll(() => verify(address, ''), { timeout: 15_000 }).toBeNull();
});

/** A gateway that asks about one key without a pause, over so many connections that it keeps. */
function hammer(address: string, key: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  /** When each request began, epoch milliseconds, and how it was answered. */
  const asked: { readonly at: number; readonly status: number }[] = [];
  const sockets = new Set<unknown>();
  let going = true;
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const at = Date.now();
      const headers = { 'x-api-key': key };
      request(`http://${address}/verify`, { agent, headers }, (response) => {
        response.resume().once('end', () => {
          asked.push({ at, status: response.statusCode ?? 0 });
          resolve();
        });
      })
        .once('socket', (socket) => sockets.add(socket))
        .once('error', reject)
        .end();
    });
  const all = Promise.all(
    Array.from({ length: connections }, async () => {
      while (going) await ask();
    }),
  );
  const stop = async () => {
    going = false;
    await all;
    agent.destroy();
  };
  return { asked, sockets, stop };
}

/** The moment at which the list shows a key as revoked, which the reply to its revocation makes it do. */
const shownAsRevoked = (page: Page, name: string): Promise<number> =>
  page.evaluate(
    (key) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const rows = [...document.querySelectorAll('[role="row"], tr')].map((row) => row.textContent ?? '');
          if (rows.some((text) => text.includes(key) && text.includes('Revoked'))) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    name,
  );

test('revoked in the window while 64 connections ask: after the reply not one request passes', async ({
  seed,
  start,
}) => {
  await seed();
  const program = await start();
  const { page } = program;
  await signIn(page);
  const secret = await generateKey(page, 'Gateway');
  await copyAndClose(page);
  const address = await startEndpoint(program);
  await page.getByRole('link', { name: 'API Keys', exact: true }).first().click();
  await rowOf(page, 'Gateway').getByRole('button', { name: 'Revoke', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke API Key' });
  await expect(dialog).toBeVisible();

  const { asked, sockets, stop } = hammer(address, secret, 64);
  await expect.poll(() => asked.length).toBeGreaterThan(1_000);
  const reply = shownAsRevoked(page, 'Gateway');
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  const revoked = await reply;
  const before = asked.length;
  await expect.poll(() => asked.length).toBeGreaterThan(before + 1_000);
  await stop();

  const statuses = (later: boolean) =>
    asked.filter(({ at }) => at > revoked === later).map(({ status }) => status);
  expect(sockets.size).toBe(64);
  expect(statuses(false).filter((status) => status === 200).length).toBeGreaterThan(1_000);
  expect(statuses(true).length).toBeGreaterThan(500);
  expect(new Set(statuses(true))).toEqual(new Set([401]));
});
