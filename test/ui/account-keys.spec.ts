import type { Page } from '@playwright/test';
import {
  accountKey,
  apiUser,
  dataGroup,
  person,
  rowOf,
  saveSecret,
  signInAs,
  tab,
} from '../support/account-page.ts';
import { DAY, dialog, keyId, refusal, wasUsed } from '../support/key-screens.ts';
import { ADMIN, type UiProgram } from '../support/ui-program.ts';
import { button, expect, field, heading, test } from '../support/ui-test.ts';

async function erpBot(program: UiProgram): Promise<{ account: number; key: number }> {
  const account = await apiUser(program);
  await dataGroup(program, 'Germany', ['DE01'], account);
  return { account, key: await accountKey(program, account, 'ERP', { description: 'Nightly import' }) };
}

const action = (page: Page, key: string, name: string) =>
  rowOf(page, key).getByRole('button', { name, exact: true });

test('lists the keys of this account and no others', async ({ signedIn: program, open, page }) => {
  const { account, key } = await erpBot(program);
  await accountKey(program, await apiUser(program, 'crm-bot'), 'CRM');
  await program.generate({ name: 'Tenant key' });
  await accountKey(program, account, 'Old ERP');
  await program.api.keys.revoke({ id: await keyId(program, 'Old ERP'), how: 'permanent' });
  await wasUsed(program, key, '10.1.2.3');
  await open(`/accounts/${account}`);
  const { hint } = (await program.api.keys.get({ id: key })).row;
  await expect(rowOf(page, 'ERP')).toContainText(hint);
  await expect(rowOf(page, 'ERP')).toContainText('Nightly import');
  await expect(rowOf(page, 'ERP')).toContainText('Active');
  await expect(rowOf(page, 'ERP')).toContainText('Valid');
  await expect(rowOf(page, 'ERP')).toContainText('4 minutes ago');
  await expect(rowOf(page, 'Old ERP')).toContainText('RevokedPermanently');
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await expect(page.getByText('2 keys', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'ERP', exact: true }).click();
  await expect(heading(page, 'How to use it')).toBeVisible();
});

test('rotates: the old key is locked, a new one is shown, and the integrations to update are named', async ({
  signedIn: program,
  open,
  page,
}) => {
  const { account, key } = await erpBot(program);
  await program.sql('UPDATE keys SET expires_at = ? WHERE id = ?', Date.now() + 5 * DAY, key);
  await wasUsed(program, key, '10.1.2.3');
  const before = (await program.api.keys.get({ id: key })).row;
  await open(`/accounts/${account}`);
  await action(page, 'ERP', 'Rotate').click();
  const question = dialog(page, 'Rotate API Key');
  await expect(question).toContainText('Integrations to update with the new key');
  await expect(question).toContainText('10.1.2.3');
  await expect(page.getByRole('radio', { name: 'A number of days from now' })).toBeChecked();
  await expect(field(page, 'Validity days')).toHaveValue('90');
  await field(page, 'Validity days').fill('0');
  await question.getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByText('Type a whole number of days, from 1 to 36,500.')).toBeVisible();
  await expect(field(page, 'Validity days')).toBeFocused();
  await field(page, 'Validity days').fill('30');
  const from = Date.now();
  await question.getByRole('button', { name: 'Rotate' }).click();
  await saveSecret(page);
  await expect(action(page, 'ERP', 'Rotate')).toBeFocused();
  const { row, secrets } = await program.api.keys.get({ id: key });
  await expect(rowOf(page, 'ERP')).toContainText(row.hint);
  expect(row.hint).not.toBe(before.hint);
  expect(row.expiresAt).toBeGreaterThanOrEqual(from + 30 * DAY);
  expect(row.expiresAt).toBeLessThan(from + 30 * DAY + 60_000);
  expect(secrets[1]?.endsAt).toBeLessThanOrEqual(Date.now());
});

test('with an overlap both work, the row says so, and the tenant’s days are offered', async ({
  signedIn: program,
  open,
  page,
}) => {
  const { account, key } = await erpBot(program);
  await program.sql('UPDATE tenants SET validity_days = 45');
  await open(`/accounts/${account}`);
  await action(page, 'ERP', 'Rotate').click();
  const question = dialog(page, 'Rotate API Key');
  await expect(field(page, 'Validity days')).toHaveValue('45');
  await page.getByRole('radio', { name: /^Keep it/ }).check();
  await question.getByText('24 hours', { exact: true }).click();
  await question.getByRole('button', { name: 'Rotate' }).click();
  await saveSecret(page);
  await expect(rowOf(page, 'ERP')).toContainText('Old key ends in 1 day');
  await action(page, 'ERP', 'More actions').click();
  await page.getByRole('menuitem', { name: 'Finish rotation now' }).click();
  await dialog(page, 'Finish rotation').getByRole('button', { name: 'Finish rotation now' }).click();
  await expect(rowOf(page, 'ERP')).toContainText('Nightly import');
  expect((await program.api.keys.get({ id: key })).row.rotation).toBeNull();
});

