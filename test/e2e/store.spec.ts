import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, expect, generateKey, signIn, test } from './support/program.ts';

const cases = [
  { name: 'a foreign file', code: 'STORE_FOREIGN', content: Buffer.from('Dear diary, '.repeat(400)) },
  { name: 'an empty file', code: 'STORE_DAMAGED', content: Buffer.alloc(0) },
] as const;

for (const { name, code, content } of cases) {
  test(`${name} in the store's place is refused in words and left alone`, async ({ data, start }) => {
    mkdirSync(data, { recursive: true });
    const path = join(data, 'latchkey.db');
    writeFileSync(path, content);
    const { page, quit } = await start();
    await expect(page.getByText(code)).toBeVisible();
    await expect(page.getByText(path).first()).toBeVisible();
    await quit();
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(readdirSync(data).filter((file) => file.startsWith('latchkey.db'))).toEqual(['latchkey.db']);
  });
}

test('a store of a newer Latchkey is refused and left alone', async ({ data, start, seed }) => {
  await seed();
  const path = join(data, 'latchkey.db');
  const file = readFileSync(path);
  file.writeUInt32BE(9_999, 60); // user_version, see SQLite's file format
  writeFileSync(path, file);
  const { page, quit } = await start();
  await expect(page.getByText('STORE_NEWER')).toBeVisible();
  await quit();
  expect(readFileSync(path).equals(file)).toBe(true);
});

test('a second start brings the first window forward and ends', async ({ seed, start, data }) => {
  await seed();
  const { app } = await start();
  const told = app.evaluate(
    ({ app: electron }) => new Promise((resolve) => electron.once('second-instance', () => resolve('told'))),
  );
  const isShown = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await isShown()).toEqual([false]);
  const [command, args] = commandOf(data);
  const second = spawn(command, args, { stdio: 'ignore' });
  expect((await once(second, 'exit'))[0]).toBe(0);
  expect(await told).toBe('told');
  await expect.poll(isShown).toEqual([true]);
});

test('a lock keeps the unsaved form, and refuses calls meanwhile', async ({ seed, start }) => {
  await seed();
  const { app, page } = await start();
  await signIn(page);
  await page.getByRole('button', { name: 'Generate API Key' }).first().click();
  await page.getByRole('textbox', { name: 'Key Name' }).fill('Half typed');
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Key Name' })).toBeHidden();
  const reply = await page.evaluate(() =>
    (
      window as unknown as { latchkey: { invoke(call: string, input: unknown): Promise<{ code: string }> } }
    ).latchkey.invoke('keys.list', { limit: 10 }),
  );
  expect(reply.code).toBe('LOCKED');
  await page.getByLabel('Password', { exact: true }).fill('seventeen copper lanterns');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('textbox', { name: 'Key Name' })).toHaveValue('Half typed');
  await page.getByRole('textbox', { name: 'Key Name' }).fill('');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await generateKey(page, 'Typed whole')).toMatch(/^lk_/);
});
