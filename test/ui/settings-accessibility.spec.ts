import { BUSY, lookOnly } from '../support/access.ts';
import { addAccount, addGroup, CONTOSO, withhold } from '../support/settings-screens.ts';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

const SECTIONS = [
  ['tenant', 'Tenant', 'settings.tenant'],
  ['security', 'Security', 'settings.security'],
  ['notices', 'Notices', 'settings.notices'],
  ['account', 'Your account', 'session.devices'],
  ['tenants', 'Tenants', 'tenants.list'],
  ['about', 'About', 'settings.about'],
] as const;

test.describe('axe finds nothing serious in', () => {
  // It looks at each screen twice and in whole: seconds on an idle machine, many more on a busy one.
  test.describe.configure({ timeout: 120_000 });

  for (const [path, name, call] of SECTIONS) {
    test(`${name}: reading, failing and there`, async ({ signedIn, open, page }) => {
      const answer = signedIn.hold(call);
      await open(`/settings/${path}`);
      await expect(page.getByRole('region', { name: /^Reading / }).last()).toBeVisible();
      await expectAccessible(page);
      answer();
      signedIn.substitute(call, () => BUSY);
      await page.reload();
      await expect(button(page, 'Try again')).toBeVisible();
      await expectAccessible(page);
      signedIn.restore(call);
      await button(page, 'Try again').click();
      await expect(button(page, 'Try again')).toHaveCount(0);
      await expectAccessible(page);
    });
  }

  test('Appearance in both densities', async ({ signedIn: _, open, page }) => {
    await open('/settings/appearance');
    await expect(heading(page, 'Appearance')).toBeVisible();
    await expectAccessible(page);
    await field(page, 'Compact').check();
    await expectAccessible(page);
  });

  test('settings with mistakes, and those that can only be read', async ({ signedIn, open, page }) => {
    await open('/settings/tenant');
    await fill(page, { 'Organisation name': 'x', 'Key limit': '-1' });
    await button(page, 'Save').click();
    await expect(page.getByText('The limit must be at least 0.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'About' }).click();
    await expect(button(page, 'Keep editing')).toBeVisible();
    await expectAccessible(page);
    await withhold(signedIn, 'manage-settings');
    await page.reload();
    await expect(page.getByText('you need the authority Manage Settings')).toBeVisible();
    await expectAccessible(page);
  });

  test('the account with few codes, its dialogs and devices', async ({ signedIn, open, page }) => {
    await signedIn.sql('UPDATE recovery_codes SET used_at = 1');
    await signedIn.sql(
      "INSERT INTO device_credentials VALUES (50, 1, randomblob(32), 'laptop', 0, ?, ?)",
      Date.now() - 1_000,
      Date.now() - 1_000,
    );
    await open('/settings/account');
    await expect(page.getByText('No recovery code is left.')).toBeVisible();
    await button(page, 'Change password').click();
    await expect(page.getByText('Enter the current password.')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'New recovery codes').click();
    await expect(button(page, 'Make new codes')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await button(page, 'Forget laptop').click();
    await expect(button(page, 'Forget')).toBeVisible();
    await expectAccessible(page);
  });

  test('tenants of every state and their dialogs', async ({ signedIn, open, page }) => {
    await signedIn.api.tenants.create(CONTOSO);
    const { id } = await signedIn.api.tenants.create({ ...CONTOSO, name: 'Fabrikam' });
    await signedIn.api.tenants.archive({ id });
    await open('/settings/tenants');
    await expect(button(page, 'Restore Fabrikam')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'New tenant').click();
    await button(page, 'Create').click();
    await expect(page.getByText('Organisation name is required.')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await button(page, 'Archive Contoso').click();
    await expect(button(page, 'Archive')).toBeVisible();
    await expectAccessible(page);
  });

  test('data access groups: empty, full, read only, and who is in one', async ({ signedIn, open, page }) => {
    await open('/data-access');
    await expect(heading(page, 'No data access groups yet')).toBeVisible();
    await expectAccessible(page);
    await addGroup(signedIn, 'Europe', { scopes: ['EU-01'], members: [1] });
    await page.reload();
    await page.getByRole('button', { name: /^1 member/ }).click();
    await expect(page.getByRole('listitem')).toHaveText(['ada']);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await button(page, 'Delete Europe').click();
    await expect(page.getByRole('listitem')).toHaveText(['ada']);
    await expectAccessible(page);
    await lookOnly(signedIn);
    await page.reload();
    await expect(page.getByRole('rowheader')).toBeVisible();
    await expectAccessible(page);
  });

  test('the form of a data access group, its mistakes, members and dialogs', async ({
    signedIn,
    open,
    page,
  }) => {
    await addAccount(signedIn, 'erp-bot', { apiOnly: true, displayName: 'ERP' });
    const id = await addGroup(signedIn, 'Europe', { scopes: ['EU-01'], members: [1] });
    await open('/data-access/new');
    await expect(field(page, 'Name')).toBeFocused();
    await expectAccessible(page);
    await open(`/data-access/${id}`);
    await expect(page.getByRole('rowheader')).toBeVisible();
    await fill(page, { Scopes: 'EU-01\nEU-01\nbad\u200bone' });
    await button(page, 'Save').click();
    await expect(page.getByText('Line 3:')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Add members').click();
    await page.getByRole('checkbox', { name: 'erp-bot' }).check();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await button(page, 'Remove ada').click();
    await expect(button(page, 'Remove')).toBeVisible();
    await expectAccessible(page);
    await lookOnly(signedIn);
    await page.reload();
    await expect(heading(page, 'Europe')).toBeVisible();
    await expectAccessible(page);
  });
});
