import { BUSY } from '../support/access.ts';
import {
  expectToast,
  keysBy,
  keysOf,
  machine,
  openTab,
  PASSWORD,
  person,
  signInHolding,
} from '../support/accounts.ts';
import { keyId } from '../support/key-screens.ts';
import { ADMIN, type UiProgram } from '../support/ui-program.ts';
import { button, expect, field, heading, test } from '../support/ui-test.ts';

const edit = async (
  program: UiProgram,
  id: number,
  change: { readonly username?: string; readonly displayName?: string },
) => {
  const { row } = await program.api.accounts.get({ id });
  const { username, displayName, licence, apiOnly, revision, roles } = row;
  const roleIds = roles.map((role) => role.id);
  const form = { username, displayName, licence, apiOnly, roleIds, password: null };
  await program.api.accounts.edit({ id, revision, ...form, ...change });
};

test('an account is changed and saved', async ({ signedIn, open, page }) => {
  const { id } = await person(signedIn, 'jan', { displayName: 'Jan de Vries', roles: ['Auditor'] });
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await expect(field(page, 'Display name')).toHaveValue('Jan de Vries');
  await expect(button(page, 'Save')).toBeDisabled();
  await expect(page.getByText('Last sign-in')).toBeVisible();
  await field(page, 'Username').fill('jan.d');
  await button(page, 'Discard changes').click();
  await expect(field(page, 'Username')).toHaveValue('jan');
  await expect(button(page, 'Save')).toBeDisabled();
  await field(page, 'Username').fill('jan.d');
  await page.getByRole('combobox', { name: 'Roles' }).click();
  await page.getByRole('option', { name: /^Key Manager/ }).click();
  await page.keyboard.press('Escape');
  await button(page, 'Save').click();
  await expect(heading(page, 'jan.d')).toBeVisible();
  await expectToast(page, 'Saved “jan.d”.');
  await expect(button(page, 'Save')).toBeDisabled();
  await openTab(page, 'Activity');
  await expect(
    page.getByText(
      'ada changed the account “jan.d”: the roles from Auditor to Auditor, Key Manager; the username from “jan” to “jan.d”.',
    ),
  ).toBeVisible();
});

test('mistakes and refusals stay at their fields', async ({ signedIn, open, page }) => {
  const { id } = await person(signedIn, 'jan');
  await person(signedIn, 'eva');
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await field(page, 'Username').fill('eva');
  await button(page, 'Save').click();
  await expect(page.getByText('The username “eva” is taken. Choose another one.')).toBeVisible();
  await expect(field(page, 'Username')).toBeFocused();
  await page.getByRole('link', { name: 'Roles' }).click();
  await expect(page.getByRole('dialog', { name: 'Discard the changes?' })).toBeVisible();
  await button(page, 'Keep editing').click();
  await expect(field(page, 'Username')).toHaveValue('eva');
});

test('somebody else was quicker: the person says which of the two is kept', async ({
  signedIn,
  open,
  page,
}) => {
  const { id } = await person(signedIn, 'jan');
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await field(page, 'Display name').fill('Mine');
  await edit(signedIn, id, { displayName: 'Theirs' });
  await button(page, 'Save').click();
  await expect(page.getByText('Somebody else has changed this account meanwhile')).toBeVisible();
  await expect(field(page, 'Display name')).toHaveValue('Mine');
  await button(page, 'Load the current values').click();
  await expect(field(page, 'Display name')).toHaveValue('Theirs');
  await expect(page.getByText('Somebody else has changed this account meanwhile')).toHaveCount(0);
  await field(page, 'Display name').fill('Mine');
  await edit(signedIn, id, { displayName: 'Theirs again' });
  await button(page, 'Save').click();
  await button(page, 'Save anyway').click();
  await expectToast(page, 'Saved “jan”.');
  expect((await signedIn.api.accounts.get({ id })).row.displayName).toBe('Mine');
});

