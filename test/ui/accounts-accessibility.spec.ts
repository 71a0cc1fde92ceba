import { BUSY } from '../support/access.ts';
import { keysBy, keysOf, machine, openTab, person, signInHolding, usernames } from '../support/accounts.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

test.describe('axe finds nothing serious in', () => {
  // It looks at each screen twice and in whole: seconds on an idle machine, many more on a busy one.
  test.describe.configure({ timeout: 120_000 });

  test('the list: reading, failing, empty, full, without a match and only to be read', async ({
    signedIn,
    open,
    page,
  }) => {
    const shop = await machine(signedIn, 'API -- Shop');
    await keysOf(signedIn, shop.id, 'Orders');
    await person(signedIn, 'jan', { displayName: 'Jan de Vries', roles: ['Auditor', 'Reporting'] });
    const answer = signedIn.hold('accounts.list');
    await open('/accounts');
    await expect(page.getByText('Reading the accounts…')).toBeVisible();
    await expectAccessible(page);
    answer();
    signedIn.substitute('accounts.list', () => BUSY);
    await page.reload();
    await expect(button(page, 'Try again')).toBeVisible();
    await expectAccessible(page);
    signedIn.substitute('accounts.list', () => ({
      ok: true,
      value: { rows: [], end: null, total: 0, all: 0 },
    }));
    await button(page, 'Try again').click();
    await expect(heading(page, 'No user accounts yet')).toBeVisible();
    await expectAccessible(page);
    signedIn.restore('accounts.list');
    await page.reload();
    await expect(usernames(page)).toHaveCount(3);
    await expectAccessible(page);
    await field(page, 'Search accounts').fill('nobody');
    await expect(page.getByText('0 of 3 accounts')).toBeVisible();
    await expectAccessible(page);
  });

  test('the list for who may do little', async ({ signedIn, open, page }) => {
    await person(signedIn, 'jan');
    await signInHolding(signedIn, 'view', 'manage-accounts');
    await open('/accounts');
    await expect(button(page, 'Disable ada')).toBeDisabled();
    await expectAccessible(page);
  });

  test('the form of a new account, its mistakes and its choices', async ({ signedIn: _, open, page }) => {
    await open('/accounts/new');
    await expect(field(page, 'Username')).toBeFocused();
    await button(page, 'Create').click();
    await expect(page.getByText('Username is required.')).toBeVisible();
    await expectAccessible(page);
    await field(page, 'API').check();
    await expect(field(page, 'API only')).toBeDisabled();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Roles' }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
  });

  test('details, when they can be changed, were changed by others, and cannot be changed', async ({
    signedIn,
    open,
    page,
  }) => {
    const { id } = await person(signedIn, 'jan', { roles: ['Auditor'] });
    await open(`/accounts/${id}`);
    await openTab(page, 'Details');
    await expect(button(page, 'Set password')).toBeVisible();
    await expectAccessible(page);
    await field(page, 'API only').check();
    await signedIn.sql('UPDATE accounts SET revision = revision + 1');
    await button(page, 'Save').click();
    await expect(button(page, 'Save anyway')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Load the current values').click();
    await button(page, 'Set password').click();
    await expect(field(page, 'New password')).toBeFocused();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await open('/accounts/1');
    await openTab(page, 'Details');
    await expect(page.getByText('Your own account has to sign in.')).toBeVisible();
    await expectAccessible(page);
    await openTab(page, 'Activity');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page);
    await signInHolding(signedIn, 'view');
    await page.reload();
    await openTab(page, 'Details');
    await expect(page.getByText('To change it you need the authority Manage Accounts.')).toBeVisible();
    await expectAccessible(page);
  });

  test('the dialogs by which an account leaves', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await keysBy(signedIn, jan, 'Orders', 'Dashboards', 'Exports');
    await signedIn.sql('UPDATE keys SET owner_account_id = ? WHERE name = ?', jan.id, 'Orders');
    await open('/accounts');
    await button(page, 'Delete jan').click();
    await page.getByRole('radio', { name: 'Reassign' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Choose the new owner.')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await button(page, 'Disable jan').click();
    await page.getByRole('checkbox', { name: 'Revoke Exports' }).check();
    await expectAccessible(page);
    signedIn.substitute('keys.batch', () => BUSY);
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await expect(button(page, 'Try again')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Close').click();
    await button(page, 'Enable jan').click();
    await expect(page.getByText('1 active key works again at once.')).toBeVisible();
    await expectAccessible(page);
  });
});
