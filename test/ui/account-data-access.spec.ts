import type { Page } from '@playwright/test';
import { accountKey, apiUser, dataGroup, rowOf, tab, WARNING, without } from '../support/account-page.ts';
import { dialog, makeRole, refusal } from '../support/key-screens.ts';
import { button, expect, heading, test } from '../support/ui-test.ts';

const group = (page: Page) => page.getByRole('combobox', { name: 'Data access group' });
const add = (page: Page) => dialog(page, 'Add to group').getByRole('button', { name: 'Add', exact: true });
const listed = (page: Page, name: string) => page.getByRole('list', { name }).getByRole('listitem');

test('from the warning into a group, and the data is reached', async ({ signedIn: program, open, page }) => {
  const account = await apiUser(program);
  await accountKey(program, account, 'ERP');
  await dataGroup(program, 'Germany', ['DE01', 'DE02']);
  await dataGroup(program, 'France', ['FR01']);
  await open(`/accounts/${account}`);
  await expect(page.getByText(WARNING, { exact: true })).toBeVisible();
  await button(page, 'Add to group').click();
  await add(page).click();
  await expect(page.getByText('Choose a group.')).toBeVisible();
  await expect(group(page)).toBeFocused();
  await group(page).fill('ger');
  await expect(page.getByRole('option')).toHaveText(['GermanyDE01, DE02']);
  await page.getByRole('option').click();
  await expect(listed(page, 'Scopes of Germany')).toHaveText(['DE01', 'DE02']);
  await add(page).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Added erp-bot to “Germany”.')).toBeVisible();
  await expect(page.getByText(WARNING)).toHaveCount(0);
  await expect(heading(page, 'erp-bot')).toBeFocused();
  const { dataScopes } = await program.api.accounts.get({ id: account });
  expect(dataScopes).toEqual(['DE01', 'DE02']);

  await tab(page, 'Data access').click();
  await button(page, 'Add to group').click();
  await group(page).click();
  await expect(page.getByRole('option'), 'only those that it is not in').toHaveText(['FranceFR01']);
  await page.getByRole('option').click();
  await add(page).click();
  await expect(listed(page, 'All data scopes')).toHaveText(['DE01', 'DE02', 'FR01']);
  await expect(button(page, 'Add to group')).toBeFocused();
  await expect(page.getByRole('link', { name: 'France' })).toHaveAttribute('href', /#\/data-access\/\d+$/);
});

test('leaving a group says which data is lost, and can be undone', async ({
  signedIn: program,
  open,
  page,
}) => {
  const account = await apiUser(program);
  await dataGroup(program, 'Germany', ['DE01', 'DE02'], account);
  await dataGroup(program, 'Europe', ['DE01', 'FR01'], account);
  await open(`/accounts/${account}`);
  await tab(page, 'Data access').click();
  await rowOf(page, 'Germany').getByRole('button', { name: 'Remove from group' }).click();
  const question = dialog(page, 'Remove from group');
  await expect(question).toContainText('From their next verification on, its keys lose 1 data scope');
  await expect(listed(page, 'Scopes that are lost')).toHaveText(['DE02']);
  await expect(button(page, 'Cancel')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Germany').getByRole('button')).toBeFocused();

  await rowOf(page, 'Germany').getByRole('button').click();
  program.substitute('dataAccess.removeMembers', refusal('Another program is writing.'));
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(question).toContainText('Another program is writing.');
  program.restore('dataAccess.removeMembers');
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(rowOf(page, 'Germany')).toHaveCount(0);
  await expect(heading(page, 'erp-bot')).toBeFocused();

  await rowOf(page, 'Europe').getByRole('button').click();
  await expect(question).toContainText('its keys will not be able to access any data');
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('In no data access group')).toBeVisible();
  await page
    .getByRole('status')
    .filter({ hasText: '“Europe”' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(rowOf(page, 'Europe')).toBeVisible();
});

test('nothing is lost with a group whose scopes others give too', async ({
  signedIn: program,
  open,
  page,
}) => {
  const account = await apiUser(program);
  await dataGroup(program, 'Germany', ['DE01'], account);
  await dataGroup(program, 'Europe', ['DE01', 'FR01'], account);
  await open(`/accounts/${account}`);
  await tab(page, 'Data access').click();
  await rowOf(page, 'Germany').getByRole('button').click();
  await expect(dialog(page, 'Remove from group')).toContainText('Its keys keep all their data scopes');
});

test('without Manage Access Control one is told whom to ask', async ({ signedIn: program, open, page }) => {
  const account = await apiUser(program);
  await accountKey(program, account, 'ERP');
  const germany = await dataGroup(program, 'Germany', ['DE01']);
  await without(program, 'manage-access-control');
  await open(`/accounts/${account}`);
  await expect(page.getByText(WARNING, { exact: true })).toBeVisible();
  await expect(
    page.getByText('Ask somebody with the authority Manage Access Control to add it to one.').first(),
  ).toBeVisible();
  await expect(button(page, 'Add to group')).toHaveCount(0);
  await program.sql(
    'INSERT INTO data_access_group_members (group_id, account_id) VALUES (?, ?)',
    germany,
    account,
  );
  program.emit('store-changed', {});
  await tab(page, 'Data access').click();
  await expect(rowOf(page, 'Germany')).toBeVisible();
  await expect(button(page, 'Add to group')).toHaveCount(0);
  await expect(button(page, 'Remove from group')).toHaveCount(0);
});

test('where there is no group, or none left, the window leads to them', async ({
  signedIn: program,
  open,
  page,
}) => {
  const account = await apiUser(program);
  for (const { id } of await program.api.dataAccess.list(undefined))
    await program.api.dataAccess.remove({ id });
  await open(`/accounts/${account}`);
  await tab(page, 'Data access').click();
  await button(page, 'Add to group').click();
  await expect(page.getByText('There are no data access groups yet.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Go to Data access control' })).toBeVisible();
  await expect(add(page)).toHaveCount(0);
  await button(page, 'Cancel').click();
  await expect(button(page, 'Add to group')).toBeFocused();
  await dataGroup(program, 'Germany', ['DE01'], account);
  program.emit('store-changed', {});
  await button(page, 'Add to group').click();
  await expect(page.getByText('It is in every data access group already.')).toBeVisible();
});

test('a refusal stays in the window', async ({ signedIn: program, open, page }) => {
  const account = await apiUser(program);
  await dataGroup(program, 'Germany', ['DE01']);
  await open(`/accounts/${account}`);
  await tab(page, 'Data access').click();
  program.substitute('dataAccess.list', refusal('Another program is writing.'));
  await button(page, 'Add to group').click();
  const window = dialog(page, 'Add to group');
  await expect(window).toContainText('Another program is writing.');
  program.restore('dataAccess.list');
  await window.getByRole('button', { name: 'Try again' }).click();
  await group(page).click();
  await page.getByRole('option', { name: 'Germany' }).click();
  program.substitute('dataAccess.addMembers', refusal('Another program is writing.'));
  await add(page).click();
  await expect(window.getByRole('alert')).toHaveText('Another program is writing.');
  program.restore('dataAccess.addMembers');
  await add(page).click();
  await expect(rowOf(page, 'Germany')).toBeVisible();
});

test('the details of a key say which data it reaches, and warn when it reaches none', async ({
  signedIn: program,
  open,
  page,
}) => {
  const account = await apiUser(program);
  const role = await makeRole(program, 'Billing', 'invoices:read');
  const key = await accountKey(program, account, 'ERP', { roleIds: [role], expiresAt: null });
  await dataGroup(program, 'Germany', ['DE01', 'DE02']);
  await open(`/tenant-api-keys/${key}`);
  await expect(page.getByText(WARNING, { exact: true })).toBeVisible();
  await expect(
    page.getByText('May read invoices, within no data scope, from any address, without an expiry.'),
  ).toBeVisible();
  await button(page, 'Add to group').click();
  await group(page).click();
  await page.getByRole('option', { name: 'Germany' }).click();
  await add(page).click();
  await expect(page.getByText(WARNING)).toHaveCount(0);
  await expect(heading(page, 'ERP')).toBeFocused();
  await expect(
    page.getByText(
      'May read invoices, within the data scopes DE01 and DE02, from any address, without an expiry.',
    ),
  ).toBeVisible();
  const limits = page.getByRole('region', { name: 'Limits' });
  await expect(limits.getByRole('link', { name: 'Germany' })).toBeVisible();
  await expect(listed(page, 'Data scopes')).toHaveText(['DE01', 'DE02']);
  await page.getByRole('link', { name: 'erp-bot' }).click();
  await expect(heading(page, 'erp-bot')).toBeVisible();
});

test('a key of an account that was deleted shows no data access', async ({
  signedIn: program,
  open,
  page,
}) => {
  const account = await apiUser(program);
  const key = await accountKey(program, account, 'ERP');
  await program.api.accounts.remove({ id: account, keys: { fate: 'revoke' } });
  await open(`/tenant-api-keys/${key}`);
  await expect(page.getByText('It is revoked permanently and may do nothing any more.')).toBeVisible();
  await expect(page.getByText(WARNING)).toHaveCount(0);
  await expect(heading(page, 'How to use it')).toBeVisible();
});