test('what others change shows at once, but never over what is being typed', async ({
  signedIn,
  open,
  page,
}) => {
  const { id } = await person(signedIn, 'jan');
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await expect(field(page, 'Display name')).toHaveValue('');
  await edit(signedIn, id, { displayName: 'Theirs' });
  signedIn.emit('store-changed', {});
  await expect(field(page, 'Display name')).toHaveValue('Theirs');
  await field(page, 'Display name').fill('Mine');
  await edit(signedIn, id, { username: 'jan.2' });
  signedIn.emit('store-changed', {});
  await expect(heading(page, 'jan.2')).toBeVisible();
  await expect(field(page, 'Display name')).toHaveValue('Mine');
});

test('an API-only account becomes a person only with a password', async ({ signedIn, open, page }) => {
  const { id } = await machine(signedIn, 'API -- Shop');
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await expect(page.getByText('Never signs in', { exact: true })).toBeVisible();
  await expect(button(page, 'Set password')).toHaveCount(0);
  await field(page, 'Full').check();
  await expect(field(page, 'API only')).not.toBeChecked();
  await button(page, 'Save').click();
  await expect(page.getByText('Password is required: a person signs in with it.')).toBeVisible();
  await field(page, 'Password').fill(PASSWORD);
  await button(page, 'Save').click();
  await expect(button(page, 'Set password')).toBeVisible();
  await expect(field(page, 'Password')).toHaveCount(0);
  // And back, which takes it away again.
  await field(page, 'API').check();
  await expect(page.getByText('It cannot sign in any more')).toBeVisible();
  await button(page, 'Save').click();
  await expect(page.getByText('Never signs in', { exact: true })).toBeVisible();
  expect(await signedIn.api.accounts.get({ id })).toMatchObject({
    hasPassword: false,
    row: { apiOnly: true },
  });
});

test('nobody takes themselves the way in, nor the last of an authority', async ({
  signedIn: _,
  open,
  page,
}) => {
  await open('/accounts/1');
  await openTab(page, 'Details');
  await expect(field(page, 'API only')).toBeDisabled();
  await expect(page.getByText('Your own account has to sign in.')).toBeVisible();
  await expect(button(page, 'Set password')).toHaveCount(0);
  await expect(page.getByText('You change your own password from the account menu.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Roles' }).press('Backspace');
  await button(page, 'Save').click();
  await expect(page.getByRole('alert')).toContainText('Without ada nobody would have the authority');
  await expect(button(page, 'Save')).toBeEnabled();
});

