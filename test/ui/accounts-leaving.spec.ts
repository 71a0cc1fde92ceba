import type { Page } from '@playwright/test';
import { BUSY } from '../support/access.ts';
import {
  accountRow,
  expectToast,
  keysBy,
  keysOf,
  machine,
  person,
  signInHolding,
  stateOf,
  usernames,
} from '../support/accounts.ts';
import { keyId, wasUsed } from '../support/key-screens.ts';
import { button, expect, heading, test } from '../support/ui-test.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const within = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const tick = (page: Page, name: string) => dialog(page).getByRole('checkbox', { name, exact: true });
const LAST_HOLDER = {
  ok: false,
  code: 'LAST_HOLDER',
  message: 'Without jan nobody would have the authority Export. Give it to another person first.',
} as const;

test.describe('Disable', () => {
  test('lists the keys that are owned and those that were created, and revokes what is ticked', async ({
    signedIn,
    open,
    page,
  }) => {
    const jan = await person(signedIn, 'jan');
    await keysBy(signedIn, jan, 'Own', 'Dashboards', 'Exports', 'Old');
    await signedIn.sql('UPDATE keys SET owner_account_id = ? WHERE name = ?', jan.id, 'Own');
    await signedIn.api.keys.revoke({ id: await keyId(signedIn, 'Old'), how: 'until-reinstated' });
    await wasUsed(signedIn, await keyId(signedIn, 'Dashboards'));
    await open('/accounts');
    await button(page, 'Disable jan').click();
    await expect(dialog(page)).toHaveAccessibleName('Disable account');
    await expect(within(page, 'Cancel')).toBeFocused();
    const owned = dialog(page).getByRole('table').first();
    await expect(
      dialog(page).getByText('They stop working at once, and work again when the account is enabled.'),
    ).toBeVisible();
    await expect(owned.getByRole('rowheader')).toHaveText([/^Own/]);
    const created = dialog(page).getByRole('table').last();
    await expect(created.getByRole('row')).toHaveText([
      /Key.*State.*Last used/,
      /^Exports.*Active.*Never/,
      /^Dashboards.*Active.*4 minutes ago/,
      /^Old.*Revoked.*Never/,
    ]);
    await expect(tick(page, 'Revoke Old')).toHaveCount(0);
    await tick(page, 'Revoke all of them').check();
    await expect(tick(page, 'Revoke Exports')).toBeChecked();
    await tick(page, 'Revoke Exports').uncheck();
    await expect(dialog(page).getByRole('radio', { name: 'Revoke 1 key until reinstated' })).toBeChecked();
    await within(page, 'Disable').click();
    await expect(dialog(page)).toHaveCount(0);
    await expectToast(page, '“jan” was disabled. 1 key was revoked.');
    await expect(accountRow(page, 'jan')).toContainText('Disabled');
    await expect(button(page, 'Enable jan')).toBeFocused();
    expect((await stateOf(signedIn, 'Dashboards')).revocation).toBe('until-reinstated');
    expect((await stateOf(signedIn, 'Exports')).revocation).toBeNull();
    expect((await stateOf(signedIn, 'Own')).revocation).toBeNull();
  });

  test('says which keys could not be revoked, and tries them again', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await keysBy(signedIn, jan, 'Dashboards', 'Exports');
    const exports = await keyId(signedIn, 'Exports');
    signedIn.substitute('keys.revoke', (input, next) =>
      JSON.stringify(input).includes(`"id":${exports},`) ? BUSY : next(),
    );
    await open('/accounts');
    await button(page, 'Disable jan').click();
    await tick(page, 'Revoke all of them').check();
    await dialog(page).getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
    await within(page, 'Disable').click();
    await expect(dialog(page).getByText('“jan” was disabled. 1 key was revoked.')).toBeVisible();
    await expect(dialog(page).getByRole('row').nth(1)).toHaveText('ExportsAnother program is writing.');
    await expect(within(page, 'Close')).toBeFocused();
    signedIn.restore('keys.revoke');
    await within(page, 'Try again').click();
    await expectToast(page, '“jan” was disabled. 2 keys were revoked permanently.');
    await expect(dialog(page)).toHaveCount(0);
    expect((await stateOf(signedIn, 'Exports')).revocation).toBe('permanent');
  });

  test('shows how far it is', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await keysBy(signedIn, jan, 'Dashboards');
    await open('/accounts');
    await button(page, 'Disable jan').click();
    await tick(page, 'Revoke Dashboards').check();
    const answer = signedIn.hold('keys.batch');
    await within(page, 'Disable').click();
    await expect(dialog(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
    await expect(dialog(page).getByText('“jan” was disabled. Revoking keys: 0 of 1')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeVisible();
    answer();
    await expect(dialog(page)).toHaveCount(0);
  });

  test('a refusal is said, and everything stays as it was', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await keysBy(signedIn, jan, 'Dashboards');
    signedIn.substitute('accounts.disable', () => LAST_HOLDER);
    await open('/accounts');
    await button(page, 'Disable jan').click();
    await tick(page, 'Revoke Dashboards').check();
    await within(page, 'Disable').click();
    await expect(dialog(page).getByRole('alert')).toHaveText(LAST_HOLDER.message);
    await expect(tick(page, 'Revoke Dashboards')).toBeChecked();
    expect((await stateOf(signedIn, 'Dashboards')).revocation).toBeNull();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expect(button(page, 'Disable jan')).toBeFocused();
  });

  test('waits for the keys, and reads them again when that failed', async ({ signedIn, open, page }) => {
    await person(signedIn, 'jan');
    await open('/accounts');
    signedIn.substitute('accounts.leaving', () => BUSY);
    await button(page, 'Disable jan').click();
    await expect(dialog(page).getByRole('alert')).toHaveText('Another program is writing.');
    await expect(within(page, 'Disable')).toBeDisabled();
    signedIn.restore('accounts.leaving');
    await within(page, 'Try again').click();
    await expect(dialog(page).getByText('It owns no keys and has created none.')).toBeVisible();
    await within(page, 'Disable').click();
    await expectToast(page, '“jan” was disabled.');
  });

  test('who may not manage keys ticks none', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await keysBy(signedIn, jan, 'Dashboards');
    await signInHolding(signedIn, 'view', 'manage-accounts');
    await open('/accounts');
    await button(page, 'Disable jan').click();
    await expect(
      dialog(page).getByText('Who has the authority to manage keys can revoke them.'),
    ).toBeVisible();
    await expect(dialog(page).getByRole('checkbox')).toHaveCount(0);
    await within(page, 'Disable').click();
    await expectToast(page, '“jan” was disabled.');
  });
});

