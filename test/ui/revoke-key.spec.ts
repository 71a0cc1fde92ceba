import { dialog, erp, refusal, wasUsed } from '../support/key-screens.ts';
import { button, expect, expectAccessible, heading, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn, open, page }) => {
  const id = await erp(signedIn);
  await wasUsed(signedIn, id, '10.1.2.3', '10.1.2.4');
  await open(`/tenant-api-keys/${id}`);
  await expect(heading(page, 'ERP integration')).toBeVisible();
});

test('it says what it cuts off, and begins on the safe answer', async ({ page }) => {
  await button(page, 'Revoke').click();
  const question = dialog(page, 'Revoke API Key');
  await expect(question).toContainText(
    'Are you sure you want to revoke the API key ERP integration? Any applications using this key will lose access immediately.',
  );
  await expect(question).toContainText('Last used 4 minutes ago, 7 times in the last 24 hours.');
  await expect(question.getByRole('list', { name: 'Addresses' }).getByRole('listitem')).toHaveText([
    '10.1.2.3',
    '10.1.2.4',
  ]);
  await expect(page.getByRole('radio', { name: 'Until reinstated' })).toBeChecked();
  await expect(button(page, 'Cancel')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Revoke')).toBeFocused();
});

test('until reinstated, and reinstated', async ({ page, program }) => {
  await button(page, 'Revoke').click();
  await dialog(page, 'Revoke API Key').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Revoked “ERP integration”.')).toBeVisible();
  await expect(page.getByText('It is revoked and may do nothing until it is reinstated.')).toBeVisible();
  await expect(button(page, 'Rotate')).toHaveCount(0);
  await expect(heading(page, 'ERP integration')).toBeFocused();
  expect((await program.api.keys.get({ id: 1 })).row.revocation).toBe('until-reinstated');

  await button(page, 'Reinstate').click();
  const question = dialog(page, 'Reinstate API Key');
  await expect(question).toContainText(
    'Applications that still have the API key ERP integration regain access immediately.',
  );
  await expect(question.getByRole('button', { name: 'Reinstate' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Reinstated “ERP integration”.')).toBeVisible();
  await expect(button(page, 'Revoke')).toBeVisible();
  expect((await program.api.keys.get({ id: 1 })).row.state).toBe('active');
});

test('permanently, also afterwards', async ({ page, program }) => {
  await button(page, 'Revoke').click();
  await dialog(page, 'Revoke API Key').getByRole('button', { name: 'Revoke' }).click();
  await expect(button(page, 'Reinstate')).toBeVisible();
  await button(page, 'More actions').click();
  await page.getByRole('menuitem', { name: 'Revoke permanently' }).click();
  const question = dialog(page, 'Revoke API Key');
  await expect(question).toContainText('It has no access now and could not be reinstated any more.');
  await expect(page.getByRole('radio', { name: 'Until reinstated' })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'Permanently (cannot be undone)' })).toBeChecked();
  await question.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('It is revoked permanently and may do nothing any more.')).toBeVisible();
  for (const name of ['Edit', 'Rotate', 'Revoke', 'Reinstate'])
    await expect(button(page, name)).toHaveCount(0);
  expect((await program.api.keys.get({ id: 1 })).row.revocation).toBe('permanent');
});

test('a failure stays in the dialog, with the choice', async ({ page, program }) => {
  await button(page, 'Revoke').click();
  await page.getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
  program.substitute('keys.revoke', refusal('Another program is writing.'));
  const question = dialog(page, 'Revoke API Key');
  await question.getByRole('button', { name: 'Revoke' }).click();
  await expect(question.getByRole('alert')).toHaveText('Another program is writing.');
  await expect(page.getByRole('radio', { name: 'Permanently (cannot be undone)' })).toBeChecked();
  program.restore('keys.revoke');
  await question.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('Revoked “ERP integration” permanently.')).toBeVisible();
});

test('while it is being done it cannot be left, and two clicks are one', async ({ page, program }) => {
  const answer = program.hold('keys.revoke');
  await button(page, 'Revoke').click();
  await dialog(page, 'Revoke API Key').getByRole('button', { name: 'Revoke' }).dblclick();
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 400);
  await expect(dialog(page, 'Revoke API Key')).toBeVisible();
  answer();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(program.calls.filter((call) => call === 'keys.revoke')).toHaveLength(1);
});

test('what uses a key may be unknown, or nothing', async ({ page, program }) => {
  program.substitute('keys.impact', refusal('Another program is writing.'));
  await button(page, 'Revoke').click();
  await expect(
    page.getByText('What uses this key could not be read. Another program is writing.'),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  program.restore('keys.impact');
  await program.sql('DELETE FROM key_addresses');
  await program.sql('DELETE FROM key_uses');
  await program.sql('UPDATE keys SET last_used_at = NULL');
  await button(page, 'Revoke').click();
  await expect(dialog(page, 'Revoke API Key')).toContainText('No use has been recorded yet.');
  await expectAccessible(page);
});

test('many addresses are counted, and a day without a use is said', async ({ page, program }) => {
  await program.sql('DELETE FROM key_uses');
  for (let last = 0; last < 9; last += 1)
    await program.sql('INSERT INTO key_addresses VALUES (1, ?, 1, ?, ?)', `192.0.2.${last}`, last, last);
  await button(page, 'Revoke').click();
  const question = dialog(page, 'Revoke API Key');
  await expect(question).toContainText('Last used 4 minutes ago, not once in the last 24 hours.');
  await expect(question.getByRole('listitem')).toHaveCount(7);
  await expect(question.getByRole('listitem').last()).toHaveText('and 5 more addresses');
});

test('what uses it is read while the question can be answered', async ({ page, program }) => {
  const answer = program.hold('keys.impact');
  await button(page, 'Revoke').click();
  const note = page.getByRole('region', { name: 'What uses this key' });
  await expect(note).toHaveAttribute('aria-busy', 'true');
  await expect(button(page, 'Cancel')).toBeFocused();
  const before = await dialog(page, 'Revoke API Key').boundingBox();
  answer();
  await expect(note).toContainText('Last used 4 minutes ago');
  await expect(note).toHaveAttribute('aria-busy', 'false');
  // Nothing that a mouse is on its way to may move away.
  expect(await dialog(page, 'Revoke API Key').boundingBox()).toEqual(before);
});

test('a reinstatement that fails says why; one of an expired key says that it stays expired', async ({
  page,
  program,
}) => {
  await program.api.keys.revoke({ id: 1, how: 'until-reinstated' });
  await program.sql('UPDATE keys SET expires_at = ?', Date.now() - 60_000);
  program.emit('store-changed', {});
  await button(page, 'Reinstate').click();
  const question = dialog(page, 'Reinstate API Key');
  await expect(question).toContainText('stays expired: rotate it to set a new expiry.');
  program.substitute('keys.reinstate', refusal('Another program is writing.'));
  await question.getByRole('button', { name: 'Reinstate' }).click();
  await expect(question.getByRole('alert')).toHaveText('Another program is writing.');
  program.restore('keys.reinstate');
  await question.getByRole('button', { name: 'Reinstate' }).click();
  await expect(page.getByText('Reinstated “ERP integration”.')).toBeVisible();
});

test('a lock hides the dialog and brings it back', async ({ page, program }) => {
  await button(page, 'Revoke').click();
  await page.getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
  await program.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  await expect(dialog(page, 'Revoke API Key')).toHaveCount(0);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
  await button(page, 'Unlock').click();
  await expect(page.getByRole('radio', { name: 'Permanently (cannot be undone)' })).toBeChecked();
});
