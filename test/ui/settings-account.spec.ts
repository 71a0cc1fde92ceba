import { noonIn } from '../support/days.ts';
import { dialog } from '../support/key-screens.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { ADMIN } from '../support/ui-program.ts';
import { rowOf } from '../support/settings-screens.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const PATH = '/settings/account';
const NEW = 'a walrus plays the cello';
const DAY = 86_400_000;

/** Computers that keep Ada signed in. */
async function addDevices(program: UiProgram, ...names: readonly string[]): Promise<void> {
  const now = Date.now();
  for (const [index, name] of names.entries()) {
    await program.sql(
      'INSERT INTO device_credentials VALUES (?, 1, randomblob(32), ?, 0, ?, ?)',
      50 + index,
      name,
      now - 9 * DAY,
      noonIn(-index - 1),
    );
  }
}

/** The field of a dialog, which has a password like the screen under it. */
const inDialog = (page: Parameters<typeof dialog>[0]) =>
  dialog(page, 'New recovery codes').getByLabel('Password', { exact: true });

test('the password is changed with the old one, and other devices are forgotten', async ({
  signedIn,
  open,
  page,
}) => {
  await addDevices(signedIn, 'laptop');
  await open(PATH);
  await expect(rowOf(page, 'laptop')).toBeVisible();
  await fill(page, { 'Current password': ADMIN.password, 'New password': NEW, 'Confirm password': NEW });
  await expect(page.getByRole('meter', { name: 'Password strength' })).toHaveAttribute('aria-valuenow', '4');
  await button(page, 'Change password').click();
  await expect(page.getByText('The password was changed.')).toBeVisible();
  await expect(page.getByText('No computer keeps you signed in.')).toBeVisible();
  for (const label of ['Current password', 'New password', 'Confirm password']) {
    await expect(field(page, label)).toHaveValue('');
  }
  await signedIn.lock('idle');
  await fill(page, { Password: NEW });
  await button(page, 'Unlock').click();
  await expect(heading(page, 'Your account')).toBeVisible();
});

test('what is wrong with a password is said at its field, and nothing is lost', async ({
  signedIn,
  open,
  page,
}) => {
  await open(PATH);
  await button(page, 'Change password').click();
  await expect(page.getByText('Enter the current password.')).toBeVisible();
  await expect(field(page, 'Current password')).toBeFocused();
  await fill(page, { 'Current password': 'wrong', 'New password': 'short', 'Confirm password': NEW });
  await button(page, 'Change password').click();
  await expect(page.getByText('Password must have at least 12 characters.')).toBeVisible();
  await expect(page.getByText('The two passwords are not the same.')).toBeVisible();
  await fill(page, { 'New password': NEW });
  await button(page, 'Change password').click();
  await expect(page.getByText('The password is wrong. Try again.')).toBeVisible();
  await expect(field(page, 'Current password')).toBeFocused();
  await expect(field(page, 'New password')).toHaveValue(NEW);
  await fill(page, { 'Current password': ADMIN.password, 'New password': 'passwordpassword' });
  await fill(page, { 'Confirm password': 'passwordpassword' });
  await button(page, 'Change password').click();
  await expect(field(page, 'New password')).toBeFocused();
  await expect(field(page, 'New password')).toHaveAccessibleDescription(/./);
  await page.getByRole('link', { name: 'API Keys' }).click();
  await expect(dialog(page, 'Discard the changes?')).toBeVisible();
  await button(page, 'Discard').click();
  await expect(heading(page, 'API Keys')).toBeVisible();
  expect(signedIn.calls.filter((call) => call === 'session.changePassword')).toHaveLength(2);
});

