import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from './support/cli.ts';
import { choose, expect, shownSecret, signIn, test, USERNAME } from './support/program.ts';

/** Seed 001: a key for oneself, limited to API sets by two columns, saved from the Save window. */
test('seed 001: a key for oneself, with API sets', async ({ data, seed, start }) => {
  await seed();
  const { app, page } = await start();
  await signIn(page);

  await test.step('1–3: the key is for the person who is signed in', async () => {
    await page.getByRole('button', { name: 'Generate API Key' }).first().click();
    await choose(page, 'Owner', USERNAME);
  });

  await test.step('4: name, description, and API sets moved to and fro', async () => {
    await page.getByRole('textbox', { name: 'Key Name' }).fill('Order look-up');
    await page.getByRole('textbox', { name: 'Description' }).fill('Looks orders up from the desk.');
    await page.getByRole('radio', { name: 'Only selected API sets' }).check();
    const available = page.getByRole('listbox', { name: 'Available API' });
    const selected = page.getByRole('listbox', { name: 'Selected API' });
    for (const name of ['Customers', 'Orders']) {
      await available.getByRole('option', { name }).click();
      await page.getByRole('button', { name: 'Add selected' }).click();
      await expect(selected.getByRole('option', { name })).toBeVisible();
    }
    await selected.getByRole('option', { name: 'Customers' }).click();
    await page.getByRole('button', { name: 'Remove selected' }).click();
    await expect(available.getByRole('option', { name: 'Customers' })).toBeVisible();
    await expect(selected.getByRole('option')).toHaveCount(1);
  });

  const secret = await test.step('5: generating opens the Save window', async () => {
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
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

  await test.step('the key is theirs, works, and is limited to the set', async () => {
    await expect(page.getByRole('row', { name: /Order look-up/ })).toContainText(USERNAME);
    const asking = (path: string) => verify(data, secret, '--method', 'GET', '--path', path);
    expect(await asking('/v1/orders/7')).toMatchObject({
      code: 0,
      answer: { code: 'VALID', key: { owner: USERNAME } },
    });
    expect(await asking('/v1/customers')).toMatchObject({ code: 1, answer: { code: 'API_NOT_ALLOWED' } });
    await page
      .getByRole('row', { name: /Order look-up/ })
      .getByRole('button', { name: 'More actions' })
      .click();
    await page.getByRole('menuitem', { name: 'View details' }).click();
    await expect(page.getByRole('heading', { name: 'Order look-up' })).toBeVisible();
    await expect(page.getByText('/v1/orders/**')).toBeVisible();
  });
});
