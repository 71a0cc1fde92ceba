import { BUSY, lookOnly, names, row } from '../support/access.ts';
import { addAccount, addGroup, rowOf } from '../support/settings-screens.ts';
import { dialog, overhang, refusal } from '../support/key-screens.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const PATH = '/data-access';

test('the list says which scopes each group has and who is in it', async ({ signedIn, open, page }) => {
  const bot = await addAccount(signedIn, 'erp-bot', { apiOnly: true });
  await addGroup(signedIn, 'Europe', { scopes: ['EU-02', 'EU-01'], members: [1, bot] });
  await addGroup(signedIn, 'Empty');
  await open(PATH);
  await expect(heading(page, 'Data access control')).toBeVisible();
  await expect(page.getByText('an account in no group reaches no data')).toBeVisible();
  await expect(names(page)).toHaveText(['Empty', 'Europe']);
  await expect(row(page, 'Europe').getByRole('cell')).toHaveText(['2 scopesEU-01, EU-02', /^2 members/, '']);
  await expect(row(page, 'Empty').getByRole('cell')).toHaveText(['None', 'None', '']);
  await row(page, 'Europe')
    .getByRole('button', { name: /^2 members/ })
    .click();
  await expect(dialog(page, 'Members of “Europe”').getByRole('listitem')).toHaveText(['ada', 'erp-bot']);
});

test('a group is made, gets its members, and can be edited', async ({ signedIn, open, page }) => {
  await addAccount(signedIn, 'erp-bot', { apiOnly: true, displayName: 'ERP' });
  await addAccount(signedIn, 'grace');
  await open('/');
  await page.getByRole('link', { name: 'Data access control' }).click();
  await expect(heading(page, 'No data access groups yet')).toBeVisible();
  await button(page, 'New').click();
  await expect(field(page, 'Name')).toBeFocused();
  await expect(page.getByText('Create the group first')).toBeVisible();
  await fill(page, { Name: 'Europe', Description: 'Companies', Scopes: 'EU-02\n EU-01\nEU-02' });
  await expect(page.getByText('2 scopes. There more than once, kept once: EU-02')).toBeVisible();
  await button(page, 'Create').click();

  await expect(page.getByText('“Europe” was created. Now add its members.')).toBeVisible();
  await expect(heading(page, 'Edit data access group')).toBeVisible();
  await expect(field(page, 'Scopes')).toHaveValue('EU-01\nEU-02');
  await expect(page.getByText('No members yet')).toBeVisible();
  await expect(page.getByText('Members are saved at once, apart from Save below.')).toBeVisible();
  await button(page, 'Add members').click();
  const adding = dialog(page, 'Add members to “Europe”');
  await expect(field(page, 'Search accounts')).toBeFocused();
  await field(page, 'Search accounts').fill('erp');
  await expect(adding.getByRole('checkbox')).toHaveCount(1);
  await adding.getByRole('checkbox', { name: 'erp-bot' }).check();
  await field(page, 'Search accounts').fill('gra');
  await adding.getByRole('checkbox', { name: 'grace' }).check();
  await expect(adding.getByText('2 chosen')).toBeVisible();
  // What was chosen is not lost by a key that slipped.
  await page.keyboard.press('Escape');
  await button(page, 'Add 2 members').click();
  await expect(adding).toHaveCount(0);
  await expect(page.getByText('2 members added to “Europe”.')).toBeVisible();
  await expect(rowOf(page, 'erp-bot').getByRole('cell')).toHaveText(['ERP', 'Yes', 'Active', '']);
  await expect(rowOf(page, 'grace').getByRole('cell')).toHaveText(['grace', 'No', 'Active', '']);
  await expect(button(page, 'Add members')).toBeFocused();

  await field(page, 'Scopes').fill('EU-03');
  await button(page, 'Save').click();
  await expect(page.getByText('“Europe” was saved.')).toBeVisible();
  expect(await signedIn.api.dataAccess.list(undefined)).toMatchObject([
    { name: 'Europe', description: 'Companies', scopes: ['EU-03'], members: 2 },
  ]);
});

