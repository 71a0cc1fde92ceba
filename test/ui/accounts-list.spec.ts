import { BUSY } from '../support/access.ts';
import { accountRow, keysOf, machine, person, signInHolding, usernames } from '../support/accounts.ts';
import { choose, keyId } from '../support/key-screens.ts';
import { button, expect, field, heading, test } from '../support/ui-test.ts';
import type { UiProgram } from '../support/ui-program.ts';

/** Ada, Jan, a shop whose key reaches no data, an ERP system that reaches some, and a disabled one. */
async function someAccounts(program: UiProgram) {
  const jan = await person(program, 'jan', {
    displayName: 'Jan de Vries',
    roles: ['Key Manager', 'Reporting'],
  });
  const shop = await machine(program, 'API -- Shop');
  const erp = await machine(program, 'API -- ERP');
  const old = await machine(program, 'API -- Old');
  await program.api.accounts.disable({ id: old.id });
  await keysOf(program, shop.id, 'Orders');
  await keysOf(program, erp.id, 'Import', 'Import (old)');
  await program.api.keys.revoke({ id: await keyId(program, 'Import (old)'), how: 'permanent' });
  const group = { name: 'United Kingdom', description: '', scopes: ['UK'] };
  const { id } = await program.api.dataAccess.create(group);
  await program.api.dataAccess.addMembers({ id, accountIds: [jan.id, erp.id] });
}

test('the list says of each account what it is, may do and owns', async ({ signedIn, open, page }) => {
  await someAccounts(signedIn);
  await open('/accounts');
  await expect(usernames(page)).toHaveText(['ada', 'API -- ERP', 'API -- Old', 'API -- Shop', 'jan']);
  await expect(page).toHaveTitle('User accounts – Latchkey');
  await expect(page.getByText('5 accounts', { exact: true })).toBeVisible();
  const cells = (username: string) => accountRow(page, username).getByRole('cell');
  await expect(cells('ada')).toHaveText(['Full', 'No', 'Active', 'Super User', '0', 'None', '']);
  await expect(cells('API -- ERP')).toHaveText([
    'API',
    'Yes',
    'Active',
    'None',
    '1 active of 2',
    'United Kingdom',
    '',
  ]);
  await expect(cells('API -- Old')).toHaveText(['API', 'Yes', 'Disabled', 'None', '0', 'None', '']);
  await expect(cells('API -- Shop')).toHaveText(['API', 'Yes', 'Active', 'None', '1', 'reaches no data', '']);
  await expect(cells('jan').nth(3)).toHaveText('Key Manager, Reporting');
  await expect(accountRow(page, 'jan').getByRole('rowheader')).toHaveText('janJan de Vries');
  await expect(accountRow(page, 'ada').getByRole('rowheader')).toHaveText('ada');
});

