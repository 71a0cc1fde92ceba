import type { Page } from '@playwright/test';
import { plainKey } from '../support/many-keys.ts';
import { AppError } from '../../src/shared/rpc.ts';
import { button, expect, expectAccessible, field, test } from '../support/ui-test.ts';

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected keys' });
const dialog = (page: Page) => page.getByRole('dialog');
const HOUR = 3_600_000;
const now = Date.now();

/** Six keys: two revoked for now, one for good, and the others used in various ways. */
const MADE = [
  plainKey(0, { name: 'ERP integration', lastUsedAt: now - 3.5 * HOUR }),
  plainKey(1, { name: 'Mobile App', lastUsedAt: now - 7.5 * HOUR }),
  plainKey(2, { name: 'Website' }),
  plainKey(3, { name: 'Old import', revocation: 'until-reinstated' }),
  plainKey(4, { name: 'Older import', revocation: 'until-reinstated' }),
  plainKey(5, { name: 'Oldest import', revocation: 'permanent' }),
];

test.beforeEach(async ({ signedIn, open, page }) => {
  await signedIn.putKeys(MADE.length, (index) => MADE[index] ?? plainKey(index));
  await open();
  await expect(page.getByText('6 keys', { exact: true })).toBeVisible();
});

async function selectAnd(page: Page, action: string, ...names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  await bar(page).getByRole('button', { name: action }).click();
}

test('Revoke shows what it would hit and what it would leave, then does it', async ({ page }) => {
  await selectAnd(page, 'Revoke', 'ERP integration', 'Mobile App', 'Old import');
  await expect(page.getByRole('dialog', { name: 'Revoke selected keys' })).toBeVisible();
  await expect(dialog(page)).toContainText('2 of 3 keys will be revoked until reinstated.');
  await expect(dialog(page)).toContainText('Any applications using them will lose access immediately.');
  await expect(dialog(page).getByRole('list', { name: 'Used last' }).getByRole('listitem')).toHaveText([
    /ERP integration\s*3 hours ago/,
    /Mobile App\s*7 hours ago/,
  ]);
  await expect(dialog(page).getByRole('row').filter({ hasText: 'Old import' })).toContainText(
    'is revoked already',
  );
  await expect(button(page, 'Cancel')).toBeFocused();
  await expectAccessible(page);
  await button(page, 'Revoke 2 keys').click();
  await expect(dialog(page)).toContainText('2 keys were revoked until reinstated.');
  await expect(dialog(page).getByRole('row').filter({ hasText: 'Old import' })).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Close').click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText('Revoked', { exact: true })).toHaveCount(5);
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole('grid')).toBeFocused();
});

test('Reinstate leaves what was revoked for good, and says so', async ({ page }) => {
  await selectAnd(page, 'Reinstate', 'Old import', 'Oldest import');
  await expect(dialog(page)).toContainText('1 of 2 keys will be reinstated.');
  await expect(dialog(page).getByRole('row').filter({ hasText: 'Oldest import' })).toContainText(
    'revoked permanently',
  );
  await button(page, 'Reinstate 1 key').click();
  await expect(dialog(page)).toContainText('1 key was reinstated.');
  await button(page, 'Close').click();
  await expect(page.getByText('Revoked', { exact: true })).toHaveCount(2);
});

test('Remove can be undone', async ({ page }) => {
  await selectAnd(page, 'Remove', 'ERP integration', 'Website', 'Oldest import');
  await expect(dialog(page)).toContainText('3 keys will be removed.');
  await button(page, 'Remove 3 keys').click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText('3 keys', { exact: true })).toBeVisible();
  await button(page, 'Undo').click();
  await expect(page.getByText('6 keys', { exact: true })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Website' })).toBeVisible();
});

test('what cannot be brought back is said key by key', async ({ page, program }) => {
  await selectAnd(page, 'Remove', 'ERP integration', 'Website');
  await button(page, 'Remove 2 keys').click();
  await expect(page.getByText('4 keys', { exact: true })).toBeVisible();
  await program.sql("UPDATE keys SET name = 'Website', name_key = 'website' WHERE name = 'Mobile App'");
  await button(page, 'Undo').click();
  await expect(page.getByRole('dialog', { name: 'Some keys could not be brought back' })).toBeVisible();
  await expect(dialog(page)).toContainText('1 key was brought back.');
  await expect(dialog(page).getByRole('row').filter({ hasText: 'Website' })).toContainText(
    'already a key named',
  );
});

test('Export writes the selected keys where the person wants, without a question', async ({
  page,
  program,
}) => {
  await page.getByRole('checkbox', { name: 'Select all keys' }).check();
  await page.getByRole('checkbox', { name: 'Select Website' }).uncheck();
  await expect(bar(page)).toContainText('5 selected');
  await bar(page).getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('5 keys exported to /home/ada/Documents/API keys.csv.')).toBeVisible();
  const [csv] = program.savedFiles.values();
  expect(csv).toContain('ERP integration');
  expect(csv).not.toContain('Website');
  await expect(bar(page)).toContainText('5 selected');
});

test('an export that fails or is cancelled says so, or nothing', async ({ page, program }) => {
  await page.getByRole('checkbox', { name: 'Select all keys' }).check();
  program.saveTo = new AppError('NOT_SAVED', 'The disk is full.');
  await bar(page).getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('The disk is full.')).toBeVisible();
  await button(page, 'Dismiss').click();
  program.saveTo = null;
  await bar(page).getByRole('button', { name: 'Export' }).click();
  await page.waitForTimeout(300);
  await expect(page.getByText(/exported to/)).toHaveCount(0);
});

