import type { Page } from '@playwright/test';
import { AppError } from '../../src/shared/rpc.ts';
import { choose } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Save generated key' });
const question = (page: Page) => page.getByRole('dialog', { name: 'Close without saving the key?' });

/** Everywhere in the window where a secret could have stayed. */
const traces = (page: Page) =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((input) => (input as HTMLInputElement).value),
      window.location.href,
      JSON.stringify(window.history.state),
      JSON.stringify({ ...window.localStorage }),
      JSON.stringify({ ...window.sessionStorage }),
      window.name,
    ].join('\n'),
  );

let secret = '';

test.beforeEach(async ({ signedIn: _, open, page }) => {
  await open('/tenant-api-keys/new');
  await field(page, 'Key Name').fill('ERP integration');
  await choose(page, 'Authorization Group', 'Read only');
  await button(page, 'Generate').click();
  await expect(page.getByText('Copy this key now. It will not be shown again.')).toBeVisible();
  secret = await field(page, 'API key').inputValue();
  expect(secret).toMatch(/^lk_[0-9A-Za-z]{38}$/);
});

test('Escape and a click outside do not close it', async ({ page }) => {
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 400);
  await expect(dialog(page)).toBeVisible();
  await expect(question(page)).toHaveCount(0);
});

test('closing it unsaved asks; going back keeps the key', async ({ page, program }) => {
  await button(page, 'Close').click();
  await expect(question(page)).toBeVisible();
  await expect(button(page, 'Go back')).toBeFocused();
  await button(page, 'Go back').click();
  await expect(question(page)).toHaveCount(0);
  await expect(field(page, 'API key')).toHaveValue(secret);
  expect(await program.api.secrets.pending(undefined)).toHaveLength(1);
});

test('closing it unsaved is possible, and then the key is nowhere in the window', async ({
  page,
  program,
}) => {
  expect(await traces(page)).toContain(secret);
  await button(page, 'Close').click();
  await button(page, 'Close without saving').click();
  await expect(dialog(page)).toHaveCount(0);
  expect(await traces(page)).not.toContain(secret);
  expect(await program.api.secrets.pending(undefined)).toEqual([]);
  expect(await page.evaluate(() => window.latchkeyClosed)).toBeUndefined();
});

test('copied, it closes without a question and is nowhere in the window', async ({ page, program }) => {
  await button(page, 'Copy to clipboard').click();
  await expect(page.getByText('Copied. The clipboard is cleared in 60 s.')).toBeVisible();
  expect(program.clipboard).toBe(secret);
  await button(page, 'Close').click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(heading(page, 'API Keys')).toBeFocused();
  await expect(page.locator('tr[data-fresh]')).toContainText('ERP integration');
  expect(await traces(page)).not.toContain(secret);
});

