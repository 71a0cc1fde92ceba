/** Fourth part of the tour: who reaches what, people who leave, settings, and finding things. */
import { escape, signIn, toastsGone } from './api-user.mjs';

/**
 * @param {import('playwright').Page} page the program on a store with people, nobody signed in
 * @param {(name: string) => Promise<void>} picture
 * @param {{ username: string, password: string }} administrator
 */
export async function administer(page, picture, administrator) {
  await signIn(page, administrator);
  await dataAccess(page, picture);
  await somebodyLeaves(page, picture);
  await settings(page, picture);
  await simulateAccess(page, picture);
  await findThings(page, picture);
  await asAuditor(page, picture, administrator);
}

const goTo = (page, name) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

async function dataAccess(page, picture) {
  await goTo(page, 'Data access control');
  await page.getByRole('row', { name: /Nordics/ }).waitFor();
  await picture('28-data-access-control');
  await page.getByRole('link', { name: 'Nordics', exact: true }).click();
  await page.getByRole('row', { name: /API -- Payroll/ }).waitFor();
  await picture('29-data-access-group');
}

async function somebodyLeaves(page, picture) {
  const dialog = page.getByRole('dialog');
  await goTo(page, 'User accounts');
  await page.getByRole('button', { name: 'Disable pieter.vos' }).click();
  await dialog.getByText('Price checks').waitFor();
  await picture('30-disable-account');
  await escape(page, dialog);
  await page.getByRole('button', { name: 'Delete pieter.vos' }).click();
  await dialog.getByRole('radio', { name: 'Revoke permanently' }).check();
  await dialog.getByRole('checkbox', { name: 'Revoke Returns portal' }).check();
  await picture('31-delete-account');
  await escape(page, dialog);
  await page.getByRole('link', { name: 'pieter.vos', exact: true }).click();
  await page.getByRole('tab', { name: 'Activity' }).click();
  await page
    .getByText(/Price checks/)
    .first()
    .waitFor();
  await picture('32-account-activity');
}

async function settings(page, picture) {
  const sections = page.getByRole('navigation', { name: 'Settings' });
  await goTo(page, 'Settings');
  await page.getByRole('heading', { name: 'Tenant', exact: true }).waitFor();
  await page.getByLabel('Key prefix').waitFor();
  await picture('33-settings-tenant');
  const open = async (name, ready) => {
    await sections.getByRole('link', { name, exact: true }).click();
    await ready.first().waitFor();
  };
  await open('Security', page.getByLabel('Lock after'));
  await picture('34-settings-security');
  await open('Notices', page.getByRole('switch', { name: 'Desktop notification' }));
  await picture('35-settings-notices');
  await open('Appearance', page.getByText('Preview', { exact: true }));
  await picture('36-settings-appearance');
  await open('Your account', page.getByRole('button', { name: 'New recovery codes' }));
  await page.getByRole('heading', { name: 'Devices' }).waitFor();
  await picture('37-settings-your-account');
  await open('Tenants', page.getByRole('row', { name: /Northwind Retail/ }));
  await picture('38-settings-tenants');
  await open('Verification endpoint', page.getByRole('button', { name: 'Start', exact: true }));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('Running', { exact: true }).waitFor();
  await toastsGone(page);
  await picture('43-settings-endpoint');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
}

async function simulateAccess(page, picture) {
  await goTo(page, 'Access simulator');
  const key = page.getByRole('combobox', { name: 'Key', exact: true });
  await key.fill('Webshop checkout');
  await page
    .getByRole('option', { name: /^Webshop checkout/ })
    .first()
    .click();
  await page.getByLabel('Path', { exact: true }).fill('/latchkey/keys');
  await page.getByRole('button', { name: 'Simulate', exact: true }).click();
  await page.getByRole('list', { name: 'Verification steps' }).waitFor();
  await picture('44-access-simulator');
}

async function findThings(page, picture) {
  const dialog = page.getByRole('dialog');
  await goTo(page, 'API Keys');
  await page.getByRole('row', { name: /Webshop checkout/ }).waitFor();
  await page.keyboard.press('Control+K');
  await dialog.getByRole('combobox').fill('shop');
  await dialog.getByRole('option', { name: /^API -- Webshop/ }).waitFor();
  await picture('39-search-everything');
  await escape(page, dialog);
  await page.getByRole('button', { name: /^Tenant:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Northwind Retail' }).waitFor();
  await picture('40-tenant-switcher');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Notices/ }).click();
  await dialog.getByText('Payroll run').waitFor();
  await picture('41-notices');
  await escape(page, dialog);
}

/** What somebody sees who lacks Manage User API Key: their own account without its keys. */
async function asAuditor(page, picture, { password }) {
  const username = 'mei.tanaka';
  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await signIn(page, { username, password });
  await goTo(page, 'User accounts');
  await page.getByRole('link', { name: username, exact: true }).click();
  await page.getByRole('tab', { name: 'Details' }).waitFor();
  await toastsGone(page);
  await picture('42-without-authority');
}