test('when the keys have changed since the dry run, nothing is done and it is shown again', async ({
  page,
  program,
}) => {
  await page.getByRole('checkbox', { name: 'Select all keys' }).check();
  await bar(page).getByRole('button', { name: 'Revoke' }).click();
  await expect(button(page, 'Revoke 3 keys')).toBeVisible();
  await program.sql("UPDATE keys SET revocation = 'permanent', revoked_at = 1 WHERE name = 'Website'");
  await button(page, 'Revoke 3 keys').click();
  await expect(dialog(page)).toContainText('The keys have changed meanwhile, and nothing was done.');
  await button(page, 'Revoke 2 keys').click();
  await expect(dialog(page)).toContainText('2 keys were revoked');
});

test('a long one shows how far it is, and Cancel leaves everything as it was', async ({ page, program }) => {
  await page.getByRole('checkbox', { name: 'Select all keys' }).check();
  await bar(page).getByRole('button', { name: 'Remove' }).click();
  let end = () => {};
  program.substitute('keys.batch', async () => {
    await new Promise<void>((resolve) => (end = resolve));
    return { ok: false, code: 'CANCELLED', message: 'Stopped. Nothing was changed.' };
  });
  program.substitute('keys.cancelBatch', () => {
    end();
    return { ok: true, value: {} };
  });
  await button(page, 'Remove 6 keys').click();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
  program.emit('batch-progress', { done: 3, of: 6 });
  await expect(dialog(page)).toContainText('3 of 6 keys');
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toContainText('Stopped. Nothing was changed.');
  await button(page, 'Close').click();
  await expect(page.getByText('6 keys', { exact: true })).toHaveCount(0);
  await expect(bar(page)).toContainText('6 selected');
});

test('a dry run or a batch that fails says why and can be tried again', async ({ page, program }) => {
  const busy = { ok: false, code: 'STORE_BUSY', message: 'Another program is writing.' } as const;
  program.substitute('keys.previewBatch', () => busy);
  await selectAnd(page, 'Revoke', 'Website');
  await expect(dialog(page)).toContainText(busy.message);
  program.restore('keys.previewBatch');
  await button(page, 'Try again').click();
  program.substitute('keys.batch', () => busy);
  await button(page, 'Revoke 1 key').click();
  await expect(dialog(page)).toContainText(busy.message);
  await button(page, 'Close').click();
  await expect(bar(page)).toContainText('1 selected');
});

test('Delete with a selection asks about all of it', async ({ page }) => {
  await page.getByRole('checkbox', { name: 'Select Website' }).check();
  await page.getByRole('checkbox', { name: 'Select Mobile App' }).check();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Delete');
  await expect(dialog(page)).toContainText('2 keys will be removed.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();
});

test.describe('Batch actions', () => {
  const choose = async (page: Page, name: string) => {
    await button(page, 'Batch actions').click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
  };

  test('Revoke all API keys asks for the number, whatever the list shows', async ({ page }) => {
    await field(page, 'Search keys').fill('website');
    await expect(page.getByText('1 of 6 keys')).toBeVisible();
    await choose(page, 'Revoke all API keys');
    await expect(dialog(page)).toContainText('3 keys will be revoked until reinstated.');
    const confirm = dialog(page).getByLabel('Type 3 to confirm');
    await expect(confirm).toBeFocused();
    const revoke = button(page, 'Revoke 3 keys');
    await expect(revoke).toBeDisabled();
    await confirm.fill('2');
    await expect(revoke).toBeDisabled();
    await page.keyboard.press('Enter');
    await expect(revoke).toBeVisible();
    await confirm.fill('3');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByText('3 keys were revoked until reinstated.')).toBeVisible();
    await button(page, 'Clear filters').click();
    await expect(page.getByText('Revoked', { exact: true })).toHaveCount(6);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Batch actions');
  });

  test('Reinstate all API keys', async ({ page }) => {
    await choose(page, 'Reinstate all API keys');
    await expect(dialog(page)).toContainText('2 of 3 keys will be reinstated.');
    await dialog(page).getByLabel('Type 2 to confirm').fill('2');
    await button(page, 'Reinstate 2 keys').click();
    await expect(dialog(page)).toContainText('2 keys were reinstated.');
    await button(page, 'Close').click();
    await expect(page.getByText('Revoked', { exact: true })).toHaveCount(1);
  });

  test('Delete all revoked API keys', async ({ page }) => {
    await choose(page, 'Delete all revoked API keys');
    await dialog(page).getByLabel('Type 3 to confirm').fill('3');
    await button(page, 'Remove 3 keys').click();
    await expect(page.getByText('3 keys', { exact: true })).toBeVisible();
    await button(page, 'Undo').click();
    await expect(page.getByText('6 keys', { exact: true })).toBeVisible();
    await choose(page, 'Delete all revoked API keys');
    await button(page, 'Cancel').click();
    await expect(button(page, 'Batch actions')).toBeFocused();
  });

  test('with nothing to do there is nothing to confirm', async ({ page, program }) => {
    await program.sql('UPDATE keys SET revocation = NULL, revoked_at = NULL');
    await choose(page, 'Reinstate all API keys');
    await expect(dialog(page)).toContainText('There is no such key.');
    await expect(dialog(page).getByRole('button')).toHaveText(['Close']);
    await button(page, 'Close').click();
    await expect(dialog(page)).toHaveCount(0);
  });
});
