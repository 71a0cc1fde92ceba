import { BUSY } from '../support/access.ts';
import { dialog, expectCounted, overhang, refusal } from '../support/key-screens.ts';
import { withhold } from '../support/settings-screens.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';
import type { Page } from '@playwright/test';

const main = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true });

test('Settings opens the first section, and each has an address of its own', async ({
  signedIn: _,
  open,
  page,
}) => {
  await open('/tenant-api-keys');
  await expect(main(page).getByRole('link').last()).toHaveText('Settings');
  await main(page).getByRole('link', { name: 'Settings' }).click();
  await expect(heading(page, 'Settings')).toBeVisible();
  await expect(heading(page, 'Tenant')).toBeVisible();
  await expect(page).toHaveURL(/#\/settings\/tenant$/);
  await expect(page).toHaveTitle('Tenant – Settings – Latchkey');
  for (const [name, path] of [
    ['Security', 'security'],
    ['Notices', 'notices'],
    ['Appearance', 'appearance'],
    ['Your account', 'account'],
    ['Tenants', 'tenants'],
    ['Verification endpoint', 'endpoint'],
    ['About', 'about'],
  ] as const) {
    await section(page, name).click();
    await expect(heading(page, name)).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`#/settings/${path}$`));
    await expect(section(page, name)).toHaveAttribute('aria-current', 'page');
    expect(await overhang(page)).toBe(0);
  }
  await expect(main(page).getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
});

test('Back from the first section does not come to it again', async ({ signedIn: _, open, page }) => {
  await open('/roles');
  await main(page).getByRole('link', { name: 'Settings' }).click();
  await expect(heading(page, 'Tenant')).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'Roles')).toBeVisible();
});