test('search and filters narrow it down, and stay while somebody looks at an account', async ({
  signedIn,
  open,
  page,
}) => {
  await someAccounts(signedIn);
  await open('/accounts');
  await expect(usernames(page)).toHaveCount(5);
  await page.keyboard.press('Control+f');
  await expect(field(page, 'Search accounts')).toBeFocused();
  await page.keyboard.type(' vries');
  await expect(usernames(page)).toHaveText(['jan']);
  await expect(page.getByText('1 of 5 accounts')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(usernames(page)).toHaveCount(5);

  await choose(page, 'License', 'API');
  await expect(usernames(page)).toHaveCount(3);
  await choose(page, 'Status', 'Active');
  await expect(usernames(page)).toHaveText(['API -- ERP', 'API -- Shop']);
  await choose(page, 'Data access group', 'In no group');
  await expect(usernames(page)).toHaveText(['API -- Shop']);
  await page.getByRole('link', { name: 'API -- Shop' }).click();
  await expect(heading(page, 'API -- Shop')).toBeVisible();
  await page.goBack();
  await expect(usernames(page)).toHaveText(['API -- Shop']);
  await choose(page, 'Data access group', 'United Kingdom');
  await expect(usernames(page)).toHaveText(['API -- ERP']);
  await choose(page, 'Role', 'Reporting');
  await expect(
    page.getByText('No account has everything that the search and the filters ask for.'),
  ).toBeVisible();
  await button(page, 'Clear filters').last().click();
  await expect(usernames(page)).toHaveCount(5);
  await choose(page, 'Role', 'Reporting');
  await expect(usernames(page)).toHaveText(['jan']);
});

test('a click on a row opens its account', async ({ signedIn, open, page }) => {
  await someAccounts(signedIn);
  await open('/accounts');
  await accountRow(page, 'jan').getByText('Full').click();
  await expect(heading(page, 'jan')).toBeVisible();
});

test('hundreds of accounts are shown page by page', async ({ signedIn, open, page }) => {
  await signedIn.sql(
    `WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 130)
     INSERT INTO accounts (tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
     SELECT 1, printf('bot %03d', number), printf('bot %03d', number), '', 'API', 1, 'active', 0 FROM numbers`,
  );
  signedIn.substitute('accounts.list', (input, next) =>
    typeof input === 'object' && input !== null && 'after' in input && input.after !== null ? BUSY : next(),
  );
  await open('/accounts');
  await expect(usernames(page)).toHaveCount(100);
  await expect(page.getByText('131 accounts', { exact: true })).toBeVisible();
  await usernames(page).last().scrollIntoViewIfNeeded();
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  await expect(usernames(page)).toHaveCount(100);
  signedIn.restore('accounts.list');
  await button(page, 'Show more').click();
  await expect(usernames(page)).toHaveCount(131);
  await expect(usernames(page).last()).toHaveText('bot 130');
  await expect(button(page, 'Show more')).toHaveCount(0);
  // Reading it again keeps as many.
  await signedIn.sql("UPDATE accounts SET status = 'disabled' WHERE username = 'bot 130'");
  signedIn.emit('store-changed', {});
  await expect(accountRow(page, 'bot 130')).toContainText('Disabled');
  await expect(usernames(page)).toHaveCount(131);
});

test('whoever scrolls near the end gets the next page', async ({ signedIn, open, page }) => {
  const rows = Array.from({ length: 120 }, (_, index) => ({
    id: index + 1,
    username: `bot ${index + 1}`,
    displayName: '',
    licence: 'API',
    apiOnly: true,
    status: 'active',
    roles: [],
    keys: 0,
    activeKeys: 0,
    dataAccessGroups: [],
    createdAt: 0,
    revision: 1,
  }));
  signedIn.substitute('accounts.list', (input) => {
    const first = JSON.stringify(input).includes('"after":null');
    const shown = first ? rows.slice(0, 100) : rows.slice(100);
    return { ok: true, value: { rows: shown, end: first ? 100 : null, total: 120, all: 120 } };
  });
  await open('/accounts');
  await expect(usernames(page)).toHaveCount(100);
  await usernames(page).nth(99).scrollIntoViewIfNeeded();
  await expect(usernames(page)).toHaveCount(120);
});

test('what others change shows at once', async ({ signedIn, open, page }) => {
  await open('/accounts');
  await expect(usernames(page)).toHaveText(['ada']);
  await person(signedIn, 'eva');
  signedIn.emit('store-changed', {});
  await expect(usernames(page)).toHaveText(['ada', 'eva']);
});

test('while it is read it shows its shape; what cannot be read can be tried again', async ({
  signedIn,
  open,
  page,
}) => {
  const answer = signedIn.hold('accounts.list');
  await open('/accounts');
  await expect(page.getByText('Reading the accounts…')).toBeVisible();
  await expect(page.getByRole('region', { name: 'User accounts' })).toHaveAttribute('aria-busy', 'true');
  answer();
  await expect(usernames(page)).toHaveText(['ada']);
  signedIn.substitute('accounts.list', () => BUSY);
  await page.reload();
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  signedIn.substitute('accounts.list', () => ({
    ok: true,
    value: { rows: [], end: null, total: 0, all: 0 },
  }));
  await button(page, 'Try again').click();
  await expect(heading(page, 'No user accounts yet')).toBeVisible();
  await button(page, 'Create the first account').click();
  await expect(heading(page, 'New account')).toBeVisible();
});

test('nobody shuts themselves out, nor who may do more than they', async ({ signedIn, open, page }) => {
  await signInHolding(signedIn, 'view', 'manage-accounts');
  await person(signedIn, 'eva');
  await open('/accounts');
  for (const verb of ['Disable', 'Delete']) {
    await expect(button(page, `${verb} mia`)).toBeDisabled();
    await expect(button(page, `${verb} mia`)).toHaveAccessibleDescription(
      'This is your own account. Ask another administrator to do it.',
    );
    await expect(button(page, `${verb} ada`)).toHaveAccessibleDescription(
      /^ada has the authority Manage Tenant API Keys, which you do not have yourself/,
    );
    await expect(button(page, `${verb} eva`)).toBeEnabled();
  }
  await button(page, 'Delete ada').click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('who may only look sees everything and changes nothing', async ({ signedIn, open, page }) => {
  await someAccounts(signedIn);
  await signInHolding(signedIn, 'view');
  await open('/accounts');
  await expect(usernames(page)).toHaveCount(6);
  await expect(button(page, 'New')).toHaveCount(0);
  await expect(button(page, 'Disable jan')).toHaveCount(0);
  await expect(button(page, 'Delete jan')).toHaveCount(0);
  await open('/accounts/new');
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
});
