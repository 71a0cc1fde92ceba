import type { Page } from '@playwright/test';
import { DAY, dialog, erp, HOUR, keyId, refusal, wasUsed } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn, open, page }) => {
  const id = await erp(signedIn, { expiresAt: Date.now() + 100 * DAY });
  await wasUsed(signedIn, id, '10.1.2.3');
  await open(`/tenant-api-keys/${id}`);
  await expect(heading(page, 'ERP integration')).toBeVisible();
});

async function ask(page: Page) {
  await button(page, 'Rotate').click();
  return dialog(page, 'Rotate API Key');
}
const rotate = (page: Page) => dialog(page, 'Rotate API Key').getByRole('button', { name: 'Rotate' }).click();
const save = async (page: Page) => {
  await button(page, 'Copy to clipboard').click();
  await button(page, 'Close').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
};

test('it warns, shows the new key once, and the old one is dead', async ({ page, program }) => {
  const before = (await program.api.keys.get({ id: 1 })).row;
  const question = await ask(page);
  await expect(question).toContainText(
    'All applications using the current key will immediately lose access.',
  );
  await expect(question).toContainText('Last used 4 minutes ago');
  await expect(button(page, 'Cancel')).toBeFocused();
  await expect(page.getByRole('radio', { name: 'No time' })).toBeChecked();
  await expectAccessible(page);
  await rotate(page);
  await expect(dialog(page, 'Save generated key')).toBeVisible();
  await expect(field(page, 'API key')).toHaveValue(/^lk_[0-9A-Za-z]{38}$/);
  await button(page, 'Close').click();
  await expect(dialog(page, 'Close without saving the key?')).toContainText(
    'rotate the key to get another one',
  );
  await button(page, 'Go back').click();
  await save(page);
  await expect(button(page, 'Rotate')).toBeFocused();
  const { row, secrets } = await program.api.keys.get({ id: 1 });
  expect(row.hint).not.toBe(before.hint);
  expect(row.expiresAt).toBe(before.expiresAt);
  expect(secrets[1]?.endsAt).toBeLessThanOrEqual(Date.now());
  await expect(page.getByText(row.hint).first()).toBeVisible();
});

test('an overlap changes the warning; both secrets work until the rotation is finished', async ({
  page,
  program,
}) => {
  const question = await ask(page);
  await question.getByText('24 hours', { exact: true }).click();
  await expect(question).toContainText('Applications using the current key keep access for 24 hours, until');
  await rotate(page);
  await save(page);
  await expect(page.getByText('Two secrets work')).toBeVisible();
  const { rotation } = (await program.api.keys.get({ id: 1 })).row;
  expect(rotation?.endsAt).toBeGreaterThan(Date.now() + 23 * HOUR);

  const again = await ask(page);
  await expect(again).toContainText(`The secret before it, ${rotation?.hint ?? '?'}, which would work until`);
  await page.keyboard.press('Escape');

  await button(page, 'Finish rotation now').click();
  const finish = dialog(page, 'Finish rotation');
  await expect(finish).toContainText(
    'Applications that still use the old secret of ERP integration will lose access',
  );
  await expect(finish).toContainText('The new one has not been used yet.');
  await expect(button(page, 'Cancel')).toBeFocused();
  await expectAccessible(page);
  await finish.getByRole('button', { name: 'Finish rotation now' }).click();
  await expect(page.getByText('The old secret of “ERP integration” works no longer.')).toBeVisible();
  await expect(page.getByText('Two secrets work')).toHaveCount(0);
  expect((await program.api.keys.get({ id: 1 })).row.rotation).toBeNull();
});

test('the old key never works past the expiry', async ({ page, program }) => {
  const expiry = Date.now() + HOUR;
  await program.sql('UPDATE keys SET expires_at = ?', expiry);
  program.emit('store-changed', {});
  await expect(page.getByText('Expiring soon')).toBeVisible();
  const question = await ask(page);
  await question.getByText('7 days', { exact: true }).click();
  await expect(question).toContainText('keep access until the key expires');
  await page.getByRole('radio', { name: 'Never' }).check();
  // The old secret keeps the expiry that it was given; only the new one lives longer.
  await expect(question).toContainText('keep access until the key expires');
  await rotate(page);
  await save(page);
  const { row } = await program.api.keys.get({ id: 1 });
  expect(row.expiresAt).toBeNull();
  expect(row.rotation?.endsAt).toBe(expiry);
});

