import { BUSY, lookOnly } from '../support/access.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const line = (page: import('@playwright/test').Page, resource: string, action: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: resource, exact: true }) })
    .filter({ has: page.getByRole('cell', { name: action, exact: true }) });

test('the catalogue is reached from roles and groups', async ({ signedIn: _, open, page }) => {
  for (const from of ['/roles', '/authorization-groups']) {
    await open(from);
    await page.getByRole('link', { name: 'Permissions', exact: true }).click();
    await expect(heading(page, 'Permissions')).toBeVisible();
  }
  await page.getByRole('main').getByRole('link', { name: 'Roles' }).click();
  await expect(heading(page, 'Roles')).toBeVisible();
});

test('it says what each permission is and who grants it', async ({ signedIn: _, open, page }) => {
  await open('/permissions');
  await expect(page.getByText('7 permissions')).toBeVisible();
  await expect(line(page, 'orders', 'write').getByRole('cell')).toHaveText([
    'write',
    'Create and change orders',
    /^1 role, 1 group/,
    '',
  ]);
  await line(page, 'orders', 'write')
    .getByRole('button', { name: /^1 role, 1 group/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Who grants “orders:write”' });
  await expect(dialog.getByRole('listitem')).toHaveText(['Order processing', 'Full access']);
});

test('a permission is added, described and deleted', async ({ signedIn, open, page }) => {
  await open('/permissions');
  await button(page, 'New permission').click();
  const dialog = page.getByRole('dialog', { name: 'New permission' });
  await expect(field(page, 'Resource')).toBeFocused();
  await fill(page, { Resource: 'invoices', Action: 'approve', Description: 'Release invoices' });
  await button(page, 'Create').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('“invoices:approve” was created. 8 permissions')).toBeVisible();
  await expect(line(page, 'invoices', 'approve')).toContainText('Nothing');

  await button(page, 'Edit invoices:approve').click();
  await expect(page.getByText('invoices:approve keeps its name')).toBeVisible();
  await expect(field(page, 'Description')).toBeFocused();
  await field(page, 'Description').fill('Release invoices for payment');
  await button(page, 'Save').click();
  await expect(line(page, 'invoices', 'approve')).toContainText('Release invoices for payment');

  await button(page, 'Delete invoices:approve').click();
  await expect(page.getByRole('dialog')).toContainText('Delete the permission invoices:approve?');
  await button(page, 'Delete').click();
  await expect(page.getByText('“invoices:approve” was deleted. 7 permissions')).toBeVisible();
  await expect(heading(page, 'Permissions')).toBeFocused();
  expect(await signedIn.api.permissions.list(undefined)).toHaveLength(7);
});

test('rules and refusals land on their fields, and nothing typed is lost', async ({
  signedIn: _,
  open,
  page,
}) => {
  await open('/permissions');
  await button(page, 'New permission').click();
  await fill(page, { Resource: 'In voices' });
  await button(page, 'Create').click();
  await expect(page.getByText('Resource must begin with a small letter')).toBeVisible();
  await expect(page.getByText('Action is required.')).toBeVisible();
  await fill(page, { Resource: 'invoices', Action: 'read' });
  await button(page, 'Create').click();
  await expect(
    page.getByText('There is already a permission “invoices:read”. Choose another action.'),
  ).toBeVisible();
  await expect(field(page, 'Action')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field(page, 'Resource')).toHaveValue('invoices');
  await button(page, 'Cancel').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await button(page, 'New permission').click();
  await expect(field(page, 'Resource')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a permission that is granted is not deleted', async ({ signedIn, open, page }) => {
  await open('/permissions');
  await button(page, 'Delete orders:write').click();
  const dialog = page.getByRole('dialog', { name: 'Delete permission' });
  await expect(dialog).toContainText('“orders:write” is granted by 1 role, 1 group. Untick it there first.');
  await expect(dialog.getByRole('listitem')).toHaveText(['Order processing', 'Full access']);
  await expect(button(page, 'Delete')).toBeDisabled();
  expect(signedIn.calls).not.toContain('permissions.remove');
});

test('it can be searched, is empty, fails, and is read by who may only look', async ({
  signedIn,
  open,
  page,
}) => {
  for (const action of ['approve', 'delete']) {
    await signedIn.api.permissions.create({ resource: 'stock', action, description: 'In the warehouse' });
  }
  await lookOnly(signedIn);
  await open('/permissions');
  await expect(button(page, 'New permission')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^(Edit|Delete) / })).toHaveCount(0);
  await field(page, 'Search permissions').fill('warehouse');
  await expect(page.getByText('2 of 9 permissions')).toBeVisible();
  await field(page, 'Search permissions').fill('orders:w');
  await expect(page.getByRole('rowheader')).toHaveText(['orders']);
  signedIn.substitute('permissions.list', () => BUSY);
  await page.reload();
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  signedIn.substitute('permissions.list', () => ({ ok: true, value: [] }));
  await button(page, 'Try again').click();
  await expect(heading(page, 'No permissions yet')).toBeVisible();
});