test.describe('Tenant', () => {
  test('what is saved shows in the header at once, and holds for the next key', async ({
    signedIn,
    open,
    page,
  }) => {
    await signedIn.generate({ name: 'Before' });
    await open('/settings/tenant');
    await expect(
      page.getByText('New keys look like lk_4fT9…x2Qa. Keys that exist keep theirs.'),
    ).toBeVisible();
    await fill(page, { 'Organisation name': 'Northwind Group', 'Key prefix': 'nwg' });
    await expect(page.getByText('New keys look like nwg_4fT9…x2Qa.')).toBeVisible();
    await fill(page, { 'Key limit': '3', 'Default validity': '30', 'Expiring soon window': '21' });
    await expect(page.getByText('1 key now.')).toBeVisible();
    await expect(page.getByText('Not saved yet.')).toBeVisible();
    await button(page, 'Save').click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await expect(page.getByRole('banner')).toContainText('Northwind Group');
    expect(await signedIn.api.settings.tenant(undefined)).toMatchObject({
      name: 'Northwind Group',
      keyPrefix: 'nwg',
      keyLimit: 3,
      validityDays: 30,
      expiringSoonDays: 21,
    });
    await main(page).getByRole('link', { name: 'API Keys' }).click();
    await expect(page.getByText('1/3 keys')).toBeVisible();
  });

  test('the list of keys that was read before shows the new limit', async ({ signedIn, open, page }) => {
    await signedIn.generate({ name: 'Before' });
    await open('/tenant-api-keys');
    await expect(page.getByText('1/10 keys')).toBeVisible();
    await main(page).getByRole('link', { name: 'Settings' }).click();
    await fill(page, { 'Key limit': '4' });
    await field(page, 'Key limit').press('Enter');
    await expect(page.getByText('Saved.')).toBeVisible();
    await main(page).getByRole('link', { name: 'API Keys' }).click();
    await expect(page.getByText('1/4 keys')).toBeVisible();
  });

  test('mistakes are said at their fields, and nothing is lost', async ({ signedIn, open, page }) => {
    await open('/settings/tenant');
    await fill(page, { 'Organisation name': 'x', 'Key prefix': 'NW', 'Default validity': '0' });
    await button(page, 'Save').click();
    await expect(page.getByText('Organisation name must have at least 2 characters.')).toBeVisible();
    await expect(page.getByText('Key prefix must have 2 to 10 characters')).toBeVisible();
    await expect(page.getByText('Validity days must be at least 1.')).toBeVisible();
    await expect(field(page, 'Organisation name')).toBeFocused();
    expect(signedIn.calls).not.toContain('settings.editTenant');

    await fill(page, { 'Organisation name': 'Northwind', 'Key prefix': 'nw', 'Default validity': '9' });
    signedIn.substitute('settings.editTenant', () => ({
      ok: false,
      code: 'NAME_TAKEN',
      message: 'The name “Northwind” is taken. Choose another name.',
      field: 'name',
    }));
    await button(page, 'Save').click();
    await expect(page.getByText('The name “Northwind” is taken.')).toBeVisible();
    await expect(field(page, 'Organisation name')).toBeFocused();
    signedIn.substitute('settings.editTenant', refusal('Another program is writing.'));
    await button(page, 'Save').click();
    await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
    await expect(field(page, 'Key prefix')).toHaveValue('nw');
    await expect(field(page, 'Default validity')).toHaveValue('9');
  });

  test('leaving with changes asks first; they can be discarded', async ({ signedIn: _, open, page }) => {
    await open('/settings/tenant');
    await fill(page, { 'Key prefix': 'nw' });
    await section(page, 'About').click();
    const question = dialog(page, 'Discard the changes?');
    await expect(question).toBeVisible();
    await button(page, 'Keep editing').click();
    await expect(field(page, 'Key prefix')).toHaveValue('nw');
    await button(page, 'Discard changes').click();
    await expect(field(page, 'Key prefix')).toHaveValue('lk');
    await expect(button(page, 'Save')).toBeFocused();
    await section(page, 'About').click();
    await expect(heading(page, 'About')).toBeVisible();
  });

  test('only a super user changes what holds for all tenants', async ({ signedIn, open, page }) => {
    await withhold(signedIn, 'manage-tenants');
    await open('/settings/security');
    await expect(page.getByText('Only a super user can change it.')).toBeVisible();
    await expect(field(page, 'Lock after')).not.toBeEditable();
    await expect(button(page, 'Save')).toHaveCount(0);
    await expect(button(page, 'Reset to defaults')).toHaveCount(0);
  });

  test('only a super user renames the organisation and raises the limit', async ({
    signedIn,
    open,
    page,
  }) => {
    await withhold(signedIn, 'manage-tenants');
    await open('/settings/tenant');
    await expect(field(page, 'Key limit')).not.toBeEditable();
    await expect(page.getByText('Only a super user can raise it.')).toBeVisible();
    await expect(field(page, 'Organisation name')).not.toBeEditable();
    await expect(section(page, 'Tenants')).toHaveCount(0);
    await fill(page, { 'Key prefix': 'nw' });
    await button(page, 'Save').click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await open('/settings/tenants');
    await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
  });

  test('who does not manage settings reads them', async ({ signedIn, open, page }) => {
    await withhold(signedIn, 'manage-settings');
    await open('/settings/tenant');
    await expect(page.getByText('you need the authority Manage Settings')).toBeVisible();
    await expect(field(page, 'Organisation name')).not.toBeEditable();
    await expect(button(page, 'Save')).toHaveCount(0);
    // What is one's own stays one's own.
    await section(page, 'Notices').click();
    await expect(button(page, 'Save')).toBeVisible();
  });

  test('who may not even look comes to what is their own', async ({ signedIn, open, page }) => {
    await signedIn.sql('DELETE FROM role_authorities');
    await open('/settings');
    await expect(heading(page, 'Notices')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Settings' }).getByRole('link')).toHaveText([
      'Notices',
      'Appearance',
      'Your account',
      'About',
    ]);
  });

  test('settings that cannot be read can be tried again', async ({ signedIn, open, page }) => {
    signedIn.substitute('settings.tenant', () => BUSY);
    await open('/settings/tenant');
    await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
    signedIn.restore('settings.tenant');
    await button(page, 'Try again').click();
    await expect(field(page, 'Organisation name')).toHaveValue('Northwind Traders');
  });

  test('a lock keeps what was typed', async ({ signedIn, open, page }) => {
    await open('/settings/tenant');
    await fill(page, { 'Organisation name': 'Half typed' });
    await signedIn.lock('idle');
    await expect(heading(page, 'Locked')).toBeVisible();
    await fill(page, { Password: 'correct horse battery staple' });
    await button(page, 'Unlock').click();
    await expect(field(page, 'Organisation name')).toHaveValue('Half typed');
  });
});