test('copied, it closes by Escape too', async ({ page }) => {
  await button(page, 'Copy to clipboard').click();
  await expect(page.getByText('Copied.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
});

test('downloaded, it is a file with the key alone', async ({ page, program }) => {
  await button(page, 'Download').click();
  await expect(page.getByText('Saved to /home/ada/Documents/ERP integration.APIKEY')).toBeVisible();
  expect(program.savedFiles.get('ERP integration.APIKEY')).toBe(secret);
  await button(page, 'Close').click();
  await expect(dialog(page)).toHaveCount(0);
});

test('a cancelled download saves nothing, and closing still asks', async ({ page, program }) => {
  program.saveTo = null;
  await button(page, 'Download').click();
  await expect(page.getByText('Not downloaded: no place was chosen.')).toBeVisible();
  await button(page, 'Close').click();
  await expect(question(page)).toBeVisible();
});

test('a download that fails says why and keeps the key, which can be saved elsewhere', async ({
  page,
  program,
}) => {
  program.saveTo = new AppError('SAVE_FAILED', 'The disk is full, so nothing was saved.');
  await button(page, 'Download').click();
  await expect(page.getByRole('alert').filter({ hasText: 'The disk is full' })).toBeVisible();
  await expect(page.getByText('Choose a place for the file…')).toHaveCount(0);
  await expect(field(page, 'API key')).toHaveValue(secret);
  await button(page, 'Close').click();
  await expect(question(page)).toBeVisible();
  await button(page, 'Go back').click();
  program.saveTo = '/media/stick';
  await button(page, 'Download').click();
  await expect(page.getByText('Saved to /media/stick/ERP integration.APIKEY')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('two clicks open one save dialog, and copying waits for its end', async ({ page, program }) => {
  const answer = program.hold('secrets.download');
  await button(page, 'Download').dblclick();
  await expect(page.getByText('Choose a place for the file…')).toBeVisible();
  await expect(button(page, 'Download')).toBeFocused();
  await button(page, 'Copy to clipboard').click();
  answer();
  await expect(page.getByText('Saved to')).toBeVisible();
  expect(program.calls.filter((call) => call.startsWith('secrets.') && call !== 'secrets.pending')).toEqual([
    'secrets.download',
  ]);
});

test('a copy that fails says so, and closing still asks', async ({ page, program }) => {
  program.substitute('secrets.copy', () => ({
    ok: false,
    code: 'CLIPBOARD',
    message: 'The clipboard is in use.',
  }));
  await button(page, 'Copy to clipboard').click();
  await expect(page.getByRole('alert').filter({ hasText: 'The clipboard is in use.' })).toBeVisible();
  await button(page, 'Close').click();
  await expect(question(page)).toBeVisible();
});

test('axe finds nothing serious in it, in a failure and in its question', async ({ page, program }) => {
  await expect(button(page, 'Copy to clipboard')).toBeFocused();
  await expectAccessible(page);
  program.saveTo = new AppError('SAVE_FAILED', 'The disk is full, so nothing was saved.');
  await button(page, 'Download').click();
  await expect(page.getByText('The disk is full')).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Close').click();
  await expect(question(page)).toBeVisible();
  await expectAccessible(page);
});

test('a lock takes the key off the page and brings it back unsaved', async ({ page, program }) => {
  await program.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  expect(await traces(page)).not.toContain(secret);
  await field(page, 'Password').fill('correct horse battery staple');
  await button(page, 'Unlock').click();
  await expect(field(page, 'API key')).toHaveValue(secret);
  await button(page, 'Close').click();
  await expect(question(page)).toBeVisible();
});

test('a reload shows the key again, as it was', async ({ page }) => {
  await page.reload();
  await expect(field(page, 'API key')).toHaveValue(secret);
  await button(page, 'Close').click();
  await expect(question(page)).toBeVisible();
  await button(page, 'Go back').click();
  await button(page, 'Copy to clipboard').click();
  await expect(page.getByText('Copied.')).toBeVisible();

  // That it was saved is known after a reload as well.
  await page.reload();
  await expect(field(page, 'API key')).toHaveValue(secret);
  await button(page, 'Close').click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(heading(page, 'API Keys')).toBeVisible();
});

test.describe('when the window is to close', () => {
  test.beforeEach(async ({ page, program }) => {
    const [waiting] = await program.api.secrets.pending(undefined);
    program.emit('close-requested', { secretId: waiting?.id ?? '' });
    await expect(question(page)).toBeVisible();
  });

  test('going back keeps it open', async ({ page }) => {
    await button(page, 'Go back').click();
    await expect(question(page)).toHaveCount(0);
    await expect(field(page, 'API key')).toHaveValue(secret);
    await button(page, 'Copy to clipboard').click();
    await button(page, 'Close').click();
    await expect(dialog(page)).toHaveCount(0);
    expect(await page.evaluate(() => window.latchkeyClosed)).toBeUndefined();
  });

  test('closing without saving gives the key up and closes', async ({ page, program }) => {
    await button(page, 'Close without saving').click();
    await expect.poll(() => page.evaluate(() => window.latchkeyClosed)).toBe(true);
    expect(await program.api.secrets.pending(undefined)).toEqual([]);
  });

  test('when giving it up fails, nothing closes and the key is still there', async ({ page, program }) => {
    program.substitute('secrets.release', () => ({
      ok: false,
      code: 'INTERNAL',
      message: 'Something went wrong.',
    }));
    await button(page, 'Close without saving').click();
    await expect(page.getByText('Something went wrong.')).toBeVisible();
    expect(await page.evaluate(() => window.latchkeyClosed)).toBeUndefined();
    await expect(field(page, 'API key')).toHaveValue(secret);
  });
});
