import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from './support/cli.ts';
import { expect, rowOf, shownSecret, signIn, test, USERNAME } from './support/program.ts';

/** Seed 001, as its pages have it: from one's own account to a key that is limited to API sets. */
test('seed 001: a key from one’s own account page', async ({ data, seed, start }) => {
  await seed();
  const { app, page } = await start();
  await signIn(page);

  await test.step('1–2: Admin → Users → the username opens the account', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'User accounts' }).click();
    await page.getByRole('link', { name: USERNAME, exact: true }).click();
    await expect(page.getByRole('heading', { name: USERNAME })).toBeVisible();
  });

  const secret =
    await test.step('3–5: API Keys → Generate key → name, description, API sets → the key is shown', async () => {
      await page.getByRole('tab', { name: 'Api keys' }).click();
      await page.getByRole('button', { name: 'Generate key' }).click();
      const window = page.getByRole('dialog', { name: 'Create API key' });
      await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Order look-up');
      await window.getByRole('textbox', { name: 'Description' }).fill('Looks orders up from the desk.');
      await window.getByRole('radio', { name: 'Only selected API sets' }).check();
      const available = window.getByRole('listbox', { name: 'Available API' });
      const selected = window.getByRole('listbox', { name: 'Selected API' });
      for (const name of ['Customers', 'Orders']) {
        await available.getByRole('option', { name }).click();
        await window.getByRole('button', { name: 'Add selected' }).click();
        await expect(selected.getByRole('option', { name })).toBeVisible();
      }
      await selected.getByRole('option', { name: 'Customers' }).click();
      await window.getByRole('button', { name: 'Remove selected' }).click();
      await expect(selected.getByRole('option')).toHaveCount(1);
      await window.getByRole('button', { name: 'Submit' }).click();
      return shownSecret(page);
    });

  await test.step('6: copy, download, close', async () => {
    const dialog = page.getByRole('dialog', { name: 'Save generated key' });
    await dialog.getByRole('button', { name: 'Copy to clipboard' }).click();
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
    // The file chooser is the system's own and out of Playwright's reach: it is answered, the rest is real.
    const suggested = join(data, 'chosen');
    await app.evaluate(({ dialog: chooser }, folder) => {
      chooser.showSaveDialog = (...args: unknown[]) => {
        const { defaultPath = '' } = args.at(-1) as { defaultPath?: string };
        const name = defaultPath.split('/').at(-1) ?? '';
        return Promise.resolve({ canceled: false, filePath: `${folder}-${name}` });
      };
    }, suggested);
    await dialog.getByRole('button', { name: 'Download' }).click();
    const path = `${suggested}-Order look-up.APIKEY`;
    await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8')).toBe(secret);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('the key is theirs, works, and stands in the account’s list', async () => {
    await expect(rowOf(page, 'Order look-up')).toContainText('Active');
    expect(await page.content()).not.toContain(secret);
    const asking = (path: string) => verify(data, secret, '--method', 'GET', '--path', path);
    expect(await asking('/v1/orders/7')).toMatchObject({
      code: 0,
      answer: { code: 'VALID', key: { owner: USERNAME } },
    });
    expect(await asking('/v1/customers')).toMatchObject({ code: 1, answer: { code: 'API_NOT_ALLOWED' } });
  });
});
