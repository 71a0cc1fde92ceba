import type { Page } from '@playwright/test';
import { dialog, erp, makeRole, permissionId, refusal, setRole } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

const TITLE = 'These permissions will be granted to the API key';

test.beforeEach(async ({ signedIn, open, page }) => {
  const role = await makeRole(signedIn, 'Billing', 'invoices:read', 'invoices:write');
  const groups = await signedIn.api.authorizationGroups.list(undefined);
  const readOnly = groups.find(({ name }) => name === 'Read only')?.id ?? 0;
  const withheld = await permissionId(signedIn, 'reports:read');
  const id = await erp(signedIn, {
    roleIds: [role],
    authorizationGroupId: readOnly,
    excludedPermissionIds: [withheld],
  });
  await open(`/tenant-api-keys/${id}`);
  await expect(heading(page, 'ERP integration')).toBeVisible();
});

async function view(page: Page) {
  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'View permissions' }).click();
  return dialog(page, TITLE);
}

test('lists what a key may do, and why; what is withheld is marked', async ({ page }) => {
  const granted = await view(page);
  const item = (name: string) => granted.getByRole('listitem').filter({ hasText: name });
  await expect(item('invoices:read')).toContainText(
    'This permission comes from Authorization group Read only, Role Billing',
  );
  await expect(item('reports:read')).toContainText('Withheld');
  await expect(granted).toContainText('4 permissions, 1 withheld');
  await expect(granted.getByRole('checkbox')).toHaveCount(0);
  await expect(button(page, 'Done')).toBeFocused();
  await expectAccessible(page);
  await button(page, 'Done').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'More actions')).toBeFocused();
});

test('Manage permissions saves what was unticked, and ticks again', async ({ page, program }) => {
  await view(page);
  await button(page, 'Manage permissions').click();
  await expect(page.getByRole('checkbox', { name: 'reports:read' })).not.toBeChecked();
  await page.getByRole('checkbox', { name: 'reports:read' }).check();
  await page.getByRole('checkbox', { name: 'invoices:write' }).uncheck();
  await expectAccessible(page);
  await button(page, 'Save').click();
  await expect(page.getByText('Saved the permissions of “ERP integration”.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const { excludedPermissionIds } = await program.api.keys.get({ id: 1 });
  expect(excludedPermissionIds).toEqual([await permissionId(program, 'invoices:write')]);
  await expect(page.getByText('May read customers, invoices, orders and reports')).toBeVisible();
});

test('all and none at once; Cancel forgets it', async ({ page }) => {
  const granted = await view(page);
  await button(page, 'Manage permissions').click();
  await button(page, 'Select none').click();
  await expect(granted).toContainText('0 permissions, 5 withheld');
  await button(page, 'Select all').click();
  await expect(granted).toContainText('5 permissions');
  await granted.getByRole('button', { name: 'Cancel' }).click();
  await expect(granted).toContainText('4 permissions, 1 withheld');
});

test('while they are read it shows so, and a key without any says so', async ({ page, program }) => {
  const answer = program.hold('permissions.granted');
  const granted = await view(page);
  await expect(granted.locator('[aria-busy="true"]')).toBeVisible();
  await expect(button(page, 'Done')).toBeFocused();
  program.substitute('permissions.granted', () => ({ ok: true, value: [] }));
  answer();
  await page.keyboard.press('Escape');
  await view(page);
  await expect(granted).toContainText('without them a key may do nothing.');
  await expect(button(page, 'Manage permissions')).toHaveCount(0);
  await expectAccessible(page);
});

test('what is unticked stays unticked when a role grants it later', async ({ page, program }) => {
  await view(page);
  await button(page, 'Manage permissions').click();
  await page.getByRole('checkbox', { name: 'invoices:write' }).uncheck();
  await button(page, 'Save').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await setRole(program, 'Billing');
  await setRole(program, 'Billing', 'invoices:write', 'orders:write');
  const granted = await view(page);
  const item = (name: string) => granted.getByRole('listitem').filter({ hasText: name });
  await expect(item('invoices:write')).toContainText('Withheld');
  await expect(item('orders:write')).not.toContainText('Withheld');
});

test('many can be searched', async ({ page, program }) => {
  for (const action of ['read', 'write', 'delete', 'list', 'export', 'import', 'close']) {
    await program.api.permissions.create({ resource: 'ledger', action, description: '' });
  }
  await setRole(
    program,
    'Billing',
    ...['read', 'write', 'delete', 'list', 'export', 'import', 'close'].map((action) => `ledger:${action}`),
  );
  const granted = await view(page);
  await field(page, 'Search permissions').fill('ledger:ex');
  await expect(granted.getByRole('listitem')).toHaveCount(1);
  await field(page, 'Search permissions').fill('billing');
  await expect(granted.getByRole('listitem')).toHaveCount(7);
  await field(page, 'Search permissions').fill('nothing like it');
  await expect(granted).toContainText('No permission matches.');
});

test('changed meanwhile: the ticks stay, and saving once more saves them', async ({ page, program }) => {
  const granted = await view(page);
  await button(page, 'Manage permissions').click();
  await page.getByRole('checkbox', { name: 'invoices:write' }).uncheck();
  await program.sql('UPDATE keys SET revision = revision + 1');
  await button(page, 'Save').click();
  await expect(granted.getByRole('alert')).toContainText('Somebody else has changed this key meanwhile.');
  await expect(page.getByRole('checkbox', { name: 'invoices:write' })).not.toBeChecked();
  await button(page, 'Save').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await program.api.keys.get({ id: 1 })).excludedPermissionIds).toHaveLength(2);
});

test('what cannot be read can be asked for again, and a failed save keeps the ticks', async ({
  page,
  program,
}) => {
  program.substitute('permissions.granted', refusal('Another program is writing.'));
  const granted = await view(page);
  await expect(granted.getByRole('alert')).toHaveText('Another program is writing.');
  program.restore('permissions.granted');
  await button(page, 'Try again').click();
  await button(page, 'Manage permissions').click();
  await page.getByRole('checkbox', { name: 'orders:read' }).uncheck();
  program.substitute('keys.edit', refusal('The disk is full.'));
  await button(page, 'Save').click();
  await expect(granted.getByRole('alert')).toHaveText('The disk is full.');
  await expect(page.getByRole('checkbox', { name: 'orders:read' })).not.toBeChecked();
});

test('who may only look cannot manage them', async ({ page, program }) => {
  await program.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenant-api-keys'");
  await page.reload();
  await expect(heading(page, 'ERP integration')).toBeVisible();
  for (const name of ['Edit', 'Rotate', 'Revoke']) await expect(button(page, name)).toHaveCount(0);
  const granted = await view(page);
  await expect(granted).toContainText('4 permissions, 1 withheld');
  await expect(button(page, 'Manage permissions')).toHaveCount(0);
});
