import type { Page } from '@playwright/test';
import {
  accountKey,
  apiUser,
  dataGroup,
  person,
  rowOf,
  saveSecret,
  signInAs,
  tab,
} from '../support/account-page.ts';
import { choose, DAY, dialog, keyId, makeRole, permissionId, refusal } from '../support/key-screens.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { button, expect, field, test } from '../support/ui-test.ts';

/** The page of an API-only account with its data access, and the window over it. */
async function openWindow(program: UiProgram, page: Page, open: (route: string) => Promise<void>) {
  const account = await apiUser(program);
  await dataGroup(program, 'Germany', ['DE01'], account);
  await open(`/accounts/${account}`);
  await button(page, 'Generate key').click();
  await expect(dialog(page, 'Create API key')).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  return account;
}

/** How much its group and roles grant. */
const granted = (page: Page) => page.getByRole('status').filter({ hasText: /permissions?/ });
const submit = (page: Page) => button(page, 'Submit').click();

test('New → description and validity days → Submit → the key is shown once, and its row marked', async ({
  signedIn: program,
  open,
  page,
}) => {
  const account = await apiUser(program, 'API – ERP');
  await open(`/accounts/${account}`);
  await button(page, 'New').click();
  await expect(field(page, 'Name')).toHaveValue('API – ERP');
  await field(page, 'Description').fill('Nightly import of invoices');
  await expect(field(page, 'Validity days')).toHaveValue('90');
  await expect(page.getByText(/^Expires on .* at \d\d:\d\d\.$/)).toBeVisible();
  const from = Date.now();
  await submit(page);
  const secret = await saveSecret(page);
  expect(secret).toMatch(/^lk_[0-9A-Za-z]{38}$/);
  await expect(rowOf(page, 'API – ERP')).toContainText('Nightly import of invoices');
  await expect(page.getByRole('link', { name: 'API – ERP', exact: true })).toBeFocused();
  await expect(rowOf(page, 'API – ERP')).toHaveAttribute('data-fresh');
  const { row, apiAccess } = await program.api.keys.get({ id: await keyId(program, 'API – ERP') });
  expect(row.owner?.username).toBe('API – ERP');
  expect(row.expiresAt).toBeGreaterThanOrEqual(from + 90 * DAY);
  expect(row.expiresAt).toBeLessThan(from + 90 * DAY + 60_000);
  expect(apiAccess).toBe('all');
  await button(page, 'New').click();
  await expect(field(page, 'Name'), 'every key has a name of its own').toHaveValue('API – ERP 2');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'New')).toBeFocused();
  expect(await page.content(), 'the key is nowhere in the page').not.toContain(secret);
});

test('the tenant’s validity, API sets, roles and what few need', async ({
  signedIn: program,
  open,
  page,
}) => {
  await makeRole(program, 'Billing', 'invoices:read', 'invoices:write');
  await program.sql('UPDATE tenants SET validity_days = 30');
  await openWindow(program, page, open);
  await field(page, 'Name').fill('Ledger sync');
  await expect(field(page, 'Validity days')).toHaveValue('30');
  await choose(page, 'Roles', 'Billing');
  await page.keyboard.press('Escape');
  await expect(granted(page)).toHaveText(['2 permissions']);
  await button(page, 'View permissions').click();
  await button(page, 'Manage permissions').click();
  await page.getByRole('checkbox', { name: 'invoices:write' }).uncheck();
  await button(page, 'Done').click();
  await expect(granted(page)).toHaveText(['1 permission, 1 withheld']);
  await page.getByRole('radio', { name: 'Only selected API sets' }).check();
  await page.getByRole('listbox', { name: 'Available API' }).getByRole('option', { name: 'Orders' }).click();
  await button(page, 'Add selected').click();
  await expect(field(page, 'IP Allowlist')).toBeHidden();
  await button(page, 'More').click();
  await choose(page, 'Authorization Group', 'Standard user');
  await field(page, 'IP Allowlist').fill('10.0.0.0/8');
  await submit(page);
  await saveSecret(page);
  const key = await program.api.keys.get({ id: await keyId(program, 'Ledger sync') });
  expect(key.roles.map(({ name }) => name)).toEqual(['Billing']);
  expect(key.excludedPermissionIds).toEqual([await permissionId(program, 'invoices:write')]);
  expect(key.apiSets.map(({ name }) => name)).toEqual(['Orders']);
  expect(key.row.authorizationGroup?.name).toBe('Standard user');
  expect(key.allowlist).toBe('10.0.0.0/8');
});

