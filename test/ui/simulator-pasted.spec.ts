import type { Page } from '@playwright/test';
import { generateKey, keyHint } from '../../src/core/keys/key-format.ts';
import { pasteInto, secretOf } from '../support/key-screens.ts';
import { CONTOSO } from '../support/settings-screens.ts';
import { keyBox, present, result, simulate, SIMULATOR, steps, verdict } from '../support/simulator.ts';
import { button, expect, field, fill, test } from '../support/ui-test.ts';

/** Everything that the window keeps, and everything that ever stood in it since `watch`. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input')].map(({ value }) => value),
      JSON.stringify({ ...window.localStorage }),
      JSON.stringify({ ...window.sessionStorage }),
      window.location.href,
      ...((window as unknown as { seen?: string[] }).seen ?? []),
    ].join('\n'),
  );

const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => seen.push(document.documentElement.outerHTML)).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });

test.describe('a pasted key', () => {
  test('is asked about again and again, and never stands in the page', async ({ signedIn, open, page }) => {
    const { text } = await secretOf(signedIn, 'ERP integration');
    await open(SIMULATOR);
    await expect(keyBox(page)).toHaveAttribute('placeholder', 'Search keys, or paste one');
    await watch(page);
    await pasteInto(keyBox(page), `X-API-Key: ${text}\n`);
    await expect(field(page, 'Secret')).toHaveValue(keyHint(text));
    await expect(field(page, 'Secret')).toBeFocused();
    await simulate(page);
    await expect(verdict(page)).toHaveText('VALID');
    await expect(result(page)).toContainText(`ERP integration ${keyHint(text)}`);
    await fill(page, { Path: '/latchkey/keys' });
    await simulate(page);
    await expect(verdict(page)).toHaveText('KEY_MANAGEMENT_FORBIDDEN');
    await button(page, 'Forget this secret').click();
    await expect(field(page, 'Secret')).toHaveValue('');
    await expect(field(page, 'Secret')).toBeFocused();
    await simulate(page);
    await expect(page.getByText('Paste a secret, or choose “No key”.')).toBeVisible();
    // Typed to its last character, pasted and dropped into its own box.
    await field(page, 'Secret').pressSequentially(text);
    await expect(field(page, 'Secret')).toHaveValue(keyHint(text));
    await button(page, 'Forget this secret').click();
    await pasteInto(field(page, 'Secret'), text);
    await expect(field(page, 'Secret')).toHaveValue(keyHint(text));
    await simulate(page);
    await expect(verdict(page)).toHaveText('KEY_MANAGEMENT_FORBIDDEN');
    expect(await everything(page)).not.toContain(text.slice(3));
    expect((await signedIn.api.keys.get({ id: 1 })).row.lastUsedAt).toBeNull();
  });

  test('is forgotten by a lock, by another choice and by leaving the screen', async ({
    signedIn,
    open,
    page,
  }) => {
    const { text } = await secretOf(signedIn, 'ERP integration');
    await open(SIMULATOR);
    await present(page, 'Pasted secret');
    await pasteInto(field(page, 'Secret'), text);
    await fill(page, { Path: '/v1/orders' });
    await button(page, 'Lock').click();
    await fill(page, { Password: 'correct horse battery staple' });
    await button(page, 'Unlock').click();
    await expect(field(page, 'Path')).toHaveValue('/v1/orders');
    await expect(field(page, 'Secret')).toHaveValue('');
    await pasteInto(field(page, 'Secret'), text);
    await present(page, 'Chosen key');
    await present(page, 'Pasted secret');
    await expect(field(page, 'Secret')).toHaveValue('');
    await pasteInto(field(page, 'Secret'), text);
    await page.getByRole('link', { name: 'Roles' }).click();
    await page.getByRole('link', { name: 'Access simulator' }).click();
    await present(page, 'Pasted secret');
    await expect(field(page, 'Secret')).toHaveValue('');
  });

  test('that was cut off is malformed, and nothing of it is shown', async ({ signedIn, open, page }) => {
    const { text } = await secretOf(signedIn, 'ERP integration');
    await open(SIMULATOR);
    await present(page, 'Pasted secret');
    await watch(page);
    await pasteInto(field(page, 'Secret'), text.slice(0, -1));
    await expect(field(page, 'Secret')).toHaveValue('40 characters, not the shape of a key');
    await simulate(page);
    await expect(verdict(page)).toHaveText('MALFORMED');
    await expect(steps(page).nth(1)).toContainText('Its shape or its checksum is wrong.');
    expect(await everything(page)).not.toContain(text.slice(3, 20));
  });

  test('of a removed key is named, one of another tenant is one of nobody', async ({
    signedIn,
    open,
    page,
  }) => {
    const removed = await secretOf(signedIn, 'Gone');
    await signedIn.api.keys.remove({ id: removed.id });
    const { id } = await signedIn.api.tenants.create(CONTOSO);
    await signedIn.api.tenants.open({ id });
    const theirs = await secretOf(signedIn, 'Their key');
    await signedIn.api.tenants.open({ id: 1 });
    await open(SIMULATOR);
    await present(page, 'Pasted secret');
    await pasteInto(field(page, 'Secret'), removed.text);
    await simulate(page);
    await expect(verdict(page)).toHaveText('DELETED');
    await expect(result(page)).toContainText('The key “Gone” was removed.');
    await expect(result(page).getByRole('link')).toHaveCount(0);
    for (const text of [theirs.text, generateKey('lk')]) {
      await pasteInto(field(page, 'Secret'), text);
      await simulate(page);
      await expect(verdict(page)).toHaveText('NOT_FOUND');
      await expect(steps(page).nth(2)).toContainText('No key of this store has this secret.');
      await expect(result(page)).not.toContainText('Their key');
    }
  });
});
