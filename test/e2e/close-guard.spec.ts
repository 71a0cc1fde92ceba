import { expect, generateKey, signIn, test } from './support/program.ts';
import { findSecret } from './support/search.ts';

test('closing the window asks before an unsaved key is lost', async ({ seed, start }) => {
  await seed();
  const { app, page } = await start();
  await signIn(page);
  const secret = await generateKey(page, 'Nightly export');
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

  await close();
  const question = page.getByRole('dialog', { name: 'Close without saving the key?' });
  await question.getByRole('button', { name: 'Go back' }).click();
  await expect(page.getByRole('dialog', { name: 'Save generated key' }).getByRole('textbox')).toHaveValue(
    secret,
  );

  const gone = app.waitForEvent('close');
  await close();
  await question.getByRole('button', { name: 'Close without saving' }).click();
  await gone;
});

test('quitting asks too', async ({ seed, start }) => {
  await seed();
  const { app, page } = await start();
  await signIn(page);
  await generateKey(page, 'Nightly export');
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect(page.getByRole('dialog', { name: 'Close without saving the key?' })).toBeVisible();
});

test('an unsaved key survives a crash of the page, and is in no crash report', async ({
  seed,
  start,
  data,
}) => {
  await seed();
  const { app, page } = await start();
  await signIn(page);
  const secret = await generateKey(page, 'Nightly export');
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<void>((resolve) => {
      contents?.once('did-finish-load', () => resolve());
      contents?.forcefullyCrashRenderer();
    });
  });
  // Playwright's page is gone with the renderer; the program's own word is asked.
  const shown = () =>
    app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `[...document.querySelectorAll('input, textarea')].map((box) => box.value).find((text) => text.startsWith('lk_'))`,
        ) as Promise<string>,
    );
  await expect.poll(shown).toBe(secret);
  expect(findSecret(data, secret)).toEqual([]);
});

test('the clipboard is emptied on quitting if it still holds the key', async ({ seed, start }) => {
  await seed();
  const { app, page, output, quit } = await start();
  await signIn(page);
  const secret = await generateKey(page, 'Nightly export');
  await page.getByRole('button', { name: 'Copy to clipboard' }).click();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await app.evaluate(({ app: electron, clipboard }) => {
    electron.on('quit', () => console.log('clipboard at the end:', JSON.stringify(clipboard.readText())));
  });
  await quit();
  expect(output()).toContain('clipboard at the end: ""');
});
