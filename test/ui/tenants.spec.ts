import type { Page } from '@playwright/test';
import { names } from '../support/access.ts';
import { dialog, keyId, refusal } from '../support/key-screens.ts';
import { addGroup, CONTOSO, rowOf, withhold } from '../support/settings-screens.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const PATH = '/settings/tenants';
/** Of the window: a dialog has one too. */
const header = (page: Page) => page.getByRole('banner').first();

/** A second tenant, beside Ada's own; its id. */
const addContoso = async (program: UiProgram): Promise<number> =>
  (await program.api.tenants.create(CONTOSO)).id;

test('the list says how each tenant stands', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  const { id } = await signedIn.api.tenants.create({ ...CONTOSO, name: 'Fabrikam', keyPrefix: 'fab' });
  await signedIn.api.tenants.archive({ id });
  await addContoso(signedIn);
  await open(PATH);
  await expect(page.getByRole('rowheader')).toHaveText(['Contoso', 'Northwind Traders', 'Fabrikam']);
  const cells = (name: string) => rowOf(page, name).getByRole('cell');
  await expect(cells('Contoso')).toHaveText(['co', '0/5', '0', /\d/, 'Active', '']);
  await expect(cells('Northwind Traders')).toHaveText(['lk', '1/10', '1', /\d/, 'OpenYour own', '']);
  await expect(cells('Fabrikam')).toHaveText(['fab', '0/5', '0', /\d/, 'Archived', '']);
  await expect(button(page, 'Open Northwind Traders')).toHaveCount(0);
  await expect(button(page, 'Open Fabrikam')).toHaveCount(0);
});

test('a tenant is made, with everything that can be said of it', async ({ signedIn, open, page }) => {
  await open(PATH);
  await button(page, 'New tenant').click();
  await expect(field(page, 'Organisation name')).toBeFocused();
  await expect(field(page, 'Key prefix')).toHaveValue('lk');
  await fill(page, { 'Organisation name': 'northwind traders', 'Key prefix': 'co', 'Key limit': '-1' });
  // Escape gives up only what is untouched.
  await page.keyboard.press('Escape');
  await button(page, 'Create').click();
  await expect(page.getByText('The limit must be at least 0.')).toBeVisible();
  await fill(page, { 'Key limit': '5', 'Default validity': '30', 'Expiring soon window': '7' });
  await button(page, 'Create').click();
  await expect(page.getByText('The name “northwind traders” is taken. Choose another name.')).toBeVisible();
  await expect(field(page, 'Organisation name')).toBeFocused();
  await fill(page, { 'Organisation name': 'Contoso' });
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Contoso” was created.')).toBeVisible();
  await expect(rowOf(page, 'Contoso')).toBeVisible();
  await expect(button(page, 'New tenant')).toBeFocused();
  expect(await signedIn.api.tenants.list(undefined)).toMatchObject([CONTOSO, { name: 'Northwind Traders' }]);
});

test('any tenant is edited; the open one’s name shows in the header', async ({ signedIn, open, page }) => {
  await addContoso(signedIn);
  await open(PATH);
  await button(page, 'Edit Contoso').click();
  await fill(page, { 'Organisation name': 'Contoso Ltd', 'Key prefix': 'cl' });
  await button(page, 'Save').click();
  await expect(rowOf(page, 'Contoso Ltd').getByRole('cell').first()).toHaveText('cl');
  await expect(header(page)).toContainText('Northwind Traders');
  await button(page, 'Edit Northwind Traders').click();
  await fill(page, { 'Organisation name': 'Northwind Group' });
  await button(page, 'Save').click();
  await expect(header(page)).toContainText('Northwind Group');
});

test('a tenant is archived after a question, and restored', async ({ signedIn, open, page }) => {
  await addContoso(signedIn);
  await open(PATH);
  await button(page, 'Archive Contoso').click();
  const question = dialog(page, 'Archive tenant');
  await expect(question).toContainText(
    'Its people cannot sign in and its keys do not work until it is restored.',
  );
  await page.keyboard.press('Escape');
  await expect(button(page, 'Archive Contoso')).toBeFocused();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(page.getByText('“Contoso” was archived.')).toBeVisible();
  await expect(rowOf(page, 'Contoso')).toContainText('Archived');
  await button(page, 'Restore Contoso').click();
  await expect(page.getByText('“Contoso” was restored.')).toBeVisible();
  await expect(rowOf(page, 'Contoso')).toContainText('Active');
});

