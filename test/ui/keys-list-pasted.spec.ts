import type { Page } from '@playwright/test';
import { generateKey, keyHint } from '../../src/core/keys/key-format.ts';
import { pasteInto, secretOf } from '../support/key-screens.ts';
import { button, expect, field, test } from '../support/ui-test.ts';

/** Everything that the window keeps: DOM with the values of fields, storage, address, history. */
async function everything(page: Page): Promise<string> {
  return page.evaluate(() => {
    const values = [...document.querySelectorAll('input')].map(({ value }) => value);
    return [
      document.documentElement.outerHTML,
      values,
      JSON.stringify({ ...window.localStorage }),
      JSON.stringify({ ...window.sessionStorage }),
      window.location.href,
    ].join('\n');
  });
}

test('a whole pasted key finds its row and is kept nowhere', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'Another' });
  const { id, text } = await secretOf(signedIn, 'ERP integration');
  await open();
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => seen.push(document.documentElement.outerHTML)).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await pasteInto(field(page, 'Search keys'), `  ${text}\n`);
  await expect(page.getByText(`Key ${keyHint(text)}: current secret of “ERP integration”`)).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveText(['ERP integration']);
  await expect(page.getByText('1 of 2 keys')).toBeVisible();
  await expect(field(page, 'Search keys')).toHaveValue('');
  const body = text.slice(3);
  expect(await everything(page)).not.toContain(body);
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen.join('\n'))).not.toContain(
    body,
  );
  expect(signedIn.calls.filter((call) => call === 'keys.find')).toHaveLength(1);
  await button(page, 'Show all keys again').click();
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  expect(id).toBe(2);
});

test('typed to its last character, dropped or within other text it is caught as well', async ({
  signedIn,
  open,
  page,
}) => {
  const { text } = await secretOf(signedIn, 'ERP integration');
  await open();
  const chip = page.getByText(`Key ${keyHint(text)}: current secret of “ERP integration”`);
  await field(page, 'Search keys').pressSequentially(text);
  await expect(chip).toBeVisible();
  await expect(field(page, 'Search keys')).toHaveValue('');
  await button(page, 'Show all keys again').click();
  await expect(chip).toHaveCount(0);
  await pasteInto(field(page, 'Search keys'), `X-API-Key: ${text}`);
  await expect(chip).toBeVisible();
  await button(page, 'Show all keys again').click();
  await field(page, 'Search keys').evaluate((input, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', text);
    input.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, text);
  await expect(chip).toBeVisible();
  await button(page, 'Show all keys again').click();
  await field(page, 'Search keys').fill(text);
  await expect(chip).toBeVisible();
  expect(await everything(page)).not.toContain(text.slice(3));
});

test('a previous secret, a removed key, one of elsewhere and a mistyped one are each said so', async ({
  signedIn,
  open,
  page,
}) => {
  const rotated = await secretOf(signedIn, 'Rotated');
  const { secret } = await signedIn.api.keys.rotate({ id: rotated.id, overlap: '1-hour' });
  await signedIn.api.secrets.release({ id: secret.id, loseIt: true });
  const removed = await secretOf(signedIn, 'Gone');
  await signedIn.api.keys.remove({ id: removed.id });
  await open();
  await expect(page.getByRole('rowheader')).toContainText(['Rotated']);

  await pasteInto(field(page, 'Search keys'), rotated.text);
  await expect(page.getByText(`Key ${keyHint(rotated.text)}: previous secret of “Rotated”`)).toBeVisible();
  await expect(page.getByRole('rowheader')).toContainText(['Rotated']);

  await pasteInto(field(page, 'Search keys'), removed.text);
  const status = page.getByRole('status').filter({ hasText: 'secret of “Gone”, which was removed' });
  await expect(status).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No row for this key' })).toBeVisible();

  const unknown = generateKey('lk');
  await pasteInto(field(page, 'Search keys'), unknown);
  await expect(page.getByText(`Key ${keyHint(unknown)}: not known here`).first()).toBeVisible();
  const last = unknown.endsWith('0') ? '1' : '0';
  await pasteInto(field(page, 'Search keys'), unknown.slice(0, -1) + last);
  await expect(page.getByText('mistyped or cut off').first()).toBeVisible();
  await button(page, 'Show all keys').click();
  await expect(page.getByRole('rowheader')).toContainText(['Rotated']);
});

test('a key that cannot be looked for says why, and what is typed next is searched', async ({
  signedIn,
  open,
  page,
}) => {
  const { text } = await secretOf(signedIn, 'ERP integration');
  signedIn.substitute('keys.find', () => ({
    ok: false,
    code: 'STORE_BUSY',
    message: 'Another program is writing.',
  }));
  await open();
  await pasteInto(field(page, 'Search keys'), text);
  await expect(page.getByText(`Key ${keyHint(text)}: Another program is writing.`).first()).toBeVisible();
  await field(page, 'Search keys').fill('erp');
  await expect(page.getByRole('rowheader')).toHaveText(['ERP integration']);
  await expect(page.getByText('Another program is writing.')).toHaveCount(0);
});
