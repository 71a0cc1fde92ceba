/** The person at the desktop program. */

/**
 * Signs in.
 * @param {import('playwright').Page} page the program, nobody signed in
 * @param {{ username: string, password: string }} administrator
 */
export async function createDesk(page, { username, password }) {
  const link = (name) => page.getByRole('link', { name, exact: true }).first();
  const heading = (name) => page.getByRole('heading', { name, exact: true });
  const button = (name, within = page) => within.getByRole('button', { name, exact: true });
  const row = (name) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
  const dialog = page.getByRole('dialog');
  const keys = async () => {
    await link('API Keys').click();
    await heading('API Keys').waitFor();
  };
  const gone = () => dialog.waitFor({ state: 'hidden' });

  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button('Sign in').click();
  await heading('API Keys').waitFor();

  return {
    /** Generates a key and gives its secret. */
    generate: async (name) => {
      await keys();
      await button('Generate API Key').first().click();
      await page.getByRole('textbox', { name: 'Key Name' }).fill(name);
      await page
        .locator('input')
        .and(page.getByLabel('Authorization Group', { exact: true }))
        .click();
      await page.getByRole('option', { name: 'Full access' }).click();
      await button('Generate').click();
      await dialog.getByText('Copy this key now. It will not be shown again.').waitFor();
      const secret = await dialog.getByRole('textbox').inputValue();
      await button('Copy to clipboard', dialog).click();
      await dialog.getByText(/^Copied/u).waitFor();
      await button('Close', dialog).click();
      await gone();
      return secret;
    },
    /** One of the screens that show much, in turn. */
    lookAround: async (round) => {
      const screens = ['Activity log', 'Overview', 'Findings', 'User accounts'];
      const name = screens[round % screens.length];
      await link(name).click();
      await heading(name).waitFor();
    },
    revoke: async (name) => {
      await keys();
      await button('Revoke', row(name)).click();
      await button('Revoke', dialog).click();
      await gone();
    },
    remove: async (name) => {
      await button('More actions', row(name)).click();
      await page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
      await button('Continue', dialog).click();
      await gone();
      await row(name).waitFor({ state: 'hidden' });
    },
  };
}
