import { writeFile } from 'node:fs/promises';
import { ADMIN, type UiProgram } from '../support/ui-program.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const MINUTE = 60_000;
const remember = 'Keep me signed in on this computer';

/** The keychain keeps what signs the log as well. */
const keptSignIns = ({ kept }: UiProgram): number =>
  [...kept.keys()].filter((name) => name.startsWith('device:')).length;

test.describe('with an administrator', () => {
  test.beforeEach(async ({ signedIn, open, page }) => {
    await signedIn.api.session.signOut(undefined);
    await open();
    await expect(page).toHaveTitle('Sign in – Latchkey');
  });

  test('the right password opens the program', async ({ page, program }) => {
    await fill(page, { Username: 'ADA', Password: ADMIN.password });
    await button(page, 'Sign in').click();
    await expect(heading(page, 'API Keys')).toBeVisible();
    expect(keptSignIns(program)).toBe(0);
  });

  test('the sign-in is kept when that is asked for', async ({ page, program }) => {
    await fill(page, { Username: 'ada', Password: ADMIN.password });
    await page.getByRole('checkbox', { name: remember }).check();
    await button(page, 'Sign in').click();
    await expect(heading(page, 'API Keys')).toBeVisible();
    await expect.poll(() => keptSignIns(program)).toBe(1);

    await program.restart();
    await page.reload();
    await expect(heading(page, 'API Keys')).toBeVisible();
  });

  test('without a keychain the box is disabled and says why', async ({ page, program }) => {
    const reason = 'The keychain of this computer is locked.';
    program.keychain = { status: 'unavailable', cause: 'locked', reason };
    await page.reload();
    const box = page.getByRole('checkbox', { name: remember });
    await expect(page.getByText(reason)).toBeVisible();
    await expect(box).toBeDisabled();
    await expect(box).toHaveAccessibleDescription(reason);
  });

  test('a keychain that was unlocked meanwhile is found by Try again, or on coming back', async ({
    page,
    program,
  }) => {
    const reason = 'The keychain of this computer is locked. Unlock it and try again.';
    program.keychain = { status: 'unavailable', cause: 'locked', reason };
    const box = page.getByRole('checkbox', { name: remember });
    await page.clock.install();
    await page.reload();
    await expect(page.getByText(reason)).toBeVisible();
    await button(page, 'Try again').click();
    await expect(page.getByText(reason)).toBeVisible();
    program.keychain = { status: 'available' };
    await button(page, 'Try again').click();
    await expect(box).toBeEnabled();
    await expect(box).toBeFocused();
    await expect(button(page, 'Try again')).toHaveCount(0);

    program.keychain = { status: 'unavailable', cause: 'locked', reason };
    await page.reload();
    await expect(page.getByText(reason)).toBeVisible();
    program.keychain = { status: 'available' };
    const asked = () => program.calls.filter((call) => call === 'session.keychain').length;
    const before = asked();
    // The window in which the keychain asked for its password has just closed: that is no reason to ask once more.
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    expect(asked()).toBe(before);
    await page.clock.fastForward(5000);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(box).toBeEnabled();
  });

  test('the box waits for the keychain, and the form does not', async ({ page, program }) => {
    const answer = program.hold('session.keychain');
    await page.reload();
    const box = page.getByRole('checkbox', { name: remember });
    await expect(box).toBeDisabled();
    await expect(page.getByText('Asking this computer’s keychain…')).toBeVisible();
    answer();
    await expect(box).toBeEnabled();
  });

  test('a wrong password is said at its field, and the form stays', async ({ page }) => {
    await fill(page, { Username: 'ada', Password: 'not the password' });
    await button(page, 'Sign in').click();
    await expect(page.getByText('Username or password is wrong. Try again.')).toBeVisible();
    await expect(field(page, 'Password')).toBeFocused();
    await expect(field(page, 'Username')).toHaveValue('ada');
  });

  test('empty fields are named', async ({ page, program }) => {
    await button(page, 'Sign in').click();
    await expect(page.getByText('Enter the username.')).toBeVisible();
    await expect(page.getByText('Enter the password.')).toBeVisible();
    await expect(field(page, 'Username')).toBeFocused();
    expect(program.calls).not.toContain('session.signIn');
  });

  test('too many failures make everybody wait, with a countdown', async ({ page, program }) => {
    await page.clock.install();
    await page.reload();
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await fill(page, { Username: 'ada', Password: `wrong password ${attempt}` });
      await button(page, 'Sign in').click();
      await expect(page.getByText(/wrong|Too many/).first()).toBeVisible();
      await expect(button(page, 'Sign in')).not.toHaveAttribute('data-loading');
      if (await page.getByText('Too many').isVisible()) break;
    }
    const alert = page.getByRole('alert').filter({ hasText: 'Too many' });
    await expect(alert).toContainText(/You can try again at \d\d:\d\d/);
    await expect(alert).toContainText(/in 1[45] min \d\d s/);
    await expect(button(page, 'Sign in')).toBeDisabled();

    await page.clock.fastForward('05:00');
    await expect(alert).toContainText(/in (9|10) min \d\d s/);
    await page.clock.fastForward('10:10');
    await expect(alert).toContainText('You can try again now.');
    program.now = Date.now() + 16 * MINUTE;
    await field(page, 'Password').fill(ADMIN.password);
    await button(page, 'Sign in').click();
    await expect(heading(page, 'API Keys')).toBeVisible();
  });

  test('why a kept sign-in did not work stands above the form', async ({ page, program }) => {
    program.emit('session', {
      status: 'signed-out',
      notice: 'This computer was forgotten. Sign in with your password.',
    });
    await expect(page.getByText('This computer was forgotten.')).toBeVisible();
  });

  test('Caps Lock is pointed out', async ({ page }) => {
    await field(page, 'Password').focus();
    const press = (modifierCapsLock: boolean) =>
      field(page, 'Password').evaluate(
        (input, on) =>
          input.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'A', bubbles: true, modifierCapsLock: on }),
          ),
        modifierCapsLock,
      );
    await press(true);
    await expect(page.getByText('Caps Lock is on.')).toBeVisible();
    await press(false);
    await expect(page.getByText('Caps Lock is on.')).toHaveCount(0);
  });
});

