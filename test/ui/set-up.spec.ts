import { ADMIN } from '../support/ui-program.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const typed = {
  'Organisation name': ADMIN.organisation,
  Username: ADMIN.username,
  Password: ADMIN.password,
  'Confirm password': ADMIN.password,
};

test('the first administrator is created, stores the recovery codes and is in the program', async ({
  open,
  page,
  program,
}) => {
  await open();
  await expect(page).toHaveTitle('Set up Latchkey');
  await fill(page, typed);
  await button(page, 'Create administrator').click();

  await expect(heading(page, 'Recovery codes')).toBeVisible();
  const codes = await page
    .getByRole('list', { name: 'Recovery codes' })
    .getByRole('listitem')
    .allTextContents();
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  await button(page, 'Copy').click();
  await expect(page.getByText('Copied. The clipboard is cleared in 60 s.')).toBeVisible();
  expect(program.clipboard.trim().split('\n')).toEqual(codes);

  await button(page, 'I have stored them').click();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await expect(page).toHaveTitle('API Keys – Latchkey');
  for (const code of codes) expect(await page.content()).not.toContain(code);
  await page.reload();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await expect(heading(page, 'Recovery codes')).toHaveCount(0);
});

test('mistakes are named at their fields, the first is focused, and nothing is sent', async ({
  open,
  page,
  program,
}) => {
  await open();
  await fill(page, { 'Organisation name': 'N', Password: 'short', 'Confirm password': 'other' });
  await button(page, 'Create administrator').click();
  await expect(page.getByText('Organisation name must have at least 2 characters.')).toBeVisible();
  await expect(page.getByText('Username is required.')).toBeVisible();
  await expect(page.getByText('Password must have at least 12 characters.')).toBeVisible();
  await expect(page.getByText('The two passwords are not the same.')).toBeVisible();
  await expect(field(page, 'Organisation name')).toBeFocused();
  expect(program.calls).not.toContain('session.setUp');
});

test('an empty field that is left is no mistake yet', async ({ open, page }) => {
  await open();
  await expect(field(page, 'Organisation name')).toBeFocused();
  await page.keyboard.press('Tab');
  await field(page, 'Username').fill('x');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Username must have at least 2 characters.')).toBeVisible();
  await expect(page.getByText('Organisation name is required.')).toHaveCount(0);
});

test('a password that is easy to guess is refused at its field, and the form stays as it was', async ({
  open,
  page,
}) => {
  await open();
  await fill(page, { ...typed, Password: 'passwordpassword', 'Confirm password': 'passwordpassword' });
  await button(page, 'Create administrator').click();
  await expect(page.getByText('This password is too easy to guess.')).toBeVisible();
  await expect(field(page, 'Password')).toBeFocused();
  await expect(field(page, 'Organisation name')).toHaveValue(ADMIN.organisation);
  await expect(field(page, 'Username')).toHaveValue(ADMIN.username);
  await expect(field(page, 'Confirm password')).toHaveValue('passwordpassword');
});

test('the strength meter follows what is typed', async ({ open, page }) => {
  await open();
  const meter = page.getByRole('meter', { name: 'Password strength' });
  await expect(meter).toHaveAttribute('aria-valuetext', 'Nothing typed yet');
  await field(page, 'Password').fill('password');
  await expect(meter).toHaveAttribute('aria-valuetext', 'Very weak');
  await field(page, 'Password').fill(ADMIN.password);
  await expect(meter).toHaveAttribute('aria-valuetext', 'Strong');
});

test('a password can be looked at', async ({ open, page }) => {
  await open();
  await field(page, 'Password').fill('secret');
  await expect(field(page, 'Password')).toHaveAttribute('type', 'password');
  await button(page, 'Show password').first().click();
  await expect(field(page, 'Password')).toHaveAttribute('type', 'text');
  await button(page, 'Hide password').click();
  await expect(field(page, 'Password')).toHaveAttribute('type', 'password');
});

test('a failure without a field stands above the form, which keeps everything', async ({
  open,
  page,
  program,
}) => {
  program.substitute('session.setUp', () => ({
    ok: false,
    code: 'STORE_FULL',
    message: 'The disk is full.',
  }));
  await open();
  await fill(page, typed);
  await button(page, 'Create administrator').click();
  await expect(page.getByRole('alert').filter({ hasText: 'The disk is full.' })).toBeVisible();
  await expect(field(page, 'Password')).toHaveValue(ADMIN.password);
  await expect(button(page, 'Create administrator')).toBeEnabled();
});

test.describe('recovery codes', () => {
  test.beforeEach(async ({ program, open, page }) => {
    await program.api.session.setUp(ADMIN);
    await open();
    await expect(heading(page, 'Recovery codes')).toBeVisible();
  });

  test('are downloaded to the chosen place, and a cancelled choice says so', async ({ page, program }) => {
    program.saveTo = null;
    await button(page, 'Download').click();
    await expect(page.getByText('Not downloaded: no place was chosen.')).toBeVisible();
    program.saveTo = '/media/stick';
    await button(page, 'Download').click();
    await expect(page.getByText('Saved to /media/stick/ada recovery codes.txt')).toBeVisible();
    expect([...program.savedFiles.values()][0]?.trim().split('\n')).toHaveLength(10);
  });

  test('are asked about when the window is to close before they were saved', async ({ page, program }) => {
    const [codes] = await program.api.secrets.pending(undefined);
    program.emit('close-requested', { secretId: codes?.id ?? '' });
    await expect(
      page.getByRole('dialog', { name: 'Close without saving the recovery codes?' }),
    ).toBeVisible();
    await button(page, 'Go back').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await page.evaluate(() => window.latchkeyClosed)).toBeUndefined();

    program.emit('close-requested', { secretId: codes?.id ?? '' });
    await button(page, 'Close without saving').click();
    await expect.poll(() => page.evaluate(() => window.latchkeyClosed)).toBe(true);
    expect(await program.api.secrets.pending(undefined)).toEqual([]);
  });
});
