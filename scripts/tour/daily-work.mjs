/** Second part of the tour: an administrator comes back to a store that has been in use for a year. */

/**
 * @param {import('playwright').Page} page the program on a store with keys, nobody signed in
 * @param {(name: string) => Promise<void>} picture
 * @param {{ username: string, password: string }} administrator
 */
export async function comeBack(page, picture, { username, password }) {
  const passwordField = page.getByLabel('Password', { exact: true });
  await page.getByLabel('Username').fill(username);
  await passwordField.fill(password);
  await page.getByRole('checkbox', { name: 'Keep me signed in on this computer', disabled: false }).waitFor();
  await picture('06-sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await page.getByRole('row', { name: /Webshop checkout/ }).waitFor();
  await picture('07-api-keys');
  await lookAround(page, picture);
  await page.getByRole('button', { name: 'Lock' }).click();

  await page.getByRole('button', { name: 'Unlock' }).waitFor();
  await picture('08-locked');
  await passwordField.fill(password);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('row', { name: /Webshop checkout/ }).waitFor();
}

/** What can be done with a key, without doing it. */
async function lookAround(page, picture) {
  const row = page.getByRole('row', { name: /Webshop checkout/ });
  const dialog = page.getByRole('dialog');
  const fromMenu = async (entry) => {
    await row.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  const cancel = async () => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  };
  await fromMenu('View permissions');
  await dialog.getByText('orders:write').waitFor();
  await picture('09-permissions');
  await cancel();
  await row.getByRole('button', { name: 'Rotate', exact: true }).click();
  await dialog.getByText('24 hours', { exact: true }).click();
  await dialog.getByText(/10\.30\.0\.11/).waitFor();
  await picture('10-rotate');
  await cancel();
  await row.getByRole('button', { name: 'Revoke', exact: true }).click();
  await dialog.getByText(/10\.30\.0\.11/).waitFor();
  await picture('11-revoke');
  await cancel();
  await page.getByRole('button', { name: 'Batch actions' }).click();
  await page.getByRole('menuitem', { name: 'Revoke all API keys' }).click();
  await dialog.getByRole('textbox').waitFor();
  await picture('12-batch');
  await cancel();
  await fromMenu('View details');
  await page.getByRole('heading', { name: 'Webshop checkout' }).waitFor();
  await picture('13-key-details');
  await page.getByRole('link', { name: 'Roles' }).click();
  await page.getByText('Order processing').first().waitFor();
  await picture('14-roles');
  await page.getByRole('link', { name: 'API sets' }).click();
  await page.getByRole('button', { name: 'New' }).waitFor();
  await picture('15-api-sets');
  await page.getByRole('link', { name: 'API Keys' }).click();
  await row.waitFor();
}
