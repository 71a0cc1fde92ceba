import type { Page } from '@playwright/test';
import { noonIn } from '../support/days.ts';
import { DAY } from '../support/key-screens.ts';
import { button, expect, expectAccessible, heading, test } from '../support/ui-test.ts';

const bell = (page: Page) => page.getByRole('button', { name: /^Notices/ });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notices' });

test('keys that expire soon are told of until they are put away', async ({ open, page, signedIn }) => {
  await signedIn.generate({ name: 'Payroll', expiresAt: noonIn(6) });
  await signedIn.generate({ name: 'ERP integration', expiresAt: noonIn(20) });
  await signedIn.generate({ name: 'Warehouse', expiresAt: noonIn(100) });
  await open();
  await expect(bell(page)).toHaveAccessibleName('Notices: 2 keys expire soon');
  await bell(page).click();
  await expect(panel(page).getByRole('listitem')).toHaveText([
    /^PayrollExpires in 6 days/,
    /^ERP integrationExpires in 20 days/,
  ]);
  await panel(page).getByRole('button', { name: 'Put away the notice about Payroll' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(1);
  await panel(page)
    .getByRole('button', { name: /^ERP integration/ })
    .click();
  await expect(heading(page, 'ERP integration')).toBeVisible();
  await expect(panel(page)).toBeHidden();
  await expect(bell(page)).toHaveAccessibleName('Notices: 1 key expires soon');
});

test('all can be put away at once, and then nothing is there', async ({ open, page, signedIn }) => {
  const now = Date.now();
  for (const name of ['Payroll', 'Warehouse']) await signedIn.generate({ name, expiresAt: now + 5 * DAY });
  await open();
  await bell(page).click();
  await panel(page).getByRole('button', { name: 'Put all away' }).click();
  await expect(panel(page)).toContainText('No key expires soon.');
  await page.keyboard.press('Escape');
  await expect(bell(page)).toHaveAccessibleName('Notices');
  await expect(bell(page)).toBeFocused();
});

test('a key that is generated in this window is told of at once', async ({ open, page, signedIn }) => {
  await open();
  await expect(bell(page)).toHaveAccessibleName('Notices');
  await signedIn.generate({ name: 'Payroll', expiresAt: Date.now() + 5 * DAY });
  signedIn.emit('store-changed', {});
  await expect(bell(page)).toHaveAccessibleName('Notices: 1 key expires soon');
});

test('what a person chooses in the settings holds for the bell at once', async ({ open, page, signedIn }) => {
  await signedIn.generate({ name: 'Payroll', expiresAt: noonIn(20) });
  await open('/settings/notices');
  await expect(bell(page)).toHaveAccessibleName('Notices: 1 key expires soon');
  await page.getByRole('checkbox', { name: '30 days' }).uncheck();
  await button(page, 'Save').click();
  await expect(bell(page)).toHaveAccessibleName('Notices');
  await page.getByRole('checkbox', { name: '30 days' }).check();
  await button(page, 'Save').click();
  await expect(bell(page)).toHaveAccessibleName('Notices: 1 key expires soon');
});

test('a notification of the desktop opens them, after the unlock when it is locked', async ({
  open,
  page,
  signedIn,
}) => {
  await signedIn.generate({ name: 'Payroll', expiresAt: Date.now() + 5 * DAY });
  await open();
  await expect(bell(page)).toHaveAccessibleName('Notices: 1 key expires soon');
  signedIn.emit('open', 'keys-expiring-soon');
  await expect(panel(page)).toContainText('Payroll');
  await page.keyboard.press('Escape');
  await button(page, 'Lock').click();
  await expect(heading(page, 'Locked')).toBeVisible();
  signedIn.emit('open', 'keys-expiring-soon');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
  await button(page, 'Unlock').click();
  await expect(panel(page)).toContainText('Payroll');
});

test('they are accessible', async ({ open, page, signedIn }) => {
  for (const name of ['Payroll', 'Warehouse']) {
    await signedIn.generate({ name, expiresAt: Date.now() + 5 * DAY });
  }
  await open();
  await bell(page).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
});