test('a member is removed after a question, by keyboard, while the form keeps what was typed', async ({
  signedIn,
  open,
  page,
}) => {
  const bot = await addAccount(signedIn, 'erp-bot', { apiOnly: true });
  const id = await addGroup(signedIn, 'Europe', { members: [1, bot] });
  await open(`${PATH}/${id}`);
  await field(page, 'Description').fill('Not saved yet');
  await button(page, 'Remove erp-bot').focus();
  await page.keyboard.press('Enter');
  const question = dialog(page, 'Remove member');
  await expect(question).toContainText('Remove erp-bot from “Europe”?');
  await expect(button(page, 'Cancel').last()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(button(page, 'Remove erp-bot')).toBeFocused();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await expect(page.getByText('erp-bot was removed from “Europe”.')).toBeVisible();
  await expect(rowOf(page, 'erp-bot')).toHaveCount(0);
  await expect(button(page, 'Add members')).toBeFocused();
  await expect(field(page, 'Description')).toHaveValue('Not saved yet');
  expect(await signedIn.api.dataAccess.members({ id })).toHaveLength(1);
});

test('what goes wrong with members is said where it happens', async ({ signedIn, open, page }) => {
  const id = await addGroup(signedIn, 'Europe', { members: [1] });
  await addAccount(signedIn, 'grace');
  await open(`${PATH}/${id}`);
  signedIn.substitute('dataAccess.addMembers', refusal('One of the accounts is no longer there.'));
  signedIn.substitute('dataAccess.removeMembers', refusal('Another program is writing.'));
  await button(page, 'Add members').click();
  const adding = dialog(page, 'Add members to “Europe”');
  await expect(adding.getByRole('checkbox', { name: 'ada' })).toBeDisabled();
  await expect(adding.getByText('Already a member')).toBeVisible();
  await adding.getByRole('checkbox', { name: 'grace' }).check();
  await button(page, 'Add 1 member').click();
  await expect(adding.getByRole('alert')).toHaveText('One of the accounts is no longer there.');
  await expect(adding.getByRole('checkbox', { name: 'grace' })).toBeChecked();
  await adding.getByRole('button', { name: 'Cancel' }).click();
  await button(page, 'Remove ada').click();
  const question = dialog(page, 'Remove member');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(question.getByRole('alert')).toHaveText('Another program is writing.');
});

test('many accounts come in pages', async ({ signedIn, open, page }) => {
  await signedIn.sql(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 130)
     INSERT INTO accounts (tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
     SELECT 1, printf('bot %03d', i), printf('bot %03d', i), '', 'API', 1, 'active', 0 FROM n`,
  );
  const id = await addGroup(signedIn, 'Europe');
  await open(`${PATH}/${id}`);
  await button(page, 'Add members').click();
  const adding = dialog(page, 'Add members to “Europe”');
  await expect(adding.getByText('131 accounts')).toBeVisible();
  await expect(adding.getByRole('checkbox')).toHaveCount(100);
  await button(page, 'Show more of 131').click();
  await expect(adding.getByRole('checkbox')).toHaveCount(131);
  await field(page, 'Search accounts').fill('nobody like this');
  await expect(adding.getByText('No accounts match “nobody like this”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(adding).toHaveCount(0);
});

test('each wrong line is named, and nothing is saved', async ({ signedIn, open, page }) => {
  await open(`${PATH}/new`);
  await fill(page, { Name: 'Europe', Scopes: `EU-01\n${'x'.repeat(201)}\nbad\u200bone` });
  await button(page, 'Create').click();
  await expect(field(page, 'Scopes')).toBeFocused();
  await expect(page.getByText('Line 2: A scope must have at most 200 characters')).toBeVisible();
  await expect(page.getByText('Line 3: A scope contains')).toBeVisible();
  expect(signedIn.calls).not.toContain('dataAccess.create');
  await field(page, 'Scopes').fill('EU-01');
  await addGroup(signedIn, 'europe');
  await button(page, 'Create').click();
  await expect(page.getByText('There is already a data access group named')).toBeVisible();
  await expect(field(page, 'Name')).toBeFocused();
  await expect(field(page, 'Scopes')).toHaveValue('EU-01');
  await button(page, 'Cancel').click();
  await expect(dialog(page, 'Discard this data access group?')).toBeVisible();
  await button(page, 'Keep editing').click();
  await expect(field(page, 'Name')).toHaveValue('Europe');
});

test('a group with members is not deleted, and they are named; another one is', async ({
  signedIn,
  open,
  page,
}) => {
  await addGroup(signedIn, 'Europe', { members: [1] });
  await addGroup(signedIn, 'Old');
  await open(PATH);
  await button(page, 'Delete Europe').click();
  const question = dialog(page, 'Delete data access group');
  await expect(question).toContainText('“Europe” has 1 member. Remove them from it first.');
  await expect(question.getByRole('listitem')).toHaveText(['ada']);
  await expect(button(page, 'Delete')).toBeDisabled();
  await button(page, 'Close').click();
  await button(page, 'Delete Old').click();
  await button(page, 'Delete').click();
  await expect(page.getByText('“Old” was deleted. 1 data access group')).toBeVisible();
});

test('a member who comes while the question is open is named too', async ({ signedIn, open, page }) => {
  const id = await addGroup(signedIn, 'Europe');
  await open(PATH);
  await button(page, 'Delete Europe').click();
  await expect(button(page, 'Delete')).toBeEnabled();
  await signedIn.api.dataAccess.addMembers({ id, accountIds: [1] });
  await button(page, 'Delete').click();
  const question = dialog(page, 'Delete data access group');
  await expect(question).toContainText('“Europe” is used by the account “ada”.');
  await expect(question.getByRole('listitem')).toHaveText(['ada']);
});

test('who may only look sees everything and changes nothing', async ({ signedIn, open, page }) => {
  const id = await addGroup(signedIn, 'Europe', { scopes: ['EU-01'], members: [1] });
  await lookOnly(signedIn);
  await open(PATH);
  await expect(row(page, 'Europe')).toBeVisible();
  await expect(button(page, 'New')).toHaveCount(0);
  await expect(button(page, 'Delete Europe')).toHaveCount(0);
  await page.getByRole('link', { name: 'Europe' }).click();
  await expect(heading(page, 'Europe')).toBeVisible();
  await expect(page.getByText('you need the authority Manage Access Control')).toBeVisible();
  await expect(field(page, 'Scopes')).not.toBeEditable();
  await expect(rowOf(page, 'ada')).toBeVisible();
  for (const name of ['Save', 'Add members', 'Remove ada']) await expect(button(page, name)).toHaveCount(0);
  await open(`${PATH}/new`);
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
  await open(`${PATH}/${id + 7}`);
  await expect(heading(page, 'This data access group does not exist')).toBeVisible();
});

test('a list that cannot be read says so, and members too', async ({ signedIn, open, page }) => {
  const id = await addGroup(signedIn, 'Europe');
  signedIn.substitute('dataAccess.list', () => BUSY);
  await open(PATH);
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  signedIn.restore('dataAccess.list');
  await button(page, 'Try again').click();
  await expect(row(page, 'Europe')).toBeVisible();
  signedIn.substitute('dataAccess.members', () => BUSY);
  await open(`${PATH}/${id}`);
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  signedIn.restore('dataAccess.members');
  await button(page, 'Try again').click();
  await expect(page.getByText('No members yet')).toBeVisible();
  expect(await overhang(page)).toBe(0);
});