test('finishing fails, and can be tried again', async ({ page, program }) => {
  const { secret } = await program.api.keys.rotate({ id: 1, overlap: '1-hour' });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  program.emit('store-changed', {});
  await button(page, 'Finish rotation now').click();
  const finish = dialog(page, 'Finish rotation');
  program.substitute('keys.finishRotation', refusal('Another program is writing.'));
  await finish.getByRole('button', { name: 'Finish rotation now' }).click();
  await expect(finish.getByRole('alert')).toHaveText('Another program is writing.');
  await expect(page.getByText('Two secrets work')).toBeVisible();
  program.restore('keys.finishRotation');
  await finish.getByRole('button', { name: 'Finish rotation now' }).click();
  await expect(page.getByText('Two secrets work')).toHaveCount(0);
  // The button has gone with the rotation.
  await expect(heading(page, 'ERP integration')).toBeFocused();
});

test('a key that somebody revoked meanwhile is not rotated, and the dialog says why', async ({
  page,
  program,
}) => {
  const question = await ask(page);
  await program.api.keys.revoke({ id: 1, how: 'until-reinstated' });
  await rotate(page);
  await expect(question.getByRole('alert')).toContainText('revoked');
  await expect(dialog(page, 'Save generated key')).toHaveCount(0);
  await button(page, 'Cancel').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a new expiry: a date, or never', async ({ page, program }) => {
  await ask(page);
  await page.getByRole('radio', { name: 'A new date' }).check();
  await button(page, 'Choose a date').click();
  await expect(button(page, 'Next month')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Next month')).toHaveCount(0);
  await rotate(page);
  await expect(page.getByText('Choose a date.')).toBeVisible();
  await expect(field(page, 'Expiration Date')).toBeFocused();
  await field(page, 'Expiration Date').fill('01/01/2020');
  await rotate(page);
  await expect(page.getByText('The date has passed.')).toBeVisible();
  await field(page, 'Expiration Date').fill('31/12/2099');
  await expectAccessible(page);
  await rotate(page);
  await save(page);
  expect((await program.api.keys.get({ id: 1 })).row.expiresAt).toBe(Date.UTC(2099, 11, 31, 22, 59, 59, 999));
  await ask(page);
  await page.getByRole('radio', { name: 'Never' }).check();
  await rotate(page);
  await save(page);
  expect((await program.api.keys.get({ id: 1 })).row.expiresAt).toBeNull();
});

test('an expired key demands a new expiry', async ({ page, program }) => {
  await program.sql('UPDATE keys SET expires_at = ?', Date.now() - HOUR);
  program.emit('store-changed', {});
  await expect(page.getByText('Expired', { exact: true })).toBeVisible();
  const question = await ask(page);
  await expect(question).toContainText('This key has expired, so no application has access.');
  await expect(page.getByRole('radio', { name: /^Keep it/ })).toBeDisabled();
  await button(page, '90 days').click();
  await rotate(page);
  await save(page);
  await expect(page.getByText('Valid', { exact: true })).toBeVisible();
});

test('a failure stays in the dialog, with the choices', async ({ page, program }) => {
  const question = await ask(page);
  await question.getByText('1 hour', { exact: true }).click();
  program.substitute('keys.rotate', refusal('Another program is writing.'));
  await rotate(page);
  await expect(question.getByRole('alert').filter({ hasText: 'Another program is writing.' })).toBeVisible();
  await expect(page.getByRole('radio', { name: '1 hour' })).toBeChecked();
  program.restore('keys.rotate');
  await rotate(page);
  await save(page);
});

test('from the list, the row shows it', async ({ page, program, open }) => {
  await open('/tenant-api-keys');
  const row = page.getByRole('row', { name: /ERP integration/ });
  await row.getByRole('button', { name: 'Rotate', exact: true }).press('Enter');
  await rotate(page);
  await save(page);
  const { hint } = (await program.api.keys.get({ id: await keyId(program, 'ERP integration') })).row;
  await expect(row).toContainText(hint);
});
