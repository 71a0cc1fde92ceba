import { openTab, person } from '../support/accounts.ts';
import { button, expect, field, test } from '../support/ui-test.ts';

/** What is typed while something is being saved is neither lost nor taken for saved. */

test('in the settings', async ({ signedIn, open, page }) => {
  await open('/settings/tenant');
  await field(page, 'Key prefix').fill('nw');
  const answer = signedIn.hold('settings.editTenant');
  await field(page, 'Key prefix').press('Enter');
  await expect(button(page, 'Save')).toBeDisabled();
  await field(page, 'Organisation name').fill('Northwind Group');
  answer();
  await expect(page.getByText('Not saved yet.')).toBeVisible();
  await expect(button(page, 'Save')).toBeEnabled();
  await expect(field(page, 'Organisation name')).toHaveValue('Northwind Group');
  await expect(field(page, 'Key prefix')).toHaveValue('nw');
  expect(await signedIn.api.settings.tenant(undefined)).toMatchObject({
    name: 'Northwind Traders',
    keyPrefix: 'nw',
  });
  signedIn.restore('settings.editTenant');
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await signedIn.api.settings.tenant(undefined)).toMatchObject({ name: 'Northwind Group' });
});

test('in the details of an account', async ({ signedIn, open, page }) => {
  const { id } = await person(signedIn, 'jan', { roles: ['Auditor'] });
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await field(page, 'Username').fill('jan.d');
  const answer = signedIn.hold('accounts.edit');
  await field(page, 'Username').press('Enter');
  await expect(button(page, 'Save')).toBeDisabled();
  await field(page, 'Display name').fill('Jan de Vries');
  answer();
  await expect(button(page, 'Save')).toBeEnabled();
  await expect(field(page, 'Display name')).toHaveValue('Jan de Vries');
  await expect(field(page, 'Username')).toHaveValue('jan.d');
  signedIn.restore('accounts.edit');
  await button(page, 'Save').click();
  await expect(button(page, 'Save')).toBeDisabled();
  const { row } = await signedIn.api.accounts.get({ id });
  expect(row).toMatchObject({ username: 'jan.d', displayName: 'Jan de Vries' });
});
