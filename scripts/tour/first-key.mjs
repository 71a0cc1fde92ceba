/** First part of the tour: from an empty data folder to the first key in its Save window. */

/**
 * @param {import('playwright').Page} page the program with no store yet
 * @param {(name: string) => Promise<void>} picture
 * @param {{ organisation: string, username: string, password: string }} administrator
 */
export async function issueFirstKey(page, picture, { organisation, username, password }) {
  await page.getByLabel('Organisation name').fill(organisation);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Confirm password').fill(password);
  await page.locator('[role=meter][aria-valuetext=Strong]').waitFor();
  await picture('01-set-up');
  await page.getByRole('button', { name: 'Create administrator' }).click();

  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  await picture('02-recovery-codes');
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'I have stored them' }).click();

  await page.getByRole('heading', { name: 'API Keys', exact: true }).waitFor();
  await picture('03-no-keys');
  await page.getByRole('button', { name: 'Generate API Key' }).first().click();
  await page.getByRole('textbox', { name: 'Key Name' }).fill('ERP integration');
  await page.getByLabel('Description').fill('Posts invoices and payment runs from the ERP every hour.');
  await page
    .locator('input')
    .and(page.getByLabel('Authorization Group', { exact: true }))
    .click();
  await page.getByRole('option', { name: 'Full access' }).click();
  await page.getByRole('button', { name: '90 days' }).click();
  await picture('04-generate-key');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();

  const saving = page.getByRole('dialog', { name: 'Save generated key' });
  await saving.getByText('Copy this key now. It will not be shown again.').waitFor();
  await picture('05-save-key');
  await saving.getByRole('button', { name: 'Copy to clipboard' }).click();
  await saving.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('row', { name: /ERP integration/ }).waitFor();
}
