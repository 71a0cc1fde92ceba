import { BUSY } from '../support/access.ts';
import { expectToast, openTab, PASSWORD, person, signInHolding } from '../support/accounts.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

test('an API user account: the license ticks and locks “API only”', async ({ signedIn, open, page }) => {
  await open('/accounts');
  await button(page, 'New').click();
  await expect(heading(page, 'New account')).toBeVisible();
  await expect(field(page, 'Username')).toBeFocused();
  await page.keyboard.type('API -- Integration');
  await expect(field(page, 'API only')).not.toBeChecked();
  await field(page, 'API').check();
  await expect(field(page, 'API only')).toBeChecked();
  await expect(field(page, 'API only')).toBeDisabled();
  await expect(page.getByText('Always so with the license API')).toBeVisible();
  await expect(field(page, 'Password')).toHaveCount(0);
  await button(page, 'Create').click();
  await expect(heading(page, 'API -- Integration')).toBeVisible();
  await expectToast(page, '“API -- Integration” was created.');
  const found = await signedIn.api.accounts.list({
    view: {
      search: 'Integration',
      licence: 'API',
      apiOnly: null,
      status: 'active',
      roleId: null,
      dataAccessGroup: 'none',
    },
    after: null,
    limit: 1,
  });
  expect(found.rows[0]).toMatchObject({ apiOnly: true, licence: 'API', displayName: 'API -- Integration' });
});

test('a person gets a password and roles, and signs in with them', async ({ signedIn, open, page }) => {
  await open('/accounts/new');
  await fill(page, { Username: ' mia ', 'Display name': 'Mia Jansen' });
  await field(page, 'Password').fill(PASSWORD);
  await expect(page.getByRole('meter', { name: 'Password strength' })).toHaveAttribute(
    'aria-valuetext',
    'Strong',
  );
  await expect(
    page.getByText('Without a role the person can sign in, but sees and changes nothing.'),
  ).toBeVisible();
  await page.getByRole('combobox', { name: 'Roles' }).click();
  await page.getByRole('option', { name: /^Auditor/ }).click();
  await page.getByRole('option', { name: /^Reporting/ }).click();
  await page.keyboard.press('Escape');
  await expect(
    page.getByText('In Latchkey: View, View Activity, Export. In your APIs: 3 permissions.'),
  ).toBeVisible();
  await button(page, 'Create').click();
  await expect(heading(page, 'mia')).toBeVisible();
  await openTab(page, 'Details');
  await expect(field(page, 'Display name')).toHaveValue('Mia Jansen');
  await signedIn.api.session.signOut(undefined);
  const state = await signedIn.api.session.signIn({ username: 'mia', password: PASSWORD, remember: false });
  expect(state).toMatchObject({ status: 'signed-in', administrator: { roles: ['Auditor', 'Reporting'] } });
});

test('every refusal goes to its field, and nothing typed is lost', async ({ signedIn, open, page }) => {
  await person(signedIn, 'jan');
  await open('/accounts/new');
  await button(page, 'Create').click();
  await expect(page.getByText('Username is required.')).toBeVisible();
  await expect(page.getByText('Password is required: a person signs in with it.')).toBeVisible();
  await expect(field(page, 'Username')).toBeFocused();
  await fill(page, { Username: 'JAN', 'Display name': 'Jan', Password: 'short' });
  await button(page, 'Create').click();
  await expect(page.getByText('Password must have at least 12 characters.')).toBeVisible();
  await field(page, 'Password').fill('passwordpassword');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Password')).toHaveAccessibleDescription(/common|guess/i);
  await expect(field(page, 'Password')).toBeFocused();
  await field(page, 'Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The username “JAN” is taken. Choose another one.')).toBeVisible();
  await expect(field(page, 'Username')).toBeFocused();
  await expect(field(page, 'Display name')).toHaveValue('Jan');
  await expect(field(page, 'Password')).toHaveValue(PASSWORD);
  signedIn.substitute('accounts.create', () => BUSY);
  await field(page, 'Username').fill('jan.2');
  await button(page, 'Create').click();
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  await expect(field(page, 'Username')).toHaveValue('jan.2');
  signedIn.restore('accounts.create');
  await button(page, 'Create').click();
  await expect(heading(page, 'jan.2')).toBeVisible();
});

test('going to the license API and back leaves everything as it was', async ({ signedIn: _, open, page }) => {
  await open('/accounts/new');
  await field(page, 'Password').fill(PASSWORD);
  await field(page, 'API').check();
  await field(page, 'Full').check();
  await expect(field(page, 'API only')).not.toBeChecked();
  await expect(field(page, 'API only')).toBeEnabled();
  await expect(field(page, 'Password')).toHaveValue(PASSWORD);
  // A person’s license, and still API only.
  await field(page, 'API only').check();
  await expect(field(page, 'Password')).toHaveCount(0);
  await field(page, 'API').check();
  await field(page, 'Full').check();
  await expect(field(page, 'API only')).toBeChecked();
  await field(page, 'Username').fill('build-bot');
  await button(page, 'Create').click();
  await expect(heading(page, 'build-bot')).toBeVisible();
});

test('a role that grants more than one has is named, but cannot be given', async ({
  signedIn,
  open,
  page,
}) => {
  await signInHolding(signedIn, 'view', 'manage-accounts');
  await open('/accounts/new');
  await page.getByRole('combobox', { name: 'Roles' }).click();
  const auditor = page.getByRole('option', { name: /^Auditor/ });
  await expect(auditor).toContainText(
    'You cannot give it, because you do not have its authority View Activity yourself.',
  );
  await expect(auditor).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('option', { name: /^Reporting/ }).click();
  await expect(page.getByText('In Latchkey: nothing. In your APIs: 3 permissions.')).toBeVisible();
});

test('the core’s word about a role comes to the field', async ({ signedIn, open, page }) => {
  await open('/accounts/new');
  const message = 'You cannot give the role “Auditor”.';
  signedIn.substitute('accounts.create', () => ({
    ok: false,
    code: 'AUTHORITY_NOT_HELD',
    message,
    field: 'roleIds',
  }));
  await fill(page, { Username: 'mia', Password: PASSWORD });
  await button(page, 'Create').click();
  await expect(page.getByText(message)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Roles' })).toBeFocused();
});

test('it is not left with something typed without asking', async ({ signedIn: _, open, page }) => {
  await open('/accounts');
  await button(page, 'New').click();
  await button(page, 'Cancel').click();
  await expect(heading(page, 'User accounts')).toBeVisible();
  await button(page, 'New').click();
  await field(page, 'Username').fill('mia');
  await button(page, 'Cancel').click();
  const question = page.getByRole('dialog', { name: 'Discard this account?' });
  await expect(button(page, 'Keep editing')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(field(page, 'Username')).toHaveValue('mia');
  await page.getByRole('link', { name: 'Roles' }).click();
  await button(page, 'Discard').click();
  await expect(heading(page, 'Roles')).toBeVisible();
});

test('without the roles there is no form, but a way to try again', async ({ signedIn, open, page }) => {
  signedIn.substitute('roles.list', () => BUSY);
  await open('/accounts/new');
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  signedIn.restore('roles.list');
  await button(page, 'Try again').click();
  await expect(field(page, 'Username')).toBeFocused();
});
