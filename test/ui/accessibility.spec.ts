import { writeFile } from 'node:fs/promises';
import { choose } from '../support/key-screens.ts';
import { ADMIN } from '../support/ui-program.ts';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

const DAY = 24 * 3600 * 1000;

test.describe('axe finds nothing serious in', () => {
  test('set-up, with its mistakes', async ({ program: _, open, page }) => {
    await open();
    await expect(page).toHaveTitle('Set up Latchkey');
    await expectAccessible(page);
    await fill(page, { Username: 'x', Password: 'password' });
    await button(page, 'Create administrator').click();
    await expect(page.getByText('Username must have')).toBeVisible();
    await expectAccessible(page);
  });

  test('recovery codes', async ({ program, open, page }) => {
    await program.api.session.setUp(ADMIN);
    await open();
    await button(page, 'Copy').click();
    await expect(page.getByText('Copied.')).toBeVisible();
    await expectAccessible(page);
  });

  test('sign-in, its refusal and the recovery form', async ({ signedIn, open, page }) => {
    await signedIn.api.session.signOut(undefined);
    signedIn.keychain = { status: 'unavailable', cause: 'absent', reason: 'This computer has no keychain.' };
    signedIn.substitute('session.signIn', () => ({
      ok: false,
      code: 'THROTTLED',
      message: 'Too many attempts failed.',
      retryAt: Date.now() + 900_000,
    }));
    await open();
    await fill(page, { Username: 'ada', Password: 'wrong' });
    await button(page, 'Sign in').click();
    await expect(page.getByText('You can try again at')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Use a recovery code').click();
    await expect(field(page, 'Recovery code')).toBeVisible();
    await expectAccessible(page);
  });

  test('a sign-in that is being restored', async ({ signedIn, open, page }) => {
    signedIn.substitute('session.state', () => ({ ok: true, value: { status: 'restoring' } }));
    await open();
    await expect(page.getByText('Signing in…')).toBeVisible();
    await expectAccessible(page);
  });

  test('a store that cannot be used', async ({ signedIn, open, page }) => {
    await signedIn.restart(() => writeFile(signedIn.storePath, 'no database'));
    await open();
    await expect(heading(page, 'Latchkey cannot open its store')).toBeVisible();
    await expectAccessible(page);
  });

  test('the lock', async ({ signedIn: _, open, page }) => {
    await open('/tenant-api-keys/new');
    await button(page, 'Lock').click();
    await expect(heading(page, 'Locked')).toBeVisible();
    await expectAccessible(page);
  });

  test('the empty list, the account menu and the shortcuts', async ({ signedIn: _, open, page }) => {
    await open();
    await expect(heading(page, 'No API keys yet')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Account menu of ada').click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  });

  test('the list in all its states, at the limit', async ({ signedIn, open, page }) => {
    const now = Date.now();
    await signedIn.generate(
      { name: 'Soon', expiresAt: now + DAY },
      { name: 'Valid', description: 'Nightly import', expiresAt: now + 90 * DAY },
      { name: 'Over', expiresAt: now + DAY },
      { name: 'Blocked' },
      ...Array.from({ length: 6 }, (_, index) => ({ name: `Key ${index}` })),
    );
    await signedIn.sql("UPDATE keys SET expires_at = ? WHERE name = 'Over'", now - DAY);
    await signedIn.sql("UPDATE keys SET last_used_at = ? WHERE name = 'Valid'", now - DAY);
    await signedIn.sql(
      "UPDATE keys SET revocation = 'until-reinstated', revoked_at = ? WHERE name = 'Blocked'",
      now,
    );
    await open();
    await expect(page.getByText('10/10 keys')).toBeVisible();
    await expectAccessible(page);
  });

  test('the list that is read, and that cannot be read', async ({ signedIn, open, page }) => {
    const answer = signedIn.hold('keys.list');
    await open();
    await expect(page.getByText('Reading the keys…')).toBeVisible();
    await expectAccessible(page);
    signedIn.substitute('keys.list', () => ({
      ok: false,
      code: 'STORE_BUSY',
      message: 'Another program is writing.',
    }));
    answer();
    await page.reload();
    await expect(button(page, 'Try again')).toBeVisible();
    await expectAccessible(page);
  });

  test('Generate API Key, its mistakes, its calendar and its question', async ({
    signedIn: _,
    open,
    page,
  }) => {
    await open('/tenant-api-keys/new');
    await button(page, '90 days').click();
    await expectAccessible(page);
    await fill(page, { 'Key Name': 'x', Description: 'd'.repeat(1001), 'Expiration Date': 'soon' });
    await button(page, 'Generate').click();
    await expect(page.getByText('This is not a date.')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Choose a date').click();
    await expect(button(page, 'Next month')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await button(page, 'Cancel').click();
    await expect(button(page, 'Keep editing')).toBeVisible();
    await expectAccessible(page);
  });

  test('Save generated key and its question', async ({ signedIn: _, open, page }) => {
    await open('/tenant-api-keys/new');
    await field(page, 'Key Name').fill('ERP integration');
    await choose(page, 'Authorization Group', 'Read only');
    await button(page, 'Generate').click();
    await expect(field(page, 'API key')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Close').click();
    await expect(button(page, 'Go back')).toBeVisible();
    await expectAccessible(page);
  });

  test('pages that do not exist or are not for everybody', async ({ signedIn, open, page }) => {
    await signedIn.sql("DELETE FROM role_authorities WHERE authority LIKE 'manage-%-api-key%'");
    await open('/nowhere');
    await expect(heading(page, 'Page not found')).toBeVisible();
    await expectAccessible(page);
    await open('/tenant-api-keys/new');
    await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
    await expectAccessible(page);
  });
});

test('this check can fail', async ({ signedIn: _, open, page }) => {
  await open();
  await expect(heading(page, 'No API keys yet')).toBeVisible();
  await page.evaluate(() => document.body.append(document.createElement('button')));
  await expect(expectAccessible(page)).rejects.toThrow('button-name');
});