test('the roles of an API-only account are those of its first key; a person’s key begins with none', async ({
  signedIn: program,
  open,
  page,
}) => {
  const billing = await makeRole(program, 'Billing', 'invoices:read');
  const account = await apiUser(program, 'erp-bot', [billing]);
  await open(`/accounts/${account}`);
  await button(page, 'New').click();
  await expect(granted(page)).toHaveText(['1 permission']);
  await page.keyboard.press('Escape');

  const bob = await person(program, 'bob');
  await signInAs(program, 'bob');
  await open(`/accounts/${bob}`);
  await page.reload();
  await tab(page, 'Api keys').click();
  await button(page, 'Generate key').click();
  await expect(field(page, 'Name')).toHaveValue('bob');
  await expect(granted(page)).toHaveText(['No permissions']);
  await submit(page);
  await saveSecret(page);
  await expect(rowOf(page, 'bob')).toBeVisible();
});

test('what is wrong is said at its field, and nothing typed is lost', async ({
  signedIn: program,
  open,
  page,
}) => {
  await program.generate({ name: 'Taken' });
  await openWindow(program, page, open);
  await field(page, 'Description').fill('Nightly import');
  await field(page, 'Name').fill('x');
  await submit(page);
  await expect(page.getByText('Name must have at least 2 characters.', { exact: true })).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  await field(page, 'Name').fill('taken');
  await field(page, 'Validity days').fill('0');
  await submit(page);
  await expect(page.getByText('Type a whole number of days, from 1 to 36,500.')).toBeVisible();
  await expect(field(page, 'Validity days')).toBeFocused();
  await field(page, 'Validity days').fill('7');
  await button(page, 'More').click();
  await field(page, 'IP Allowlist').fill('10.1');
  await button(page, 'More').click();
  await submit(page);
  await expect(page.getByText('Line 1: “10.1” is not an IP address.')).toBeVisible();
  await expect(field(page, 'IP Allowlist')).toBeFocused();
  await field(page, 'IP Allowlist').fill('');
  await submit(page);
  await expect(page.getByText('There is already a key named “taken”. Choose another name.')).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  await field(page, 'Name').fill('Not taken');
  program.substitute('keys.generate', refusal('Another program is writing.'));
  await submit(page);
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
  program.restore('keys.generate');
  await submit(page);
  await saveSecret(page);
  await expect(rowOf(page, 'Not taken')).toContainText('Nightly import');
});

test('who was disabled meanwhile gets no key, and the window says why', async ({
  signedIn: program,
  open,
  page,
}) => {
  const id = await openWindow(program, page, open);
  await program.api.accounts.disable({ id });
  await submit(page);
  await expect(dialog(page, 'Create API key').getByRole('alert')).toContainText('is disabled');
});

test('leaving asks when something was typed, and only then', async ({ signedIn: program, open, page }) => {
  await openWindow(program, page, open);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Generate key')).toBeFocused();

  await button(page, 'Generate key').click();
  await field(page, 'Description').fill('Nightly import');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Discard this key?')).toBeVisible();
  await button(page, 'Keep editing').click();
  await expect(field(page, 'Description')).toHaveValue('Nightly import');

  await page.evaluate(() => {
    window.location.hash = '#/roles';
  });
  await expect(dialog(page, 'Discard this key?')).toBeVisible();
  await button(page, 'Keep editing').click();
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
  await button(page, 'Cancel').click();
  await button(page, 'Discard').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(program.calls).not.toContain('keys.generate');
});

test('a lock keeps what was typed', async ({ signedIn: program, open, page }) => {
  await openWindow(program, page, open);
  await field(page, 'Description').fill('Nightly import');
  await program.lock('idle');
  await expect(field(page, 'Description')).toBeHidden();
  await field(page, 'Password').fill('correct horse battery staple');
  await button(page, 'Unlock').click();
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
});

test('a window that cannot be filled can be asked for again', async ({ signedIn: program, open, page }) => {
  const account = await apiUser(program);
  await accountKey(program, account, 'ERP');
  await open(`/accounts/${account}`);
  await expect(rowOf(page, 'ERP')).toBeVisible();
  program.substitute('keys.list', refusal('Another program is writing.'));
  await button(page, 'Generate key').click();
  const window = dialog(page, 'Create API key');
  await expect(window.getByText('Another program is writing.')).toBeVisible();
  program.restore('keys.list');
  await window.getByRole('button', { name: 'Try again' }).click();
  await expect(field(page, 'Name')).toHaveValue('erp-bot');
});
