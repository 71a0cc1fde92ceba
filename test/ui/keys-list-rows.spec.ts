import type { Page } from '@playwright/test';
import { expectCounted } from '../support/key-screens.ts';
import { newKey } from '../support/keys.ts';
import { plainKey } from '../support/many-keys.ts';
import { button, expect, field, heading, test } from '../support/ui-test.ts';

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const inRow = (page: Page, name: string, action: string) =>
  rowOf(page, name).getByRole('button', { name: action, exact: true });

async function menuOf(page: Page, name: string): Promise<void> {
  await inRow(page, name, 'More actions').click();
  await expect(page.getByRole('menu')).toBeVisible();
}

test('the buttons of a row open what they name, and the focus comes back', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' }, { name: 'Mobile App' });
  await open();
  for (const [action, title] of [
    ['Edit', 'Edit API Key'],
    ['Rotate', 'Rotate API Key'],
    ['Revoke', 'Revoke API Key'],
  ] as const) {
    await inRow(page, 'ERP integration', action).click();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(inRow(page, 'ERP integration', action)).toBeFocused();
  }
});

test('More actions has every action, and one menu serves all rows', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' }, { name: 'Mobile App' });
  await open();
  await menuOf(page, 'ERP integration');
  await expect(page.getByRole('menuitem')).toHaveText([
    'View details',
    'View permissions',
    'Clone',
    'Edit',
    'Rotate',
    'Revoke',
    'Remove',
  ]);
  await expect(page.getByRole('menuitem', { name: 'View details' })).toBeFocused();
  await expect(inRow(page, 'ERP integration', 'More actions')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(inRow(page, 'ERP integration', 'More actions')).toBeFocused();

  await menuOf(page, 'Mobile App');
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove API Key' });
  await expect(dialog).toContainText('Mobile App');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(inRow(page, 'Mobile App', 'More actions')).toBeFocused();
  await menuOf(page, 'Mobile App');
  await page.getByRole('menuitem', { name: 'View permissions' }).click();
  await expect(page.getByRole('dialog')).toContainText('Mobile App');
  await page.keyboard.press('Escape');
  await menuOf(page, 'Mobile App');
  await page.getByRole('menuitem', { name: 'View details' }).click();
  await expect.poll(() => page.evaluate(() => window.location.hash)).toBe('#/tenant-api-keys/2');
  await page.goBack();
  await menuOf(page, 'Mobile App');
  await page.getByRole('menuitem', { name: 'Clone' }).click();
  await expect.poll(() => page.evaluate(() => window.location.hash)).toBe('#/tenant-api-keys/2/clone');
});

test('the right mouse button opens the same menu', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  await open();
  await rowOf(page, 'ERP integration').getByText('Tenant').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(page.getByRole('dialog', { name: 'Edit API Key' })).toBeVisible();
});

test('a change shows in its row at once, without reading the list again', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' }, { name: 'Mobile App' });
  await open();
  await expect(page.getByText('2/10 keys')).toBeVisible();
  await inRow(page, 'ERP integration', 'Revoke').click();
  signedIn.hold('keys.list');
  await page.getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(rowOf(page, 'ERP integration').getByText('Revoked', { exact: true })).toBeVisible();
  await expect(rowOf(page, 'ERP integration')).toContainText('Permanent');
  await expect(page.getByText('1/10 keys')).toBeVisible();
});

