import type { Page } from '@playwright/test';
import { expectCounted } from '../support/key-screens.ts';
import { plainKey } from '../support/many-keys.ts';
import { button, expect, field, test } from '../support/ui-test.ts';

/** Actions on keys that are on many pages, most of them never read. */

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected keys' });
const dialog = (page: Page) => page.getByRole('dialog');
const tick = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}` });
const count = (page: Page, text: string) => page.getByText(text, { exact: true });

test.beforeEach(async ({ signedIn, open, page }) => {
  // Every tenth is revoked already, and the last of those for good.
  await signedIn.putKeys(350, (index) =>
    plainKey(index, {
      revocation: index % 10 !== 0 ? null : index === 340 ? 'permanent' : 'until-reinstated',
    }),
  );
  await open();
  await expectCounted(page, '350 keys');
});

async function filter(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('all but some are revoked, and those that were are named row by row', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Select all keys' }).check();
  await tick(page, 'Key 000350').uncheck();
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await tick(page, 'Key 000002').uncheck();
  await expect(bar(page)).toContainText('348 selected');
  await bar(page).getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog(page)).toContainText('313 of 348 keys will be revoked until reinstated.');
  await expect(dialog(page)).toContainText('35 keys stay as they are');
  await expect(dialog(page)).toContainText('No use of these keys has been recorded yet.');
  await button(page, 'Revoke 313 keys').click();
  await expect(dialog(page)).toContainText('313 keys were revoked until reinstated.');
  const refused = dialog(page).getByRole('table').getByRole('row');
  await expect(refused).toHaveCount(36);
  await expect(refused.filter({ hasText: 'Key 000341' })).toContainText('is revoked already');
  // What came of it stands in the dialog; a toast would say it twice.
  await expect(count(page, '313 keys were revoked until reinstated.')).toHaveCount(1);
  await button(page, 'Close').click();
  await filter(page, 'Status', 'Active');
  await expect(count(page, '2 of 350 keys')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveText(['Key 000350', 'Key 000002']);
});

test('all that a filter shows are removed, counted everywhere, and brought back', async ({ page }) => {
  // The one that is revoked for good does not count.
  await expect(count(page, '349/10,000,000 keys')).toBeVisible();
  await filter(page, 'Status', 'Revoked');
  await expect(count(page, '35 of 350 keys')).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(dialog(page)).toContainText('35 keys will be removed.');
  await button(page, 'Remove 35 keys').click();
  await expect(count(page, '0 of 315 keys')).toBeVisible();
  await expect(count(page, '315/10,000,000 keys')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(count(page, '35 of 350 keys')).toBeVisible();
  await expect(count(page, '349/10,000,000 keys')).toBeVisible();
  await button(page, 'Clear filters').click();
  await expect(count(page, '350 keys')).toBeVisible();
});

test('ticks on several pages are kept while others are scrolled by and the order changes', async ({
  page,
}) => {
  await tick(page, 'Key 000350').check();
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await tick(page, 'Key 000002').check();
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await expect(tick(page, 'Key 000002')).toBeChecked();
  await expect(bar(page)).toContainText('2 selected');
  await bar(page).getByRole('button', { name: 'Reinstate' }).click();
  await expect(dialog(page)).toContainText('No key would be reinstated.');
  await expect(dialog(page).getByRole('row').filter({ hasText: 'Key 000350' })).toContainText(
    'is not revoked',
  );
  await expect(dialog(page).getByRole('row').filter({ hasText: 'Key 000002' })).toContainText(
    'is not revoked',
  );
  await expect(dialog(page).getByRole('button')).toHaveText(['Close']);
  await button(page, 'Close').click();
  await expect(bar(page)).toContainText('2 selected');
});

test('a range begins at the key that was ticked, also when others have come above it', async ({
  page,
  program,
}) => {
  await tick(page, 'Key 000348').check();
  await program.generate({ name: 'From elsewhere' });
  program.emit('store-changed', {});
  await expect(page.getByRole('row').filter({ hasText: 'From elsewhere' })).toBeVisible();
  await tick(page, 'Key 000345').click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('4 selected');
  await expect(tick(page, 'Key 000349')).not.toBeChecked();
  await expect(tick(page, 'Key 000348')).toBeChecked();
  await expect(tick(page, 'Key 000345')).toBeChecked();
});

test('a search and a selection of all that it found go together', async ({ page, program }) => {
  await field(page, 'Search keys').fill('Key 00001');
  await expect(count(page, '10 of 350 keys')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all keys' }).check();
  await bar(page).getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText(/^10 keys exported to/)).toBeVisible();
  const [csv = ''] = program.savedFiles.values();
  expect(csv.match(/Key \d{6}/g)).toEqual(Array.from({ length: 10 }, (_, at) => `Key 0000${19 - at}`));
});