test('too many wrong passwords make one wait', async ({ signedIn, open, page }) => {
  await signedIn.api.settings.editSecurity({
    idleLockMinutes: 10,
    clipboardSeconds: 60,
    lockoutFailures: 3,
    lockoutMinutes: 15,
  });
  await open(PATH);
  await fill(page, { 'Current password': 'wrong', 'New password': NEW, 'Confirm password': NEW });
  await expect(async () => {
    await button(page, 'Change password').click();
    await expect(page.getByText('You can try again at')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(button(page, 'Change password')).toBeDisabled();
});

test('new recovery codes replace the old ones and are shown until they are stored', async ({
  signedIn,
  open,
  page,
}) => {
  await open(PATH);
  await expect(page.getByText('10 recovery codes left.')).toBeVisible();
  await signedIn.sql(
    'UPDATE recovery_codes SET used_at = 1 WHERE hash NOT IN (SELECT hash FROM recovery_codes LIMIT 2)',
  );
  await page.reload();
  await expect(
    page.getByText('Only 2 recovery codes left. Make new ones before you need them.'),
  ).toBeVisible();
  await button(page, 'New recovery codes').click();
  await expect(inDialog(page)).toBeFocused();
  await inDialog(page).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The password is wrong. Try again.')).toBeVisible();
  await inDialog(page).fill(ADMIN.password);
  await button(page, 'Make new codes').click();
  const window = dialog(page, 'Your new recovery codes');
  await expect(window).toBeVisible();
  await expect(window.getByRole('button', { name: 'Copy' })).toBeFocused();
  await page.keyboard.press('Escape');
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const [code = ''] = await codes.allTextContents();
  await button(page, 'I have stored them').click();
  await expect(window).toHaveCount(0);
  await expect(button(page, 'New recovery codes')).toBeFocused();
  await expect(page.getByText('10 recovery codes left.')).toBeVisible();
  expect(await page.content()).not.toContain(code);

  await signedIn.api.session.signOut(undefined);
  const recovered = await signedIn.api.session.useRecoveryCode({ username: 'ada', code, newPassword: NEW });
  expect(recovered).toMatchObject({ status: 'signed-in' });
});

test('a form below new recovery codes keeps what was typed, over a lock too', async ({
  signedIn,
  open,
  page,
}) => {
  await open(PATH);
  await field(page, 'New password').fill(NEW);
  await button(page, 'New recovery codes').click();
  await inDialog(page).fill(ADMIN.password);
  await page.keyboard.press('Enter');
  const window = dialog(page, 'Your new recovery codes');
  await expect(window.getByRole('listitem')).toHaveCount(10);
  await signedIn.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  await expect(window).toHaveCount(0);
  await fill(page, { Password: ADMIN.password });
  await button(page, 'Unlock').click();
  await expect(window.getByRole('listitem')).toHaveCount(10);
  await button(page, 'I have stored them').click();
  await expect(window).toHaveCount(0);
  await expect(field(page, 'New password')).toHaveValue(NEW);
});

test('the last code is gone: that is said too', async ({ signedIn, open, page }) => {
  await signedIn.sql('UPDATE recovery_codes SET used_at = 1');
  await open(PATH);
  await expect(page.getByText('No recovery code is left.')).toBeVisible();
});

test('devices are forgotten one by one, this computer too', async ({ program, open, page }) => {
  await program.setUp();
  await program.api.session.signOut(undefined);
  await program.api.session.signIn({ username: ADMIN.username, password: ADMIN.password, remember: true });
  await addDevices(program, 'laptop', 'tablet');
  await open(PATH);
  await expect(page.getByRole('rowheader')).toHaveText(['a testThis computer', 'laptop', 'tablet']);
  await expect(rowOf(page, 'tablet')).toContainText('2 days ago');
  await button(page, 'Forget laptop').click();
  const question = dialog(page, 'Forget this device?');
  await expect(question).toContainText('“laptop” asks for your password next time.');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Forget laptop')).toBeFocused();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['a testThis computer', 'tablet']);
  await expect(heading(page, 'Devices')).toBeFocused();

  await button(page, 'Forget a test').click();
  await expect(question).toContainText('You stay signed in until then.');
  await question.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('rowheader')).toHaveText(['tablet']);
  await expect(page.getByText('“a test” was forgotten.')).toBeVisible();
  expect(await program.api.session.state(undefined)).toMatchObject({ remembered: false });
});

test('a device that somebody else has forgotten meanwhile is said', async ({ signedIn, open, page }) => {
  await addDevices(signedIn, 'laptop');
  await open(PATH);
  await button(page, 'Forget laptop').click();
  await signedIn.api.session.forgetDevice({ id: 50 });
  const question = dialog(page, 'Forget this device?');
  await question.getByRole('button', { name: 'Forget' }).click();
  await expect(question.getByRole('alert')).toContainText('There is no such device.');
});
