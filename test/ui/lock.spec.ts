import type { Page } from '@playwright/test';
import { choose } from '../support/key-screens.ts';
import { ADMIN } from '../support/ui-program.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const unlock = async (page: Page, password: string = ADMIN.password) => {
  await field(page, 'Password').fill(password);
  await button(page, 'Unlock').click();
};

test.describe('over an unsaved form', () => {
  test.beforeEach(async ({ signedIn: _, open, page }) => {
    await open('/tenant-api-keys/new');
    await fill(page, {
      'Key Name': 'ERP integration',
      Description: 'Nightly import',
      'Expiration Date': '31/12/2099',
    });
    await button(page, 'Lock').click();
    await expect(heading(page, 'Locked')).toBeVisible();
  });

  test('a lock keeps what was typed', async ({ page }) => {
    await expect(page).toHaveTitle('Locked – Latchkey');
    await unlock(page);
    await expect(heading(page, 'Generate API Key')).toBeVisible();
    await expect(field(page, 'Key Name')).toHaveValue('ERP integration');
    await expect(field(page, 'Description')).toHaveValue('Nightly import');
    await expect(field(page, 'Expiration Date')).toHaveValue('31/12/2099');
    await expect(page).toHaveTitle('Generate API Key – Latchkey');
  });

  test('nothing below can be seen, reached or read out', async ({ page }) => {
    // Mounted, which is how it keeps what was typed, but hidden.
    await expect(field(page, 'Key Name')).toHaveCount(1);
    await expect(field(page, 'Key Name')).toBeHidden();
    await expect(page.getByText('Northwind Traders', { exact: true })).toBeHidden();
    expect(await page.locator('body').ariaSnapshot()).not.toContain('Key Name');
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('.program') === null)).toBe(true);
    }
    await page.keyboard.press('Control+N');
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('a wrong password does not open it', async ({ page }) => {
    await unlock(page, 'not the password');
    await expect(page.getByText('The password is wrong. Try again.')).toBeVisible();
    await expect(heading(page, 'Locked')).toBeVisible();
    await expect(field(page, 'Key Name')).toBeHidden();
  });

  test('signing out from the lock ends the session', async ({ page }) => {
    await button(page, 'Sign out').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expect(field(page, 'Key Name')).toHaveCount(0);
  });

  test('after a reload nothing is asked for before it is unlocked', async ({ page, program }) => {
    program.calls.length = 0;
    await page.reload();
    await expect(heading(page, 'Locked')).toBeVisible();
    expect(program.calls).toEqual(['session.state']);
    await unlock(page);
    await expect(heading(page, 'Generate API Key')).toBeVisible();
  });
});

test('the main process locks by itself, e.g. when nobody is there', async ({ signedIn, open, page }) => {
  await open();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await signedIn.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  await expect(field(page, 'Password')).toBeFocused();
});

test('Ctrl+L and the native menu lock', async ({ signedIn, open, page }) => {
  await open();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await page.keyboard.press('Control+L');
  await expect(heading(page, 'Locked')).toBeVisible();
  await unlock(page);
  await expect(heading(page, 'API Keys')).toBeVisible();
  signedIn.emit('menu', 'lock');
  await expect(heading(page, 'Locked')).toBeVisible();
});

test.describe('over a key that is not saved yet', () => {
  let secret = '';

  test.beforeEach(async ({ signedIn, open, page }) => {
    await open('/tenant-api-keys/new');
    await fill(page, { 'Key Name': 'ERP integration' });
    await choose(page, 'Authorization Group', 'Read only');
    await button(page, 'Generate').click();
    secret = await field(page, 'API key').inputValue();
    await signedIn.lock('suspend');
    await expect(heading(page, 'Locked')).toBeVisible();
  });

  test('a lock takes the key off the page, and unlocking brings it back', async ({ page }) => {
    await expect(field(page, 'API key')).toHaveCount(0);
    expect(await page.content()).not.toContain(secret);
    await unlock(page);
    await expect(field(page, 'API key')).toHaveValue(secret);
    await expect(page.getByText('Copy this key now. It will not be shown again.')).toBeVisible();
  });

  test('closing the window meanwhile is answered after unlocking', async ({ page, program }) => {
    program.emit('close-requested', { secretId: 'any' });
    await expect(page.getByText('Something you generated is not saved yet')).toBeVisible();
    await unlock(page);
    await expect(page.getByRole('dialog', { name: 'Close without saving the key?' })).toBeVisible();
    await button(page, 'Close without saving').click();
    await expect.poll(() => page.evaluate(() => window.latchkeyClosed)).toBe(true);
  });

  test('signing out is refused, because it would lose the key', async ({ page }) => {
    await button(page, 'Sign out').click();
    await expect(page.getByRole('alert').filter({ hasText: 'has not been saved yet' })).toBeVisible();
    await unlock(page);
    await expect(field(page, 'API key')).toHaveValue(secret);
  });
});