test('revokes until reinstated, and for good', async ({ signedIn: program, open, page }) => {
  const { account, key } = await erpBot(program);
  await open(`/accounts/${account}`);
  await action(page, 'ERP', 'Revoke').click();
  await expect(dialog(page, 'Revoke API Key')).toContainText('Locks the key for good');
  await dialog(page, 'Revoke API Key').getByRole('button', { name: 'Revoke' }).click();
  await expect(rowOf(page, 'ERP')).toContainText('Revoked');
  await expect(action(page, 'ERP', 'Rotate')).toHaveAttribute('aria-disabled', 'true');
  await action(page, 'ERP', 'Reinstate').click();
  await dialog(page, 'Reinstate API Key').getByRole('button', { name: 'Reinstate' }).click();
  await expect(rowOf(page, 'ERP')).toContainText('Active');
  await action(page, 'ERP', 'Revoke').click();
  await page.getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
  await dialog(page, 'Revoke API Key').getByRole('button', { name: 'Revoke' }).click();
  await expect(rowOf(page, 'ERP')).toContainText('Permanently');
  expect((await program.api.keys.get({ id: key })).row.revocation).toBe('permanent');
  await expect(page.getByRole('region', { name: 'Setting up this API user' })).toContainText('Key, next');
});

test('edits, and removes with a way back', async ({ signedIn: program, open, page }) => {
  const { account } = await erpBot(program);
  await open(`/accounts/${account}`);
  await action(page, 'ERP', 'Edit').click();
  await field(page, 'Key Name').fill('ERP, nightly');
  await button(page, 'Save').click();
  await expect(rowOf(page, 'ERP, nightly')).toBeVisible();
  await action(page, 'ERP, nightly', 'More actions').click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await button(page, 'Continue').click();
  await expect(page.getByText('No API keys yet')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(rowOf(page, 'ERP, nightly')).toBeVisible();
});

test('somebody else’s keys can be revoked, but not rotated', async ({ signedIn: program, open, page }) => {
  const bob = await person(program, 'bob');
  await signInAs(program, 'bob');
  const key = await accountKey(program, bob, 'Order look-up');
  await signInAs(program, ADMIN.username);
  await open(`/accounts/${bob}`);
  await tab(page, 'Api keys').click();
  await expect(page.getByText('Only bob can generate keys for this account.')).toBeVisible();
  await expect(action(page, 'Order look-up', 'Edit')).toBeVisible();
  await expect(action(page, 'Order look-up', 'Revoke')).toBeVisible();
  await expect(action(page, 'Order look-up', 'Rotate')).toHaveCount(0);
  await action(page, 'Order look-up', 'More actions').click();
  await expect(page.getByRole('menuitem', { name: 'Revoke' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Rotate' })).toHaveCount(0);
  await expect(page.getByRole('menuitem', { name: 'Clone' })).toHaveCount(0);
  await open(`/tenant-api-keys/${key}`);
  await expect(button(page, 'Revoke')).toBeVisible();
  await expect(button(page, 'Rotate')).toHaveCount(0);
});

test('more than a page of keys is shown page by page', async ({ signedIn: program, open, page }) => {
  const account = await apiUser(program);
  for (let index = 0; index < 102; index += 1) await accountKey(program, account, `Key ${index}`);
  await open(`/accounts/${account}`);
  await expect(page.getByText('The newest 100 of 102 keys')).toBeVisible();
  await button(page, 'Show more').click();
  await expect(page.getByText('102 keys', { exact: true })).toBeVisible();
  await expect(rowOf(page, 'Key 0')).toHaveCount(1);
  await expect(button(page, 'Show more')).toHaveCount(0);
});

test('keys that cannot be read can be asked for again', async ({ signedIn: program, open, page }) => {
  const { account } = await erpBot(program);
  program.substitute('keys.list', refusal('Another program is writing.'));
  await open(`/accounts/${account}`);
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  program.restore('keys.list');
  await button(page, 'Try again').click();
  await expect(rowOf(page, 'ERP')).toBeVisible();
});
