import type { Page } from '@playwright/test';
import { ADMIN } from '../support/ui-program.ts';
import { expect, heading, test } from '../support/ui-test.ts';

/** Presses Tab until the control with this name has the focus, as someone without a mouse does. */
async function reach(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      const label =
        at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : null;
      return (at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '').trim();
    });
    if (here === name) {
      const seen = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement ?? document.body);
        return style.outlineStyle !== 'none' || style.borderColor !== 'rgba(0, 0, 0, 0)';
      });
      expect(seen, `the focus on ${name} can be seen`).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}

test('from set-up to the saved key in the list without a mouse', async ({ open, page, program }) => {
  const { keyboard } = page;
  await open();
  await expect(page).toHaveTitle('Set up Latchkey');
  for (const [label, text] of [
    ['Organisation name', ADMIN.organisation],
    ['Username', ADMIN.username],
    ['Password', ADMIN.password],
    ['Confirm password', ADMIN.password],
  ] as const) {
    await reach(page, label);
    await keyboard.type(text);
  }
  await keyboard.press('Enter');

  await expect(heading(page, 'Recovery codes')).toBeVisible();
  await reach(page, 'Copy');
  await keyboard.press('Enter');
  await expect(page.getByText('Copied.')).toBeVisible();
  await reach(page, 'I have stored them');
  await keyboard.press('Space');

  await expect(heading(page, 'API Keys')).toBeVisible();
  await keyboard.press('Control+N');
  await reach(page, 'Key Name');
  await keyboard.type('ERP integration');
  await reach(page, '90 days');
  await keyboard.press('Enter');
  await reach(page, 'Generate');
  await keyboard.press('Enter');

  await expect(page.getByRole('dialog', { name: 'Save generated key' })).toBeVisible();
  await reach(page, 'Copy to clipboard');
  await keyboard.press('Enter');
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(program.clipboard).toMatch(/^lk_/);
  await reach(page, 'Close');
  await keyboard.press('Enter');

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('rowheader')).toHaveText('ERP integration');
  await expect(page.getByText('1/10 keys')).toBeVisible();
});