test('a recovery code sets a new password and signs in', async ({ program, open, page }) => {
  await program.api.session.setUp(ADMIN);
  const [code = ''] = await program.takeRecoveryCodes();
  await program.api.session.signOut(undefined);
  await open();
  await button(page, 'Use a recovery code').click();
  await expect(page).toHaveTitle('Use a recovery code – Latchkey');

  const password = 'a wholly different passphrase';
  const typed = { Username: 'ada', 'New password': password, 'Confirm password': password };
  await fill(page, { ...typed, 'Recovery code': 'AAAA-BBBB-CCCC-DDDD' });
  await button(page, 'Set password and sign in').click();
  await expect(page.getByText('Username or recovery code is wrong')).toBeVisible();
  await expect(field(page, 'Recovery code')).toBeFocused();
  await expect(field(page, 'New password')).toHaveValue(password);

  await field(page, 'Recovery code').fill(code);
  await button(page, 'Set password and sign in').click();
  await expect(heading(page, 'API Keys')).toBeVisible();
});

test('from the recovery form a way leads back', async ({ signedIn, open, page }) => {
  await signedIn.api.session.signOut(undefined);
  await open();
  await button(page, 'Use a recovery code').click();
  await button(page, 'Back to sign in').click();
  await expect(heading(page, 'Sign in')).toBeVisible();
});

test.describe('while the keychain is asked for a kept sign-in', () => {
  test.beforeEach(async ({ signedIn, open, page }) => {
    await signedIn.api.session.signOut(undefined);
    signedIn.substitute('session.state', () => ({ ok: true, value: { status: 'restoring' } }));
    await open();
    await expect(page.getByText('Signing in…')).toBeVisible();
  });

  test('nobody has to wait', async ({ page }) => {
    await button(page, 'Use password instead').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
  });

  test('its answer changes the screen', async ({ page, program }) => {
    program.emit('session', { status: 'signed-out' });
    await expect(heading(page, 'Sign in')).toBeVisible();
  });
});

test('a store that cannot be used is explained: what, where and its code', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.restart(() =>
    writeFile(signedIn.storePath, 'this is no database, only a file in its place'),
  );
  await open();
  await expect(heading(page, 'Latchkey cannot open its store')).toBeVisible();
  await expect(page.getByText(signedIn.storePath, { exact: true })).toBeVisible();
  await expect(page.getByText('STORE_FOREIGN', { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('is not a Latchkey store');
  await expect(page.getByText('To begin with an empty store')).toContainText('-wal and -shm away together');
  await button(page, 'Close Latchkey').click();
  expect(await page.evaluate(() => window.latchkeyClosed)).toBe(true);
});

test('a sound store that cannot be opened is not to be moved away', async ({ signedIn, open, page }) => {
  const message = 'The store was written by a newer Latchkey. Update this Latchkey, then open it again.';
  signedIn.substitute('session.state', () => ({
    ok: true,
    value: { status: 'store-failed', code: 'STORE_NEWER', message, path: '/home/ada/latchkey.db' },
  }));
  await open();
  await expect(page.getByRole('alert')).toHaveText(message);
  await expect(page.getByText('start it again')).toBeVisible();
  await expect(page.getByText('empty store')).toHaveCount(0);
});

test('a main process that does not answer can be asked again', async ({ signedIn, open, page }) => {
  signedIn.substitute('session.state', () => ({
    ok: false,
    code: 'INTERNAL',
    message: 'Something went wrong.',
  }));
  await open();
  await expect(page.getByRole('alert').filter({ hasText: 'Something went wrong.' })).toBeVisible();
  signedIn.restore('session.state');
  await button(page, 'Try again').click();
  await expect(heading(page, 'API Keys')).toBeVisible();
});