test('one’s own tenant and the open one cannot be archived, and why is said', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await addContoso(signedIn);
  await signedIn.api.tenants.open({ id });
  await open(PATH);
  const own = button(page, 'Archive Northwind Traders');
  await expect(own).toBeDisabled();
  await expect(own).toHaveAccessibleDescription(/It is the tenant of your own account/);
  const opened = button(page, 'Archive Contoso');
  await expect(opened).toHaveAccessibleDescription(/It is open. Open another tenant/);
  await opened.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what is refused is said, and the list is read again', async ({ signedIn, open, page }) => {
  const id = await addContoso(signedIn);
  await open(PATH);
  signedIn.substitute('tenants.archive', refusal('Nobody could manage tenants.', 'LAST_HOLDER'));
  await button(page, 'Archive Contoso').click();
  const question = dialog(page, 'Archive tenant');
  await question.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(question.getByRole('alert')).toHaveText('Nobody could manage tenants.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await signedIn.api.tenants.archive({ id });
  await button(page, 'Open Contoso').click();
  await expect(page.getByRole('alert')).toHaveText('“Contoso” is archived. Restore it first.');
  await expect(button(page, 'Restore Contoso')).toBeVisible();
});

test('nobody without the authority sees that there are tenants', async ({ signedIn, open, page }) => {
  await withhold(signedIn, 'manage-tenants');
  await open(PATH);
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
});

