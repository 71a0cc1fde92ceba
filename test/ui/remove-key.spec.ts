import type { Page } from '@playwright/test';
import { dialog, erp, refusal, wasUsed } from '../support/key-screens.ts';
import { button, expect, expectAccessible, heading, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn, open, page }) => {
  const id = await erp(signedIn);
  await wasUsed(signedIn, id, '10.1.2.3');
  await open(`/tenant-api-keys/${id}`);
  await expect(heading(page, 'ERP integration')).toBeVisible();
});

async function ask(page: Page) {
  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  return dialog(page, 'Remove API Key');
}

test('it says what it breaks, and closing it goes back to the menu’s button', async ({ page }) => {
  const question = await ask(page);
  await expect(question).toContainText(
    'If you remove the API key ERP integration, all applications and integrations that use it will cease to function.',
  );
  await expect(question).toContainText('Last used 4 minutes ago');
  await expect(button(page, 'Cancel')).toBeFocused();
  await expectAccessible(page);
  await button(page, 'Cancel').click();
  await expect(button(page, 'More actions')).toBeFocused();
});

test('removed, the list comes back without it, and Undo brings it back', async ({ page, program }) => {
  await (await ask(page)).getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await expect(page.getByText('0/10 keys')).toBeVisible();
  const toast = page.getByRole('status').filter({ hasText: 'Removed “ERP integration”.' });
  await expect(toast).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Undo').press('Enter');
  await expect(page.getByRole('row', { name: /ERP integration/ })).toBeVisible();
  await expect(page.getByText('1/10 keys')).toBeVisible();
  await expect(toast).toHaveCount(0);
  expect((await program.api.keys.get({ id: 1 })).row.state).toBe('active');
});

test('an undo that fails says why', async ({ page, program }) => {
  await (await ask(page)).getByRole('button', { name: 'Continue' }).click();
  await program.generate({ name: 'erp INTEGRATION' });
  await button(page, 'Undo').click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'There is already a key named “ERP integration”.' }),
  ).toBeVisible();
  await expect(button(page, 'Undo')).toHaveCount(0);
  await button(page, 'Dismiss').click();
  await expect(page.getByText('There is already a key')).toHaveCount(0);
});

test('the offer goes after 10 s, but not while the mouse or the focus is on it', async ({ page }) => {
  await page.clock.install();
  await (await ask(page)).getByRole('button', { name: 'Continue' }).click();
  await expect(button(page, 'Undo')).toBeVisible();
  await page.clock.runFor(8_000);
  await expect(button(page, 'Undo')).toBeVisible();
  await button(page, 'Undo').focus();
  await page.clock.runFor(20_000);
  await expect(button(page, 'Undo')).toBeVisible();
  await button(page, 'Undo').blur();
  await page.getByText('Removed “ERP integration”.').hover();
  await page.clock.runFor(20_000);
  await expect(button(page, 'Undo')).toBeVisible();
  await page.mouse.move(5, 5);
  await page.clock.runFor(11_000);
  await expect(button(page, 'Undo')).toHaveCount(0);
});

test('a failure stays in the dialog', async ({ page, program }) => {
  program.substitute('keys.remove', refusal('Another program is writing.'));
  const question = await ask(page);
  await question.getByRole('button', { name: 'Continue' }).click();
  await expect(question.getByRole('alert')).toHaveText('Another program is writing.');
  program.restore('keys.remove');
  await question.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('0/10 keys')).toBeVisible();
});
