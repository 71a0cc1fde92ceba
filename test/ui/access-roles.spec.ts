import { BUSY, idOf, lookOnly, names, row, tick } from '../support/access.ts';
import { button, expect, field, heading, test } from '../support/ui-test.ts';

test('the list says what each role allows and who has it', async ({ signedIn, open, page }) => {
  const roleIds = [await idOf(signedIn, 'roles', 'Reporting')];
  await signedIn.generate({ name: 'Dashboards', roleIds }, { name: 'Exports', roleIds });
  await open('/roles');
  await expect(names(page)).toHaveText([
    'Auditor',
    'Key Manager',
    'Order processing',
    'Reporting',
    'Super User',
    'Tenant Administrator',
  ]);
  await expect(page).toHaveTitle('Roles – Latchkey');
  await expect(page.getByText('6 roles')).toBeVisible();
  await expect(row(page, 'Super User')).toContainText('Built-in');
  await expect(row(page, 'Super User')).toContainText('All');
  await expect(row(page, 'Tenant Administrator')).toContainText('All but Manage Tenants');
  await expect(row(page, 'Auditor')).toContainText('View, View Activity, Export');
  await expect(row(page, 'Reporting')).toContainText('Reads invoices, orders and reports');
  await expect(row(page, 'Reporting')).not.toContainText('Built-in');
  await expect(row(page, 'Reporting').getByRole('cell')).toHaveText(['None', '3', /^2 keys/, '']);
  await expect(row(page, 'Order processing')).toContainText('Nobody');

  await row(page, 'Reporting')
    .getByRole('button', { name: /^2 keys/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Who uses “Reporting”' });
  await expect(dialog.getByRole('listitem')).toHaveText(['Dashboards', 'Exports']);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(row(page, 'Reporting').getByRole('button', { name: /^2 keys/ })).toBeFocused();
  await row(page, 'Super User')
    .getByRole('button', { name: /^1 account/ })
    .click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText(['ada']);
});

test('more users than can be named are counted', async ({ signedIn, open, page }) => {
  signedIn.substitute('roles.users', () => ({
    ok: true,
    value: {
      keys: Array.from({ length: 100 }, (_, index) => ({ id: index + 1, name: `Key ${index + 1}` })),
      keyCount: 1240,
      accounts: [],
      accountCount: 0,
    },
  }));
  await open('/roles');
  await row(page, 'Super User')
    .getByRole('button', { name: /^1 account/ })
    .click();
  await expect(page.getByRole('dialog').getByText('and 1,140 more')).toBeVisible();
});

test('who may only look sees everything and changes nothing', async ({ signedIn, open, page }) => {
  await lookOnly(signedIn);
  await open('/roles');
  await expect(names(page)).toHaveCount(6);
  await expect(button(page, 'New')).toHaveCount(0);
  await expect(button(page, 'Edit Reporting')).toHaveCount(0);
  await expect(button(page, 'Delete Reporting')).toHaveCount(0);
  await page.getByRole('link', { name: 'Reporting' }).click();
  await expect(heading(page, 'Reporting')).toBeVisible();
  await expect(page.getByText('To change it you need the authority Manage Access Control.')).toBeVisible();
  await expect(field(page, 'Name')).not.toBeEditable();
  await expect(field(page, 'Export')).toBeDisabled();
  await tick(page, 'orders: write').focus();
  await page.keyboard.press('Space');
  await expect(tick(page, 'orders: write')).not.toBeChecked();
  await expect(tick(page, 'invoices: read')).toBeChecked();
  await expect(tick(page, 'invoices: all actions')).toHaveCount(0);
  await expect(button(page, 'Save')).toHaveCount(0);
  await button(page, 'Back').click();
  await expect(heading(page, 'Roles')).toBeVisible();
  await open('/roles/new');
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
});

test('while it is read it shows its shape; what cannot be read can be tried again', async ({
  signedIn,
  open,
  page,
}) => {
  const answer = signedIn.hold('roles.list');
  await open('/roles');
  await expect(page.getByText('Reading the roles…')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Roles' })).toHaveAttribute('aria-busy', 'true');
  answer();
  await expect(names(page)).toHaveCount(6);
  signedIn.substitute('roles.list', () => BUSY);
  await open('/roles/new');
  await page.reload();
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  await page.getByRole('link', { name: 'Roles' }).click();
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  signedIn.restore('roles.list');
  await button(page, 'Try again').click();
  await expect(names(page)).toHaveCount(6);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('more than eight can be searched', async ({ signedIn, open, page }) => {
  for (const name of ['Accounts payable', 'Warehouse', 'Support']) {
    await signedIn.api.roles.create({ name, description: `For ${name}`, authorities: [], permissionIds: [] });
  }
  await open('/roles');
  await expect(names(page)).toHaveCount(9);
  await field(page, 'Search roles').fill(' WARE');
  await expect(names(page)).toHaveText(['Warehouse']);
  await expect(page.getByText('1 of 9 roles')).toBeVisible();
  await field(page, 'Search roles').fill('nothing');
  await expect(page.getByText('No roles match “nothing”.')).toBeVisible();
  await button(page, 'Clear search').click();
  await expect(names(page)).toHaveCount(9);
});
