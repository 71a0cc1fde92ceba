import { idOf, names, permissionIds, row, tick } from '../support/access.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

test('a role is created with permissions and authorities', async ({ signedIn, open, page }) => {
  await open('/roles');
  await button(page, 'New').click();
  await expect(heading(page, 'New role')).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  await fill(page, { Name: '  Accounts payable ', Description: 'Enters invoices' });
  await expect(page.getByText('0 of 7 permissions')).toBeVisible();
  await tick(page, 'invoices: all actions').check();
  await tick(page, 'customers: read').check();
  await expect(page.getByText('3 of 7 permissions')).toBeVisible();
  await field(page, 'View').check();
  await field(page, 'Export').check();
  await button(page, 'Create').click();

  await expect(heading(page, 'Roles')).toBeFocused();
  await expect(page.getByText('“Accounts payable” was created. 7 roles')).toBeVisible();
  await expect(page.locator('tr[data-fresh]')).toContainText('Accounts payable');
  await expect(row(page, 'Accounts payable').getByRole('cell')).toHaveText([
    'View, Export',
    '3',
    'Nobody',
    '',
  ]);
  const roles = await signedIn.api.roles.list(undefined);
  expect(roles.find(({ name }) => name === 'Accounts payable')).toMatchObject({
    description: 'Enters invoices',
    authorities: ['view', 'export'],
    permissionIds: await permissionIds(signedIn, 'customers:read', 'invoices:read', 'invoices:write'),
  });
});

test('a role is opened by its row, its name and its pencil, and is edited', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'Dashboards', roleIds: [await idOf(signedIn, 'roles', 'Reporting')] });
  await open('/roles');
  await row(page, 'Reporting').getByText('Reads invoices').click();
  await expect(heading(page, 'Edit role')).toBeFocused();
  await expect(page.getByText('What you save is in force for them at once.')).toBeVisible();
  await button(page, 'Cancel').click();
  await page.getByRole('link', { name: 'Reporting' }).click();
  await expect(heading(page, 'Edit role')).toBeVisible();
  await button(page, 'Cancel').click();
  await button(page, 'Edit Reporting').click();
  await expect(field(page, 'Name')).toHaveValue('Reporting');
  await expect(tick(page, 'invoices: read')).toBeChecked();
  await tick(page, 'reports: read').uncheck();
  await field(page, 'Name').fill('Bookkeeping');
  await button(page, 'Save').click();
  await expect(page.getByText('“Bookkeeping” was saved.')).toBeVisible();
  const id = await idOf(signedIn, 'roles', 'Bookkeeping');
  const saved = (await signedIn.api.roles.list(undefined)).find((one) => one.id === id);
  expect(saved?.permissionIds).toEqual(await permissionIds(signedIn, 'invoices:read', 'orders:read'));
});

test('what the core refuses lands on its field, and nothing is lost', async ({ signedIn: _, open, page }) => {
  await open('/roles/new');
  await button(page, 'Create').click();
  await expect(page.getByText('Name is required.')).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  await fill(page, { Name: 'reporting', Description: 'Another one' });
  await tick(page, 'invoices: read').check();
  await button(page, 'Create').click();
  await expect(
    page.getByText('There is already a role named “reporting”. Choose another name.'),
  ).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  await expect(field(page, 'Description')).toHaveValue('Another one');
  await expect(tick(page, 'invoices: read')).toBeChecked();
});

test('leaving with something changed asks; without it does not', async ({ signedIn: _, open, page }) => {
  await open('/roles/new');
  await tick(page, 'invoices: read').check();
  await page.getByRole('link', { name: 'API Keys' }).click();
  await expect(page.getByRole('dialog', { name: 'Discard this role?' })).toBeVisible();
  await button(page, 'Keep editing').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await tick(page, 'invoices: read').uncheck();
  await button(page, 'Cancel').click();
  await expect(heading(page, 'Roles')).toBeVisible();
});

test('one of Latchkey’s own roles keeps its name and authorities', async ({ signedIn, open, page }) => {
  await open('/roles');
  const bin = button(page, 'Delete Auditor');
  await expect(bin).toBeDisabled();
  await expect(bin).toHaveAccessibleDescription('Latchkey’s own roles cannot be deleted.');
  await button(page, 'Edit Auditor').click();
  await expect(field(page, 'Name')).not.toBeEditable();
  await expect(page.getByText('One of Latchkey’s own roles keeps its name.')).toBeVisible();
  await expect(page.getByText('One of Latchkey’s own roles keeps its authorities.')).toBeVisible();
  await expect(field(page, 'Export')).toBeDisabled();
  await expect(field(page, 'Export')).toBeChecked();
  await tick(page, 'All resources: read').check();
  await button(page, 'Save').click();
  await expect(page.getByText('“Auditor” was saved.')).toBeVisible();
  const saved = (await signedIn.api.roles.list(undefined)).find(({ name }) => name === 'Auditor');
  expect(saved?.permissionIds).toHaveLength(4);
});

test('nobody gives an authority that they do not have', async ({ signedIn, open, page }) => {
  await signedIn.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenants'");
  await open('/roles/new');
  await expect(field(page, 'Manage Tenants')).toBeDisabled();
  await expect(field(page, 'Manage Tenants')).toHaveAccessibleDescription(
    /You do not have it yourself, so you cannot change it here\./,
  );
  await expect(field(page, 'Manage Settings')).toBeEnabled();
});

test('what others change comes in, and does not disturb a form', async ({ signedIn, open, page }) => {
  await open('/roles');
  await expect(names(page)).toHaveCount(6);
  const role = { name: 'Warehouse', description: '', authorities: [], permissionIds: [] };
  await signedIn.api.roles.create(role);
  signedIn.emit('store-changed', {});
  await expect(names(page)).toHaveCount(7);
  await page.getByRole('link', { name: 'Warehouse' }).click();
  await field(page, 'Description').fill('Scanners');
  signedIn.emit('store-changed', {});
  await expect(field(page, 'Description')).toHaveValue('Scanners');
});

test('a role that is gone says so', async ({ signedIn: _, open, page }) => {
  await open('/roles/999');
  await expect(heading(page, 'This role does not exist')).toBeVisible();
  await button(page, 'Go to Roles').click();
  await expect(heading(page, 'Roles')).toBeVisible();
});