test('what the state of a key forbids is disabled and says why', async ({ signedIn, open, page }) => {
  const made = [
    plainKey(0, { name: 'For good', revocation: 'permanent' }),
    plainKey(1, { name: 'For now', revocation: 'until-reinstated' }),
  ];
  await signedIn.putKeys(2, (index) => made[index] ?? plainKey(index));
  await open();
  const permanent = 'This key is revoked permanently, which cannot be undone.';
  await expect(inRow(page, 'For good', 'Edit')).toBeDisabled();
  await expect(inRow(page, 'For good', 'Edit')).toHaveAccessibleDescription(permanent);
  await expect(inRow(page, 'For good', 'Rotate')).toBeDisabled();
  await expect(inRow(page, 'For good', 'Revoke')).toBeDisabled();
  await expect(inRow(page, 'For now', 'Edit')).toBeEnabled();
  await expect(inRow(page, 'For now', 'Rotate')).toHaveAccessibleDescription(
    'This key is revoked. Reinstate it first.',
  );
  await inRow(page, 'For good', 'Edit').focus();
  await expect(page.getByRole('tooltip')).toHaveText(permanent);
  const tooltip = await page.getByRole('tooltip').boundingBox();
  expect((tooltip?.x ?? 0) + (tooltip?.width ?? 0)).toBeLessThanOrEqual(1024);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await menuOf(page, 'For good');
  await expect(page.getByRole('menuitem', { name: 'Reinstate' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await menuOf(page, 'For now');
  await expect(page.getByRole('menuitem', { name: 'Revoke' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Reinstate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reinstate' }).click();
  await expect(rowOf(page, 'For now').getByText('Active', { exact: true })).toBeVisible();
});

test('while two secrets live the row says until when, and can finish it', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration', description: 'Nightly import' });
  const { secret } = await signedIn.api.keys.rotate({ id: 1, overlap: '24-hours' });
  await signedIn.api.secrets.release({ id: secret.id, loseIt: true });
  await signedIn.sql('UPDATE secrets SET last_used_at = ? WHERE ends_at IS NOT NULL', Date.now() - 7_500_000);
  await open();
  const rotating = page.getByText(/^Old key ends in \d+ days?/);
  await expect(rotating).toBeVisible();
  await rotating.hover();
  await expect(page.getByRole('tooltip')).toContainText(
    /^Two keys work until \d+ \w+ \d{4}, \d\d:\d\d\. Old key lk_\w{4}…\w{4}: last used 2 hours ago\. New key lk_\w{4}…\w{4}: never used\./,
  );
  await menuOf(page, 'ERP integration');
  await page.getByRole('menuitem', { name: 'Finish rotation now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Finish rotation now' }).click();
  await expect(rotating).toHaveCount(0);
  await expect(rowOf(page, 'ERP integration')).toContainText('Nightly import');
});

test('a removed key goes, and Undo brings it back', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' }, { name: 'Mobile App' });
  await open();
  await menuOf(page, 'ERP integration');
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
  await expect(rowOf(page, 'ERP integration')).toHaveCount(0);
  await expect(page.getByText('1 key', { exact: true })).toBeVisible();
  await button(page, 'Undo').click();
  await expect(rowOf(page, 'ERP integration')).toBeVisible();
  await expect(page.getByText('2 keys', { exact: true })).toBeVisible();
});

test('what others change is there without a jump: place, focus and selection stay', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(400);
  await open();
  await expectCounted(page, '400 keys');
  const box = page.getByRole('region', { name: 'API keys' });
  await box.evaluate((element) => element.scrollTo(0, 10_400));
  await expect(rowOf(page, 'Key 000198')).toBeInViewport();
  await page.getByRole('checkbox', { name: 'Select Key 000198' }).check();
  const top = async () => (await rowOf(page, 'Key 000198').boundingBox())?.y;
  const before = await top();
  await signedIn.api.keys.generate(newKey(1, { name: 'From elsewhere' }));
  await signedIn.sql(
    "UPDATE keys SET description = 'changed outside', revision = 9 WHERE name = 'Key 000197'",
  );
  signedIn.emit('store-changed', {});
  await expect(page.getByText('401 keys', { exact: true })).toHaveCount(0);
  await expect(rowOf(page, 'Key 000197')).toContainText('changed outside');
  await expect.poll(top).toBe(before);
  await expect(page.getByRole('checkbox', { name: 'Select Key 000198' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Select Key 000198' })).toBeFocused();
  await button(page, 'Clear selection').click();
  await expect(page.getByText('401 keys', { exact: true })).toBeVisible();
});

test('a generated key comes on top and is marked', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  await open();
  await button(page, 'Generate API Key').click();
  await field(page, 'Key Name').fill('Mobile App');
  await page.getByRole('combobox', { name: 'Authorization Group' }).click();
  await page.getByRole('option', { name: 'Full access' }).click();
  await button(page, 'Generate').click();
  await button(page, 'Copy to clipboard').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(heading(page, 'API Keys')).toBeFocused();
  await expect(page.getByRole('rowheader')).toHaveText(['Mobile App', 'ERP integration']);
  await expect(rowOf(page, 'Mobile App')).toHaveAttribute('data-fresh', 'true');
  await expect(page.getByText('2/10 keys')).toBeVisible();
});

test('who may change only accounts’ keys gets no buttons for those of the tenant', async ({
  signedIn,
  open,
  page,
}) => {
  const made = [plainKey(0, { name: 'Tenant’s' }), plainKey(1, { name: 'Ada’s', owner: 0 })];
  await signedIn.putKeys(2, (index) => made[index] ?? plainKey(index));
  await signedIn.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenant-api-keys'");
  await open();
  await expect(inRow(page, 'Ada’s', 'Edit')).toBeVisible();
  await expect(inRow(page, 'Tenant’s', 'Edit')).toHaveCount(0);
  await menuOf(page, 'Tenant’s');
  await expect(page.getByRole('menuitem')).toHaveText(['View details', 'View permissions', 'Clone']);
});
