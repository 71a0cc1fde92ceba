import type { Page } from '@playwright/test';
import { choose, dialog, erp, makeRole, refusal } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn, open, page }) => {
  await makeRole(signedIn, 'Billing', 'invoices:write');
  const id = await erp(signedIn, { expiresAt: Date.UTC(2099, 2, 3), allowlist: '10.0.0.0/8' });
  await open(`/tenant-api-keys/${id}`);
  await button(page, 'Edit').click();
  await expect(field(page, 'Key Name')).toHaveValue('ERP integration');
});

const edit = (page: Page) => dialog(page, 'Edit API Key');

test('has everything but owner and expiry, and saves it', async ({ page, program }) => {
  await expect(field(page, 'Key Name')).toBeFocused();
  await expect(edit(page)).toContainText(
    'Expires 3 Mar 2099. The expiry cannot be edited; it changes by rotating the key.',
  );
  await expect(page.getByRole('combobox', { name: 'Owner' })).toHaveCount(0);
  await expect(field(page, 'Expiration Date')).toHaveCount(0);
  await expectAccessible(page);
  await fill(page, { 'Key Name': 'ERP', Description: 'Hourly import', 'IP Allowlist': '192.0.2.7' });
  await choose(page, 'Authorization Group', 'Read only');
  await choose(page, 'Roles', 'Billing');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Only selected API sets' }).check();
  await page.getByRole('listbox', { name: 'Available API' }).getByRole('option').first().dblclick();
  await button(page, 'Save').click();
  await expect(page.getByText('Saved “ERP”.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page, 'ERP')).toBeVisible();
  await expect(button(page, 'Edit')).toBeFocused();
  const key = await program.api.keys.get({ id: 1 });
  expect(key).toMatchObject({ allowlist: '192.0.2.7', apiAccess: 'selected', roles: [{ name: 'Billing' }] });
  expect(key.row).toMatchObject({
    name: 'ERP',
    description: 'Hourly import',
    expiresAt: Date.UTC(2099, 2, 3),
  });
});

test('mistakes are told at their fields', async ({ page, program }) => {
  await fill(page, { 'Key Name': 'x', 'IP Allowlist': '10.1' });
  await button(page, 'Save').click();
  await expect(page.getByText('Key Name must have at least 2 characters.')).toBeVisible();
  await expect(page.getByText('Line 1: “10.1” is not an IP address.')).toBeVisible();
  await expect(field(page, 'Key Name')).toBeFocused();
  await program.generate({ name: 'Mobile App' });
  await fill(page, { 'Key Name': 'MOBILE app', 'IP Allowlist': '' });
  await button(page, 'Save').click();
  await expect(page.getByText('There is already a key named “MOBILE app”.')).toBeVisible();
  await expect(field(page, 'Key Name')).toBeFocused();
});

test('closes freely while nothing was changed, and asks otherwise', async ({ page }) => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await button(page, 'Edit').click();
  await field(page, 'Description').fill('Changed');
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Discard your changes?')).toBeVisible();
  await expect(button(page, 'Keep editing')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Discard your changes?')).toHaveCount(0);
  await expect(field(page, 'Description')).toHaveValue('Changed');
  await button(page, 'Cancel').click();
  await button(page, 'Discard').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await button(page, 'Edit').click();
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
});

test('Back asks too, and leaves the dialog behind', async ({ page, open }) => {
  await field(page, 'Description').fill('Changed');
  await page.evaluate(() => {
    window.location.hash = '#/tenant-api-keys';
  });
  await expect(dialog(page, 'Discard your changes?')).toBeVisible();
  await button(page, 'Discard').click();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await open();
});

test.describe('when somebody else has changed the key meanwhile', () => {
  test.beforeEach(async ({ page, program }) => {
    await field(page, 'Description').fill('Mine');
    await program.sql("UPDATE keys SET revision = revision + 1, description = 'Theirs'");
    await button(page, 'Save').click();
    await expect(page.getByText('Somebody else has changed this key meanwhile')).toBeVisible();
    await expect(field(page, 'Description')).toHaveValue('Mine');
  });

  test('what was typed can be saved over it', async ({ page, program }) => {
    await expectAccessible(page);
    await button(page, 'Save anyway').click();
    await expect(page.getByText('Saved “ERP integration”.')).toBeVisible();
    expect((await program.api.keys.get({ id: 1 })).row.description).toBe('Mine');
  });

  test('the current values can be loaded', async ({ page, program }) => {
    await button(page, 'Load the current values').click();
    await expect(field(page, 'Description')).toHaveValue('Theirs');
    await expect(page.getByText('Somebody else has changed')).toHaveCount(0);
    await field(page, 'Key Name').fill('ERP');
    await button(page, 'Save').click();
    await expect(page.getByText('Saved “ERP”.')).toBeVisible();
    expect((await program.api.keys.get({ id: 1 })).row).toMatchObject({ name: 'ERP', description: 'Theirs' });
  });

  test('and again meanwhile, it asks again', async ({ page, program }) => {
    program.substitute('keys.edit', refusal('Changed again.', 'KEY_CHANGED'));
    await button(page, 'Save anyway').click();
    await expect(page.getByText('Changed again.')).toBeVisible();
    program.restore('keys.edit');
    await button(page, 'Save anyway').click();
    await expect(page.getByText('Saved “ERP integration”.')).toBeVisible();
  });
});

test('a failure stays in the dialog; a key that cannot be read can be asked for again', async ({
  page,
  program,
}) => {
  await field(page, 'Description').fill('Changed');
  program.substitute('keys.edit', refusal('The disk is full.'));
  await button(page, 'Save').click();
  await expect(edit(page).getByRole('alert')).toHaveText('The disk is full.');
  await expect(field(page, 'Description')).toHaveValue('Changed');
  await page.keyboard.press('Escape');
  await button(page, 'Discard').click();
  program.substitute('keys.get', refusal('Another program is writing.'));
  await button(page, 'Edit').click();
  await expect(edit(page).getByText('Another program is writing.')).toBeVisible();
  program.restore('keys.get');
  await button(page, 'Try again').click();
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
});

test('while it is read the dialog shows its shape and can be closed', async ({ page, program }) => {
  await page.keyboard.press('Escape');
  const answer = program.hold('keys.get');
  await button(page, 'Edit').click();
  await expect(edit(page).locator('[aria-busy="true"]')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Edit')).toBeFocused();
  answer();
});

test('while it is saved it cannot be left, and two clicks are one', async ({ page, program }) => {
  await field(page, 'Description').fill('Changed');
  const answer = program.hold('keys.edit');
  await button(page, 'Save').dblclick();
  await page.keyboard.press('Escape');
  await expect(edit(page)).toBeVisible();
  await expect(dialog(page, 'Discard your changes?')).toHaveCount(0);
  answer();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(program.calls.filter((call) => call === 'keys.edit')).toHaveLength(1);
});

test('a lock keeps what was typed', async ({ page, program }) => {
  await field(page, 'Description').fill('Changed');
  await program.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  await field(page, 'Password').fill('correct horse battery staple');
  await button(page, 'Unlock').click();
  await expect(field(page, 'Description')).toHaveValue('Changed');
});
