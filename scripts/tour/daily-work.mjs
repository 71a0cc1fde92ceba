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

  await page.getByRole('row', { name: /ERP integration/ }).waitFor();
  await picture('07-api-keys');
  await page.getByRole('button', { name: 'Lock' }).click();

  await page.getByRole('button', { name: 'Unlock' }).waitFor();
  await picture('08-locked');
  await passwordField.fill(password);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('row', { name: /ERP integration/ }).waitFor();
}
