import { accountKey, apiUser, dataGroup, person, tab, WARNING, without } from '../support/account-page.ts';
import { overhang, refusal } from '../support/key-screens.ts';
import { ADMIN } from '../support/ui-program.ts';
import { button, expect, heading, test } from '../support/ui-test.ts';

test('says who an API user is, and opens with its keys', async ({ signedIn: program, open, page }) => {
  const roles = await program.api.roles.list(undefined);
  const auditor = roles.find(({ name }) => name === 'Auditor');
  const id = await apiUser(program, 'erp-bot', [auditor?.id ?? 0]);
  await open(`/accounts/${id}`);
  await expect(heading(page, 'erp-bot')).toBeVisible();
  await expect(page).toHaveTitle('erp-bot – Latchkey');
  for (const text of ['erp-bot integration', 'Active', 'License: API', 'API only', 'Role: Auditor']) {
    await expect(page.getByText(text, { exact: true })).toBeVisible();
  }
  await expect(tab(page, 'Api keys')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('No API keys yet')).toBeVisible();
  expect(await overhang(page), 'the page scrolls, never the window around it').toBe(0);
});

test('leads from the account to a key to its data access', async ({ signedIn: program, open, page }) => {
  const id = await apiUser(program);
  const group = await dataGroup(program, 'Germany', ['DE01']);
  await open(`/accounts/${id}`);
  const guide = page.getByRole('region', { name: 'Setting up this API user' });
  await expect(guide.getByRole('listitem')).toHaveText([
    'Account, done',
    /Key, next$/,
    /Data access, not done yet$/,
  ]);
  await expect(guide.getByRole('button', { name: 'Generate key' })).toBeVisible();
  await expect(page.getByText(WARNING)).toHaveCount(0);

  await accountKey(program, id, 'ERP');
  program.emit('store-changed', {});
  await expect(guide.getByRole('listitem').nth(1)).toHaveText('Key, done');
  await expect(guide.getByRole('listitem').nth(2)).toHaveText(/Data access, next$/);
  await expect(page.getByText(WARNING, { exact: true })).toBeVisible();
  await expect(button(page, 'Add to group'), 'one of it, however one got here').toHaveCount(1);
  await expect(button(page, 'Generate key')).toHaveCount(1);

  await program.api.dataAccess.addMembers({ id: group, accountIds: [id] });
  program.emit('store-changed', {});
  await expect(page.getByText(WARNING)).toHaveCount(0);
  await expect(guide).toHaveCount(0);
});

test('data access may come before the key', async ({ signedIn: program, open, page }) => {
  const id = await apiUser(program);
  await dataGroup(program, 'Germany', ['DE01'], id);
  await open(`/accounts/${id}`);
  const guide = page.getByRole('region', { name: 'Setting up this API user' });
  await expect(guide.getByRole('listitem')).toHaveText(['Account, done', /Key, next$/, 'Data access, done']);
});

test('tabs are moved through by the keyboard, and the address stays', async ({
  signedIn: program,
  open,
  page,
}) => {
  const id = await apiUser(program);
  await open(`/accounts/${id}`);
  await tab(page, 'Api keys').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Data access')).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Data access' })).toBeVisible();
  await expect(page.getByRole('tabpanel', { name: 'Api keys' })).toBeHidden();
  expect(new URL(page.url()).hash).toBe(`#/accounts/${id}`);
});

test('a person generates keys for themselves only', async ({ signedIn: program, open, page }) => {
  const bob = await person(program, 'bob');
  await open(`/accounts/${bob}`);
  await tab(page, 'Api keys').click();
  await expect(page.getByText('Only bob can generate keys for this account.')).toBeVisible();
  await expect(button(page, 'New')).toHaveCount(0);
  await expect(button(page, 'Generate key')).toHaveCount(0);

  const { accounts } = await program.api.keys.owners(undefined);
  const ada = accounts.find(({ username }) => username === ADMIN.username)?.accountId ?? 0;
  await open(`/accounts/${ada}`);
  await tab(page, 'Api keys').click();
  await expect(page.getByText('You', { exact: true })).toBeVisible();
  await expect(button(page, 'Generate key')).toHaveCount(1);
  await expect(button(page, 'New')).toHaveCount(1);
});

test('a disabled account says that its keys do not work, and gets no new ones', async ({
  signedIn: program,
  open,
  page,
}) => {
  const id = await apiUser(program);
  await accountKey(program, id, 'ERP');
  await program.api.accounts.disable({ id });
  await open(`/accounts/${id}`);
  await expect(page.getByText('Disabled', { exact: true })).toBeVisible();
  await expect(page.getByText('Its keys do not work.')).toBeVisible();
  await expect(
    page.getByText('erp-bot is disabled: enable the account to generate keys for it.'),
  ).toBeVisible();
  await expect(button(page, 'Generate key')).toHaveCount(0);
});

test('without Manage User API Key there is no tab of keys', async ({ signedIn: program, open, page }) => {
  const id = await apiUser(program);
  await without(program, 'manage-user-api-key');
  await open(`/accounts/${id}`);
  await expect(tab(page, 'Data access')).toBeVisible();
  await expect(tab(page, 'Api keys')).toHaveCount(0);
  await expect(
    page.getByText('Somebody with the authority Manage User API Key can generate its key.'),
  ).toBeVisible();
  await expect(button(page, 'Generate key')).toHaveCount(0);
});

test('an account that does not exist says so; one that cannot be read can be asked for again', async ({
  signedIn: program,
  open,
  page,
}) => {
  await open('/accounts/77');
  await expect(heading(page, 'There is no such account')).toBeVisible();
  const id = await apiUser(program);
  program.substitute('accounts.get', refusal('Another program is writing.'));
  await open(`/accounts/${id}`);
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  program.restore('accounts.get');
  const answer = program.hold('accounts.get');
  await button(page, 'Try again').click();
  answer();
  await expect(heading(page, 'erp-bot')).toBeVisible();
  await program.api.accounts.remove({ id, keys: { fate: 'revoke' } });
  program.emit('store-changed', {});
  await expect(heading(page, 'There is no such account')).toBeVisible();
});
