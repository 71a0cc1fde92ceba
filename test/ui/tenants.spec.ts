import type { Page } from '@playwright/test';
import { dialog, refusal } from '../support/key-screens.ts';
import { addContoso, CONTOSO, rowOf, withhold } from '../support/settings-screens.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const PATH = '/settings/tenants';
/** Of the window: a dialog has one too. */
const header = (page: Page) => page.getByRole('banner').first();

test('the list says how each tenant stands', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  const { id } = await signedIn.api.tenants.create({ ...CONTOSO, name: 'Fabrikam', keyPrefix: 'fab' });
  await signedIn.api.tenants.archive({ id });
  await addContoso(signedIn);
  await open(PATH);
  await expect(page.getByRole('rowheader')).toHaveText(['Contoso', 'Northwind Traders', 'Fabrikam']);
  const cells = (name: string) => rowOf(page, name).getByRole('cell');
  await expect(cells('Contoso')).toHaveText(['co', '0/5', '0', /\d/, 'Active', '']);
  await expect(cells('Northwind Traders')).toHaveText(['lk', '1/10', '1', /\d/, 'OpenYour own', '']);
  await expect(cells('Fabrikam')).toHaveText(['fab', '0/5', '0', /\d/, 'Archived', '']);
  await expect(button(page, 'Open Northwind Traders')).toHaveCount(0);
  await expect(button(page, 'Open Fabrikam')).toHaveCount(0);
});

test('a tenant is made, with everything that can be said of it', async ({ signedIn, open, page }) => {
  await open(PATH);
  await button(page, 'New tenant').click();
  await expect(field(page, 'Organisation name')).toBeFocused();
  await expect(field(page, 'Key prefix')).toHaveValue('lk');
  await fill(page, { 'Organisation name': 'northwind traders', 'Key prefix': 'co', 'Key limit': '-1' });
  // Escape gives up only what is untouched.
  await page.keyboard.press('Escape');
  await button(page, 'Create').click();
  await expect(page.getByText('The limit must be at least 0.')).toBeVisible();
  await fill(page, { 'Key limit': '5', 'Default validity': '30', 'Expiring soon window': '7' });
  await button(page, 'Create').click();
  await expect(page.getByText('The name “northwind traders” is taken. Choose another name.')).toBeVisible();
  await expect(field(page, 'Organisation name')).toBeFocused();
  await fill(page, { 'Organisation name': 'Contoso' });
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Contoso” was created.')).toBeVisible();
  await expect(rowOf(page, 'Contoso')).toBeVisible();
  await expect(button(page, 'New tenant')).toBeFocused();
  expect(await signedIn.api.tenants.list(undefined)).toMatchObject([CONTOSO, { name: 'Northwind Traders' }]);
});

test('any tenant is edited; the open one’s name shows in the header', async ({ signedIn, open, page }) => {
  await addContoso(signedIn);
  await open(PATH);
  await button(page, 'Edit Contoso').click();
  await fill(page, { 'Organisation name': 'Contoso Ltd', 'Key prefix': 'cl' });
  await button(page, 'Save').click();
  await expect(rowOf(page, 'Contoso Ltd').getByRole('cell').first()).toHaveText('cl');
  await expect(header(page)).toContainText('Northwind Traders');
  await button(page, 'Edit Northwind Traders').click();
  await fill(page, { 'Organisation name': 'Northwind Group' });
  await button(page, 'Save').click();
  await expect(header(page)).toContainText('Northwind Group');
});

test('a tenant is archived after a question, and restored', async ({ signedIn, open, page }) => {
  await addContoso(signedIn);
  await open(PATH);
  await button(page, 'Archive Contoso').click();
  const question = dialog(page, 'Archive tenant');
  await expect(question).toContainText(
    'Its people cannot sign in and its keys do not work until it is restored.',
  );
  await page.keyboard.press('Escape');
  await expect(button(page, 'Archive Contoso')).toBeFocused();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('“Contoso” was archived.')).toBeVisible();
  await expect(rowOf(page, 'Contoso')).toContainText('Archived');
  await button(page, 'Restore Contoso').click();
  await expect(page.getByText('“Contoso” was restored.')).toBeVisible();
  await expect(rowOf(page, 'Contoso')).toContainText('Active');
});

test('one’s own tenant and the open one cannot be archived, and why is said', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await addContoso(signedIn);
  await signedIn.api.tenants.open({ id });
  await open(PATH);
  const own = button(page, 'Archive Northwind Traders');
  await expect(own).toBeDisabled();
  await expect(own).toHaveAccessibleDescription(/It is the tenant of your own account/);
  const opened = button(page, 'Archive Contoso');
  await expect(opened).toHaveAccessibleDescription(/It is open. Open another tenant/);
  await opened.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what is refused is said, and the list is read again', async ({ signedIn, open, page }) => {
  const id = await addContoso(signedIn);
  await open(PATH);
  signedIn.substitute('tenants.archive', refusal('Nobody could manage tenants.', 'LAST_HOLDER'));
  await button(page, 'Archive Contoso').click();
  const question = dialog(page, 'Archive tenant');
  await question.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(question.getByRole('alert')).toHaveText('Nobody could manage tenants.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await signedIn.api.tenants.archive({ id });
  await button(page, 'Open Contoso').click();
  await expect(page.getByRole('alert')).toHaveText('“Contoso” is archived. Restore it first.');
  await expect(button(page, 'Restore Contoso')).toBeVisible();
});

test('nobody without the authority sees that there are tenants', async ({ signedIn, open, page }) => {
  await withhold(signedIn, 'manage-tenants');
  await open(PATH);
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
});
