/** Third part of the tour: an API user account, its key, its data access (seed 000), and a key for oneself (seed 001). */

/**
 * @param {import('playwright').Page} page the program on a store with people, nobody signed in
 * @param {(name: string) => Promise<void>} picture
 * @param {{ username: string, password: string }} administrator
 */
export async function lookAfterApiUsers(page, picture, administrator) {
  await signIn(page, administrator);
  const dialog = page.getByRole('dialog');
  const main = page.getByRole('navigation');
  const button = (name) => page.getByRole('button', { name, exact: true });

  await main.getByRole('link', { name: 'User accounts' }).click();
  await page.getByRole('row', { name: /API -- Courier/ }).waitFor();
  await picture('16-user-accounts');
  await button('New').click();
  await page.getByRole('textbox', { name: 'Username' }).fill('API -- ERP import');
  await page.getByRole('radio', { name: 'API', exact: true }).check();
  await picture('17-new-account');
  await button('Create').click();
  await page.getByText('No API keys yet').waitFor();
  await toastsGone(page);
  await picture('18-new-api-user');

  await button('New').click();
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Nightly import of invoices');
  await dialog.getByText(/^Expires on/).waitFor();
  await picture('19-create-api-key');
  await button('Submit').click();
  await page.getByText('Copy this key now. It will not be shown again.').waitFor();
  await picture('20-save-account-key');
  await button('Copy to clipboard').click();
  await button('Close').click();
  await dialog.waitFor({ state: 'hidden' });
  await picture('21-no-data');

  await button('Add to group').click();
  await dialog.getByRole('combobox', { name: 'Data access group' }).click();
  await page.getByRole('option', { name: 'Germany' }).click();
  await dialog.getByText('DE02').waitFor();
  await picture('22-add-to-group');
  await button('Add').click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: 'Data access' }).click();
  await page.getByRole('list', { name: 'All data scopes' }).waitFor();
  await toastsGone(page);
  await picture('23-data-access');

  await main.getByRole('link', { name: 'User accounts' }).click();
  await page.getByRole('link', { name: 'API -- Webshop', exact: true }).click();
  await page.getByRole('row', { name: /Shop orders/ }).waitFor();
  await picture('24-api-user');
  await button('Rotate').click();
  await dialog.getByText(/10\.30\.0\.11/).waitFor();
  await picture('25-rotate-account-key');
  await escape(page, dialog);
  await ownKey(page, picture, administrator);
}

/** A key for oneself, limited to API sets; it is not generated. */
async function ownKey(page, picture, { username }) {
  await page.getByRole('navigation').getByRole('link', { name: 'User accounts' }).click();
  await page.getByRole('link', { name: username, exact: true }).click();
  await page.getByRole('tab', { name: 'Api keys' }).click();
  await page.getByText('No API keys yet').waitFor();
  await picture('26-own-account');
  const dialog = page.getByRole('dialog', { name: 'Create API key' });
  await page.getByRole('button', { name: 'Generate key' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Order look-up');
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Looks orders up from the desk.');
  await dialog.getByRole('radio', { name: 'Only selected API sets' }).check();
  const option = (list, name) => dialog.getByRole('listbox', { name: list }).getByRole('option', { name });
  await option('Available API', 'Orders').click();
  await dialog.getByRole('button', { name: 'Add selected' }).click();
  await option('Selected API', 'Orders').waitFor();
  await option('Available API', 'Customers').click();
  await picture('27-own-key');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Signs in and waits for the list of keys. */
export async function signIn(page, { username, password }) {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('row', { name: /Webshop checkout/ }).waitFor();
}

export async function escape(page, dialog) {
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** A message that goes by itself is in no picture. */
export const toastsGone = (page) =>
  page.waitForFunction(() => document.querySelector('.mantine-Notification-root') === null, null, {
    timeout: 20_000,
  });