test('Security is saved, refused out of range, and goes back to the defaults', async ({
  signedIn,
  open,
  page,
}) => {
  await open('/settings/security');
  await fill(page, { 'Lock after': '5', 'Clear the clipboard after': '5', 'First pause': '' });
  await button(page, 'Save').click();
  await expect(page.getByText('Clear the clipboard after must be at least 10.')).toBeVisible();
  await expect(page.getByText('Pause is required.')).toBeVisible();
  await expect(field(page, 'Clear the clipboard after')).toBeFocused();
  await fill(page, { 'Clear the clipboard after': '30', 'First pause': '20' });
  await fill(page, { 'Failed attempts before a pause': '3' });
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const { security } = signedIn.api.settings;
  expect(await security(undefined)).toEqual({
    idleLockMinutes: 5,
    clipboardSeconds: 30,
    lockoutFailures: 3,
    lockoutMinutes: 20,
  });
  await button(page, 'Reset to defaults').click();
  await expect(field(page, 'Lock after')).toHaveValue('10');
  await expect(page.getByText('Not saved yet.')).toBeVisible();
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await security(undefined)).toMatchObject({ idleLockMinutes: 10, lockoutMinutes: 15 });
});

test('Notices are the person’s own', async ({ signedIn, open, page }) => {
  await open('/settings/notices');
  await field(page, '30 days').uncheck();
  await field(page, '1 day').uncheck();
  await page.getByRole('switch', { name: 'Desktop notification' }).uncheck();
  await expect(page.getByText('names keys only while Latchkey is not locked')).toBeVisible();
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await signedIn.api.settings.notices(undefined)).toEqual({ days: [14, 7], desktop: false });
  await field(page, '14 days').uncheck();
  await field(page, '7 days').uncheck();
  await expect(page.getByText('Nothing is chosen: you are told of no key.')).toBeVisible();
});

test('Appearance shows at once and survives a restart', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration', description: 'Nightly' }, { name: 'Reporting' });
  const heights = (label: string) =>
    page
      .getByRole('region', { name: label })
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  await open('/settings/appearance');
  await expect(field(page, 'Comfortable')).toBeChecked();
  const [comfortable = 0] = await heights('Preview');
  await field(page, 'Dark').check();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await field(page, 'Compact').check();
  const [compact = 0] = await heights('Preview');
  expect(compact).toBeLessThan(comfortable);

  await page.reload();
  await expect(field(page, 'Compact')).toBeChecked();
  await expect(field(page, 'Dark')).toBeChecked();
  await main(page).getByRole('link', { name: 'API Keys' }).click();
  await expect(page.getByText('2 keys', { exact: true })).toBeVisible();
  expect(new Set(await heights('API keys'))).toEqual(new Set([40]));
  await button(page, 'Account menu of ada').click();
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
});

test('in a compact list any place is reached too', async ({ signedIn, open, page }) => {
  await signedIn.putKeys(250);
  await open('/settings/appearance');
  await field(page, 'Compact').check();
  await main(page).getByRole('link', { name: 'API Keys' }).click();
  await expectCounted(page, '250 keys');
  await page.getByRole('grid', { name: 'API keys' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByText('Key 000001', { exact: true })).toBeInViewport();
  await expect(page.getByText('Key 000010', { exact: true })).toBeInViewport();
});

test('About tells versions and licence', async ({ signedIn: _, open, page }) => {
  await open('/settings/about');
  await expect(page.getByText('Version 1.2.3')).toBeVisible();
  await expect(page.getByText('Electron', { exact: true })).toBeVisible();
  await expect(page.getByText('SQLite', { exact: true })).toBeVisible();
  await expect(page.getByText('Apache-2.0')).toBeVisible();
});
