import type { Page } from '@playwright/test';
import {
  apiAccount,
  choose,
  DAY,
  dialog,
  makeRole,
  overhang,
  permissionId,
  refusal,
} from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn: _, open, page }) => {
  await open('/tenant-api-keys/new');
  await expect(field(page, 'Key Name')).toBeFocused();
  await field(page, 'Key Name').fill('ERP integration');
});

const generate = async (page: Page) => {
  await button(page, 'Generate').click();
  await expect(dialog(page, 'Save generated key')).toBeVisible();
};

test('a tenant key needs a group, and only groups for tenant keys are offered', async ({ page, program }) => {
  await button(page, 'Generate').click();
  await expect(
    page.getByText('Choose an authorization group. It decides what the key may do.'),
  ).toBeVisible();
  const group = page.getByRole('combobox', { name: 'Authorization Group' });
  await expect(group).toBeFocused();
  await group.click();
  await expect(page.getByRole('option')).toHaveText([/^Full access/, /^Read only/]);
  await page.getByRole('option', { name: 'Read only' }).click();
  await generate(page);
  const { row } = await program.api.keys.get({ id: 1 });
  expect(row.authorizationGroup?.name).toBe('Read only');
  expect(row.owner).toBeNull();
});

test('an account’s key has validity days and groups for people', async ({ page, program }) => {
  await apiAccount(program, 'erp-bot');
  await program.sql('UPDATE tenants SET validity_days = 30');
  await page.reload();
  await field(page, 'Key Name').fill('ERP integration');
  await choose(page, 'Authorization Group', 'Read only');
  await choose(page, 'Owner', 'erp-bot');
  await expect(field(page, 'Expiration Date')).toHaveCount(0);
  await expect(field(page, 'Validity days')).toHaveValue('30');
  await expect(page.getByText(/^Expires on .* at \d\d:\d\d\.$/)).toBeVisible();
  await field(page, 'Validity days').fill('0');
  await button(page, 'Generate').click();
  await expect(page.getByText('Type a whole number of days, from 1 to 36,500.')).toBeVisible();
  await expect(field(page, 'Validity days')).toBeFocused();
  await field(page, 'Validity days').fill('7');

  await page.getByRole('combobox', { name: 'Authorization Group' }).click();
  await expect(page.getByRole('option')).toHaveText([/^Standard user/]);
  await page.keyboard.press('Escape');
  const before = Date.now();
  await generate(page);
  const { row } = await program.api.keys.get({ id: 1 });
  expect(row.owner?.username).toBe('erp-bot');
  expect(row.authorizationGroup).toBeNull();
  expect(row.expiresAt).toBeGreaterThanOrEqual(before + 7 * DAY);
  expect(row.expiresAt).toBeLessThan(before + 7 * DAY + 60_000);
});

test('every wrong line of the allowlist is named, and what is kept is shown', async ({ page, program }) => {
  await choose(page, 'Authorization Group', 'Read only');
  await field(page, 'IP Allowlist').fill('10.1\n\n10.1.2.3/16\nfoo');
  await button(page, 'Generate').click();
  await expect(page.getByText('Line 1: “10.1” is not an IP address.')).toBeVisible();
  await expect(page.getByText('Line 4: “foo” is not an IP address.')).toBeVisible();
  await expect(field(page, 'IP Allowlist')).toBeFocused();
  await field(page, 'IP Allowlist').fill('10.1.2.3/16\n::FFFF:192.0.2.7');
  await expect(page.getByText('Kept as 10.1.0.0/16, 192.0.2.7')).toBeVisible();
  await field(page, 'IP Allowlist').fill('10.1.0.0/16');
  await expect(page.getByText('Kept as')).toHaveCount(0);
  await generate(page);
  expect((await program.api.keys.get({ id: 1 })).allowlist).toBe('10.1.0.0/16');
});

test('roles add permissions, and what is unticked is withheld', async ({ page, program }) => {
  await makeRole(program, 'Billing', 'invoices:read', 'invoices:write');
  await page.reload();
  await field(page, 'Key Name').fill('ERP integration');
  await choose(page, 'Authorization Group', 'Read only');
  await choose(page, 'Roles', 'Billing');
  await page.keyboard.press('Escape');
  await expect(page.getByText('5 permissions', { exact: true })).toBeVisible();
  await button(page, 'View permissions').click();
  const granted = dialog(page, 'These permissions will be granted to the API key');
  await expect(granted.getByRole('listitem').filter({ hasText: 'invoices:read' })).toContainText(
    'This permission comes from Authorization group Read only, Role Billing',
  );
  await button(page, 'Manage permissions').click();
  await page.getByRole('checkbox', { name: 'invoices:write' }).uncheck();
  await button(page, 'Done').click();
  await expect(page.getByText('4 permissions, 1 withheld')).toBeVisible();
  await generate(page);
  const { excludedPermissionIds, roles } = await program.api.keys.get({ id: 1 });
  expect(excludedPermissionIds).toEqual([await permissionId(program, 'invoices:write')]);
  expect(roles.map(({ name }) => name)).toEqual(['Billing']);
});

test('what cannot be read says so and can be read again', async ({ page, program }) => {
  program.substitute('authorizationGroups.list', refusal('Another program is writing.'));
  await page.reload();
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  program.restore('authorizationGroups.list');
  await button(page, 'Try again').click();
  await choose(page, 'Authorization Group', 'Read only');
  await expect(page.getByText('Another program is writing.')).toHaveCount(0);
});

test('axe finds nothing serious in the page, its lists and the permissions', async ({ page }) => {
  test.setTimeout(90_000);
  await page.getByRole('radio', { name: 'Only selected API sets' }).check();
  expect(await overhang(page), 'the page scrolls, never the window around it').toBe(0);
  await field(page, 'IP Allowlist').fill('foo');
  await choose(page, 'Roles', 'Auditor');
  await page.keyboard.press('Escape');
  await button(page, 'Generate').click();
  await expect(page.getByText('Select at least one API set')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Authorization Group' }).click();
  await expect(page.getByRole('option', { name: 'Read only' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('option', { name: 'Read only' }).click();
  await button(page, 'View permissions').click();
  await button(page, 'Manage permissions').click();
  await page.getByRole('checkbox', { name: 'orders:read' }).uncheck();
  await expectAccessible(page);
});