test('opening another tenant leaves nothing of the one before, and Back brings nothing of it', async ({
  signedIn,
  open,
  page,
}) => {
  await addContoso(signedIn);
  await signedIn.generate({ name: 'Ours secret business' }, { name: 'Ours too' });
  const group = await addGroup(signedIn, 'Ours group', { scopes: ['OURS-1'], members: [1] });
  const key = await keyId(signedIn, 'Ours too');

  await open('/tenant-api-keys');
  await expect(page.getByText('2/10 keys')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select Ours too' }).check();
  await page.getByRole('combobox', { name: 'Authorization group', exact: true }).click();
  await page.getByRole('option', { name: 'Full access' }).click();
  await open(`/tenant-api-keys/${key}`);
  await expect(heading(page, 'Ours too')).toBeVisible();
  await open(`/data-access/${group}`);
  await expect(field(page, 'Scopes')).toHaveValue('OURS-1');
  await fill(page, { Description: 'Ours' });
  await button(page, 'Save').click();
  await expect(page.getByText('“Ours group” was saved.')).toBeVisible();
  await open(PATH);
  await button(page, 'Open Contoso').click();

  await expect(heading(page, 'API Keys')).toBeFocused();
  await expect(header(page)).toContainText('Contoso');
  await expect(page.getByText('0/5 keys')).toBeVisible();
  const nothingOfOurs = async () => {
    await expect(page.getByText(/Ours/)).toHaveCount(0);
    expect(await page.content()).not.toContain('Ours');
  };
  await nothingOfOurs();
  await page.goBack();
  await expect(names(page).or(heading(page, 'No data access groups yet'))).toBeVisible();
  await nothingOfOurs();
  await page.goBack();
  await expect(heading(page, 'This data access group does not exist')).toBeVisible();
  await nothingOfOurs();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await nothingOfOurs();
  await page.goBack();
  await expect(page.getByText('0/5 keys')).toBeVisible();
  await nothingOfOurs();
  // Neither does what was chosen there hide anything here.
  await signedIn.generate({ name: 'Theirs' });
  await page.reload();
  await expect(page.getByRole('link', { name: 'Theirs' })).toBeVisible();
  await expect(page.getByText('1 key', { exact: true })).toBeVisible();

  await open(PATH);
  await button(page, 'Open Northwind Traders').click();
  await expect(page.getByText('2/10 keys')).toBeVisible();
  await expect(page.getByText(/Theirs/)).toHaveCount(0);
});

test('an answer of the one before that comes late shows nothing', async ({ signedIn, open, page }) => {
  await addContoso(signedIn);
  await signedIn.generate({ name: 'Ours' });
  await open('/tenant-api-keys');
  await expect(page.getByRole('link', { name: 'Ours' })).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Tenants' }).click();
  await expect(button(page, 'Open Contoso')).toBeVisible();
  const stale = await signedIn.api.keys.list({
    view: {
      search: '',
      status: 'all',
      expiration: 'all',
      owner: 'all',
      authorizationGroupId: null,
      roleId: null,
      apiSetId: null,
      sort: { column: 'created', descending: true },
    },
    after: null,
    limit: 100,
  });
  // The list asks when it comes to the screen; by the time it hears, another tenant is open.
  let answer = () => {};
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let asked = 0;
  signedIn.substitute('keys.list', async (_, next) => {
    asked += 1;
    if (asked > 1) return next();
    await late;
    return { ok: true, value: stale };
  });
  await page.getByRole('link', { name: 'API Keys' }).click();
  await signedIn.sql('UPDATE keys SET description = name');
  await expect.poll(() => asked).toBe(1);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Tenants' }).click();
  await button(page, 'Open Contoso').click();
  await expect(page.getByText('0/5 keys')).toBeVisible();
  answer();
  await expect(page.getByText('0/5 keys')).toBeVisible();
  await expect(page.getByText('Ours')).toHaveCount(0);
});

test('a tenant that is closed from elsewhere leads back home, and says so', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await addContoso(signedIn);
  await open(PATH);
  await button(page, 'Open Contoso').click();
  await expect(header(page)).toContainText('Contoso');
  await signedIn.generate({ name: 'Theirs' });
  await page.reload();
  await page.getByRole('link', { name: 'Theirs' }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await signedIn.sql('UPDATE tenants SET archived_at = 1 WHERE id = ?', id);
  await expect(header(page)).toContainText('Northwind Traders');
  await expect(page.getByText('You are back in your own.')).toBeVisible();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Theirs')).toHaveCount(0);
  await button(page, 'Dismiss').click();
  await expect(page.getByText('You are back in your own.')).toHaveCount(0);
});

test('one that closes while it is locked is told after the unlock', async ({ signedIn, open, page }) => {
  const id = await addContoso(signedIn);
  await open(PATH);
  await button(page, 'Open Contoso').click();
  await expect(header(page)).toContainText('Contoso');
  await signedIn.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  await signedIn.sql('UPDATE tenants SET archived_at = 1 WHERE id = ?', id);
  await fill(page, { Password: 'correct horse battery staple' });
  await button(page, 'Unlock').click();
  await expect(header(page)).toContainText('Northwind Traders');
  await expect(page.getByText('You are back in your own.')).toBeVisible();
});

test('the header leads from one tenant to the other, for who may go there', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' });
  await addContoso(signedIn);
  await open();
  await expect(page.getByRole('rowheader')).toHaveText([/ERP integration/]);
  await button(page, 'Tenant: Northwind Traders').click();
  await expect(page.getByRole('menuitemradio')).toHaveText(['Contoso', 'Northwind Traders']);
  await expect(page.getByRole('menuitemradio', { name: 'Northwind Traders' })).toBeChecked();
  await page.getByRole('menuitemradio', { name: 'Contoso' }).click();
  await expect(button(page, 'Tenant: Contoso')).toBeVisible();
  await expect(page.getByText('ERP integration')).toHaveCount(0);
  await button(page, 'Tenant: Contoso').click();
  await page.getByRole('menuitem', { name: 'Manage tenants' }).click();
  await expect(rowOf(page, 'Contoso')).toBeVisible();

  const state = await signedIn.api.session.state(undefined);
  if (state.status !== 'signed-in') throw new Error('not signed in');
  signedIn.emit('session', { ...state, administrator: { ...state.administrator, authorities: ['view'] } });
  await expect(header(page)).toContainText('Contoso');
  await expect(button(page, 'Tenant: Contoso')).toHaveCount(0);
});

test('a tenant that was archived meanwhile is told of, and the window stays where it is', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await addContoso(signedIn);
  await open();
  await button(page, 'Tenant: Northwind Traders').click();
  await expect(page.getByRole('menuitemradio', { name: 'Contoso' })).toBeVisible();
  await signedIn.api.tenants.archive({ id });
  await page.getByRole('menuitemradio', { name: 'Contoso' }).click();
  await expect(
    page
      .getByRole('alert')
      .or(page.getByRole('status'))
      .getByText(/Contoso.*archived/),
  ).toBeVisible();
  await expect(button(page, 'Tenant: Northwind Traders')).toBeVisible();
});