test('another person’s password is set, and only the new one is good', async ({ signedIn, open, page }) => {
  const { id } = await person(signedIn, 'jan');
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await button(page, 'Set password').click();
  const dialog = page.getByRole('dialog', { name: 'Set password' });
  await expect(dialog.getByText('Their remembered devices are forgotten.')).toBeVisible();
  await expect(field(page, 'New password')).toBeFocused();
  await page.keyboard.type('passwordpassword');
  await page.keyboard.press('Enter');
  await expect(field(page, 'New password')).toHaveAccessibleDescription(/common|guess/i);
  // With something typed, only Cancel gives it up.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await field(page, 'New password').fill('nineteen orange teapots');
  await expect(dialog.getByRole('meter')).toHaveAttribute('aria-valuetext', 'Strong');
  await dialog.getByRole('button', { name: 'Set password' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(button(page, 'Set password')).toBeFocused();
  await expectToast(page, 'The new password of “jan” is in force.');
  await signedIn.api.session.signOut(undefined);
  const signIn = (password: string) =>
    signedIn.api.session.signIn({ username: 'jan', password, remember: false });
  await expect(signIn(PASSWORD)).rejects.toThrow('wrong');
  await expect(signIn('nineteen orange teapots')).resolves.toMatchObject({ status: 'signed-in' });
});

test('without the authority all of it is there to be read', async ({ signedIn, open, page }) => {
  const { id } = await person(signedIn, 'jan', { roles: ['Auditor'] });
  await signInHolding(signedIn, 'view');
  await open(`/accounts/${id}`);
  await openTab(page, 'Details');
  await expect(page.getByText('To change it you need the authority Manage Accounts.')).toBeVisible();
  await expect(field(page, 'Username')).not.toBeEditable();
  await expect(field(page, 'Full')).toBeDisabled();
  await expect(field(page, 'API only')).toBeDisabled();
  await page.getByRole('combobox', { name: 'Roles' }).press('Backspace');
  await expect(page.getByRole('form', { name: 'Account' }).getByText('Auditor')).toBeVisible();
  for (const name of ['Save', 'Set password', 'Disable', 'Delete']) {
    await expect(button(page, name)).toHaveCount(0);
  }
});

test('who may do more than oneself is out of reach', async ({ signedIn, open, page }) => {
  await signInHolding(signedIn, 'view', 'manage-accounts');
  await open('/accounts/1');
  await openTab(page, 'Details');
  await expect(
    page.getByText(
      'ada has the authority Manage Tenant API Keys, which you do not have yourself, so you cannot change this account.',
    ),
  ).toBeVisible();
  await expect(field(page, 'Username')).not.toBeEditable();
  await expect(button(page, 'Save')).toHaveCount(0);
  await expect(button(page, 'Disable')).toBeDisabled();
});

test.describe('Activity', () => {
  test('tells what the account did and what was done to it', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan', { roles: ['Key Manager'] });
    await signedIn.api.session.signOut(undefined);
    await signedIn.api.session.signIn({ username: 'jan', password: PASSWORD, remember: false });
    await signedIn.generate({ name: 'Dashboards' });
    await signedIn.api.keys.revoke({ id: await keyId(signedIn, 'Dashboards'), how: 'permanent' });
    await expect(signedIn.api.accounts.disable({ id: 1 })).rejects.toThrow();
    await signedIn.api.session.signOut(undefined);
    await signedIn.api.session.signIn({
      username: ADMIN.username,
      password: ADMIN.password,
      remember: false,
    });
    await open(`/accounts/${jan.id}`);
    await openTab(page, 'Activity');
    for (const sentence of [
      'ada created the account “jan” with the role Key Manager.',
      'jan signed in.',
      'jan generated the key “Dashboards”.',
      'jan revoked the key “Dashboards” permanently.',
      'jan tried to disable the account “ada” and was refused: the authority for it was missing.',
      'jan signed out.',
    ]) {
      await expect(page.getByText(sentence)).toBeVisible();
    }
    // What is done in this window is told at once.
    await button(page, 'Disable').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await expect(page.getByText('ada disabled the account “jan”.')).toBeVisible();
  });

  test('goes on page by page, also after a failure', async ({ signedIn, open, page }) => {
    const { id } = await machine(signedIn, 'API -- Shop');
    for (let number = 0; number < 60; number += 1)
      await edit(signedIn, id, { displayName: `Shop ${number}` });
    signedIn.substitute('accounts.activity', () => BUSY);
    await open(`/accounts/${id}`);
    await openTab(page, 'Activity');
    await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
    signedIn.restore('accounts.activity');
    await button(page, 'Try again').click();
    await expect(page.getByText('ada created the account “API -- Shop”.')).toHaveCount(0);
    await button(page, 'Show more').click();
    await expect(page.getByText('ada created the account “API -- Shop”.')).toBeVisible();
    await expect(button(page, 'Show more')).toHaveCount(0);
  });

  test('names an heir and a reason', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    const shop = await machine(signedIn, 'API -- Shop');
    await keysOf(signedIn, shop.id, 'Orders');
    await keysBy(signedIn, jan, 'Dashboards');
    await signedIn.sql('UPDATE keys SET owner_account_id = ? WHERE name = ?', jan.id, 'Orders');
    await signedIn.api.accounts.remove({ id: jan.id, keys: { fate: 'reassign', toAccountId: shop.id } });
    await open('/accounts/1');
    await openTab(page, 'Activity');
    await expect(
      page.getByText('ada gave the key “Orders” from jan to API -- Shop, because jan was removed.'),
    ).toBeVisible();
    await expect(
      page.getByText('ada deleted the account “jan” and gave 1 key of it to another account.'),
    ).toBeVisible();
  });
});
