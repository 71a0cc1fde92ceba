import { AppError } from '../../src/shared/rpc.ts';
import { dialog } from '../support/key-screens.ts';
import { withhold } from '../support/settings-screens.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

const TITLE = 'Export report';

test('a report is saved with its signature, and says where and by which fingerprint', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'Payroll <b>' });
  await open('/findings');
  await button(page, TITLE).click();
  const asks = dialog(page, TITLE);
  await expect(asks.getByRole('radio', { name: 'Findings' })).toBeChecked();
  await asks.getByText('Inventory', { exact: true }).click();
  await expect(asks.getByText('Every key, account, role')).toBeVisible();
  await asks.getByText('HTML', { exact: true }).click();
  await asks.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(asks.getByText('Report saved and signed')).toBeVisible({ timeout: 15_000 });
  const [name = '', signature = ''] = [...signedIn.savedFiles.keys()];
  expect(name).toMatch(/^Latchkey inventory \d{4}-\d{2}-\d{2}\.html$/);
  expect(signature).toBe(`${name}.sig`);
  await expect(asks.getByText(`/home/ada/Documents/${name}`, { exact: true })).toBeVisible();
  expect(signedIn.savedFiles.get(name)).toContain('Payroll &lt;b&gt;');
  const [, sum = 'none'] = /^sha256 (\w+)$/m.exec(signedIn.savedFiles.get(signature) ?? '') ?? [];
  await expect(asks.getByText(sum)).toBeVisible();
  await expect(asks.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(asks).toBeHidden();
  await expect(button(page, TITLE)).toBeFocused();
  await page.goto(`${signedIn.url}#/activity-log`);
  await expect(page.getByText('exported the report “Inventory” as HTML')).toBeVisible();
});

test('an access review asks by day and question, and keeps what was typed when it cannot be saved', async ({
  signedIn,
  open,
  page,
}) => {
  await open('/activity-log');
  await button(page, TITLE).click();
  const asks = dialog(page, TITLE);
  await expect(asks.getByRole('radio', { name: 'Activity' })).toBeChecked();
  await asks.getByText('Access review', { exact: true }).click();
  await asks.getByRole('combobox', { name: 'Who could reach' }).click();
  await page.getByRole('option', { name: 'An operation' }).click();
  await field(page, 'As of').fill('31st of March');
  await asks.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(asks.getByRole('alert')).toContainText('This is not a date.');
  await expect(asks.getByText('A path begins with a slash')).toBeVisible();
  await expect(field(page, 'As of')).toBeFocused();
  await field(page, 'As of').fill('2100-03-31');
  await field(page, 'Path').fill('/v1/orders');
  await asks.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(asks.getByRole('alert')).toContainText('This day has not begun yet');
  await asks.getByText('Inventory', { exact: true }).click();
  signedIn.saveTo = new AppError('SAVE_FAILED', 'It was not saved: the disk is full. Choose another place.');
  await asks.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(asks.getByRole('alert')).toContainText('the disk is full');
  await asks.getByText('Access review', { exact: true }).click();
  await expect(field(page, 'Path')).toHaveValue('/v1/orders');
  await asks.getByRole('button', { name: 'Cancel' }).click();
  await expect(button(page, TITLE)).toBeFocused();
  expect([...signedIn.savedFiles.keys()]).toEqual([]);
});

test('without a keychain the report is saved unsigned and says so; without Export nothing offers it', async ({
  signedIn,
  open,
  page,
}) => {
  signedIn.keychain = { status: 'unavailable', cause: 'locked', reason: 'The keychain is locked.' };
  await open('/findings');
  await expect(button(page, TITLE)).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeFocused();
  await page.keyboard.type('report inventory');
  await page.keyboard.press('Enter');
  const asks = dialog(page, TITLE);
  await expect(asks.getByRole('radio', { name: 'Inventory' })).toBeChecked();
  await asks.getByText('JSON', { exact: true }).click();
  await asks.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(asks.getByText('Report saved without a signature')).toBeVisible({ timeout: 15_000 });
  expect([...signedIn.savedFiles.keys()]).toEqual([expect.stringMatching(/\.json$/)]);
  await page.keyboard.press('Escape');
  await withhold(signedIn, 'export');
  await open('/findings');
  await page.reload();
  await expect(heading(page, 'Findings')).toBeVisible();
  await expect(page.getByText(/Looked at \d/)).toBeVisible({ timeout: 15_000 });
  await expect(button(page, TITLE)).toHaveCount(0);
});

test('axe finds nothing serious in the dialog, while it asks and when it is done', async ({
  signedIn,
  open,
  page,
}) => {
  test.setTimeout(120_000);
  await open('/activity-log');
  await button(page, TITLE).click();
  const asks = dialog(page, TITLE);
  await expectAccessible(page);
  await asks.getByText('Access review', { exact: true }).click();
  await asks.getByRole('combobox', { name: 'Who could reach' }).click();
  await page.getByRole('option', { name: 'A permission' }).click();
  await asks.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(asks.getByText('Permission is required.')).toBeVisible();
  await expectAccessible(page);
  await asks.getByText('Inventory', { exact: true }).click();
  await asks.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(asks.getByText('Report saved and signed')).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  expect(signedIn.savedFiles.size).toBe(2);
});
