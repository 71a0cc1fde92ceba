import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey as makeKey } from '../../src/core/keys/key-format.ts';
import { verify } from './support/cli.ts';
import { expect, generateKey, ORGANISATION, PASSWORD, signIn, test, USERNAME } from './support/program.ts';
import { findSecret } from './support/search.ts';

test('an administrator issues a first key, and it verifies', async ({ data, start, keyring }) => {
  const first = await start({ keyring });
  const { page } = first;

  await test.step('set up', async () => {
    await expect(page).toHaveTitle('Set up Latchkey');
    await page.getByLabel('Organisation name').fill(ORGANISATION);
    await page.getByLabel('Username').fill(USERNAME);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Confirm password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await expect(page.getByRole('heading', { name: 'Recovery codes' })).toBeVisible();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'I have stored them' }).click();
    await expect(page.getByRole('heading', { name: 'API Keys', exact: true })).toBeVisible();
  });

  const secret = await test.step('generate a tenant key', () => generateKey(page, 'ERP integration'));
  expect(secret).toMatch(/^lk_[0-9A-Za-z]{38}$/);

  await test.step('the command line sees it at once, while the program runs', async () => {
    expect(await verify(data, secret)).toMatchObject({ code: 0, answer: { code: 'VALID' } });
    expect(await verify(data, makeKey('lk'))).toMatchObject({ code: 1, answer: { code: 'NOT_FOUND' } });
  });

  await test.step('save it: copy, download, close', async () => {
    const dialog = page.getByRole('dialog', { name: 'Save generated key' });
    await dialog.getByRole('button', { name: 'Copy to clipboard' }).click();
    await expect.poll(() => first.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);

    // The file chooser is the system's own and out of Playwright's reach: it is answered, the rest is real.
    const path = join(data, '..', `${process.pid}-ERP integration.APIKEY`);
    await first.app.evaluate(({ dialog: chooser }, filePath) => {
      chooser.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await dialog.getByRole('button', { name: 'Download' }).click();
    await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8')).toBe(secret);
    expect(statSync(path).mode & 0o777).toBe(0o600);

    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    expect(await page.content()).not.toContain(secret);
  });

  await test.step('see it in the list', async () => {
    const row = page.getByRole('row', { name: /ERP integration/ });
    await expect(row).toContainText(`${secret.slice(0, 7)}…${secret.slice(-4)}`);
    await expect(row).toContainText('Active');
    await expect(page.getByText('1/10 keys')).toBeVisible();
  });

  await test.step('the secret is nowhere while the program runs', () => {
    expect(findSecret(data, secret)).toEqual([]);
  });

  await test.step('sign out, and in again, to be remembered', async () => {
    await page.getByRole('button', { name: /account/i }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, { remember: true });
    await expect(page.getByRole('row', { name: /ERP integration/ })).toBeVisible();
    await first.quit();
  });

  await test.step('restart: no password is asked', async () => {
    const second = await start({ keyring });
    await expect(second.page.getByRole('row', { name: /ERP integration/ })).toBeVisible();
    await expect(second.page).toHaveTitle(/^API Keys/);
    await second.quit();
  });

  await test.step('the secret is nowhere afterwards', () => {
    expect(findSecret(data, secret)).toEqual([]);
    // The search itself can find: a planted copy is seen in every form.
    for (const [name, bytes] of [
      ['raw', Buffer.from(secret)],
      ['hex', Buffer.from(Buffer.from(secret).toString('hex'))],
      ['base64', Buffer.from(Buffer.from(`x${secret}`).toString('base64'))],
      ['utf16', Buffer.from(secret, 'utf16le')],
    ] as const) {
      writeFileSync(join(data, `planted-${name}`), bytes);
    }
    expect(findSecret(data, secret).map((hit) => hit.split(':')[0])).toEqual(
      expect.arrayContaining(['planted-raw', 'planted-hex', 'planted-base64', 'planted-utf16']),
    );
  });

  await test.step('and the key still verifies', async () => {
    expect(await verify(data, secret)).toMatchObject({ code: 0, answer: { code: 'VALID' } });
  });
});