test('an account is enabled again, and its keys with it', async ({ signedIn, open, page }) => {
  const shop = await machine(signedIn, 'API -- Shop');
  await keysOf(signedIn, shop.id, 'Orders', 'Orders (old)');
  await signedIn.api.keys.revoke({ id: await keyId(signedIn, 'Orders (old)'), how: 'permanent' });
  await signedIn.api.accounts.disable({ id: shop.id });
  await open(`/accounts/${shop.id}`);
  await button(page, 'Enable').click();
  await expect(dialog(page)).toHaveAccessibleName('Enable account');
  await expect(
    dialog(page).getByText('1 active key works again at once. Those that are revoked or expired do not.'),
  ).toBeVisible();
  await within(page, 'Enable').click();
  await expectToast(page, '“API -- Shop” was enabled.');
  await expect(button(page, 'Disable')).toBeFocused();
});

test.describe('Delete', () => {
  test('asks what becomes of the keys, and revokes them', async ({ signedIn, open, page }) => {
    const shop = await machine(signedIn, 'API -- Shop');
    await keysOf(signedIn, shop.id, 'Orders', 'Stock');
    await open('/accounts');
    await button(page, 'Delete API -- Shop').click();
    await expect(within(page, 'Cancel')).toBeFocused();
    await expect(dialog(page).getByRole('rowheader')).toHaveText([/^Stock/, /^Orders/]);
    await within(page, 'Delete').click();
    await expect(dialog(page).getByText('Choose what becomes of the keys.')).toBeVisible();
    expect(signedIn.calls).not.toContain('accounts.remove');
    await dialog(page).getByRole('radio', { name: 'Revoke permanently' }).check();
    await within(page, 'Delete').click();
    await expectToast(page, '“API -- Shop” was deleted. 2 keys were revoked permanently.');
    await expect(usernames(page)).toHaveText(['ada']);
    await expect(heading(page, 'User accounts')).toBeFocused();
    expect((await stateOf(signedIn, 'Orders')).revocation).toBe('permanent');
  });

  test('or gives them to another account', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await person(signedIn, 'eva');
    await machine(signedIn, 'API -- Shop');
    await keysBy(signedIn, jan, 'Orders', 'Dashboards');
    await signedIn.sql('UPDATE keys SET owner_account_id = ? WHERE name = ?', jan.id, 'Orders');
    await open(`/accounts/${jan.id}`);
    await button(page, 'Delete').click();
    await dialog(page).getByRole('radio', { name: 'Reassign' }).check();
    await within(page, 'Delete').click();
    await expect(dialog(page).getByText('Choose the new owner.')).toBeVisible();
    const heir = page.getByRole('combobox', { name: 'New owner' });
    await heir.click();
    // Neither another person nor the one who goes.
    await expect(page.getByRole('option')).toHaveText(['ada (you)', 'API -- Shop']);
    await heir.fill('shop');
    await page.getByRole('option', { name: 'API -- Shop' }).click();
    await tick(page, 'Revoke Dashboards').check();
    await within(page, 'Delete').click();
    await expectToast(
      page,
      '“jan” was deleted. 1 key now belongs to API -- Shop. Of those created, 1 key was revoked.',
    );
    await expect(heading(page, 'User accounts')).toBeVisible();
    await expect(usernames(page)).toHaveText(['ada', 'API -- Shop', 'eva']);
    expect(await stateOf(signedIn, 'Orders')).toEqual({ revocation: null, owner: 'API -- Shop' });
    expect((await stateOf(signedIn, 'Dashboards')).revocation).toBe('until-reinstated');
  });

  test('refusals stand where they belong', async ({ signedIn, open, page }) => {
    const shop = await machine(signedIn, 'API -- Shop');
    const erp = await machine(signedIn, 'API -- ERP');
    await keysOf(signedIn, shop.id, 'Orders');
    await open('/accounts');
    await button(page, 'Delete API -- Shop').click();
    await dialog(page).getByRole('radio', { name: 'Reassign' }).check();
    await page.getByRole('combobox', { name: 'New owner' }).click();
    await page.getByRole('option', { name: 'API -- ERP' }).click();
    await signedIn.api.accounts.disable({ id: erp.id });
    await within(page, 'Delete').click();
    await expect(dialog(page).getByText('The account API -- ERP is disabled')).toBeVisible();
    await expect(dialog(page).getByRole('alert')).toHaveCount(0);
    signedIn.substitute('accounts.remove', () => LAST_HOLDER);
    await dialog(page).getByRole('radio', { name: 'Revoke permanently' }).check();
    await within(page, 'Delete').click();
    await expect(dialog(page).getByRole('alert')).toHaveText(LAST_HOLDER.message);
    await within(page, 'Cancel').click();
    await expect(button(page, 'Delete API -- Shop')).toBeFocused();
  });

  test('an account without keys is deleted without a question about them', async ({
    signedIn,
    open,
    page,
  }) => {
    await person(signedIn, 'jan');
    await open('/accounts');
    await button(page, 'Delete jan').click();
    await expect(dialog(page).getByText('It owns no keys and has created none.')).toBeVisible();
    await expect(dialog(page).getByRole('radio')).toHaveCount(0);
    await within(page, 'Delete').click();
    await expectToast(page, '“jan” was deleted.');
    await expect(usernames(page)).toHaveText(['ada']);
  });

  test('who may not decide about keys cannot delete their owner', async ({ signedIn, open, page }) => {
    const shop = await machine(signedIn, 'API -- Shop');
    await keysOf(signedIn, shop.id, 'Orders');
    await signInHolding(signedIn, 'view', 'manage-accounts');
    await open(`/accounts/${shop.id}`);
    await button(page, 'Delete').click();
    await expect(dialog(page).getByText('you need the authority Manage User API Key')).toBeVisible();
    await expect(within(page, 'Delete')).toBeDisabled();
  });

  test('the own account has no way out', async ({ signedIn: _, open, page }) => {
    await open('/accounts/1');
    for (const name of ['Disable', 'Delete']) {
      await expect(button(page, name)).toBeDisabled();
      await expect(button(page, name)).toHaveAccessibleDescription(/^This is your own account/);
    }
  });
});
