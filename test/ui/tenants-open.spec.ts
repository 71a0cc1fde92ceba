import type { Page } from '@playwright/test';
import { names } from '../support/access.ts';
import { keyId } from '../support/key-screens.ts';
import { addContoso, addGroup, rowOf } from '../support/settings-screens.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const PATH = '/settings/tenants';
/** Of the window: a dialog has one too. */
const header = (page: Page) => page.getByRole('banner').first();

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
      slice: null,
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
  await expect(page.getByText('ada · Contoso')).toBeVisible();
  await fill(page, { Password: 'correct horse battery staple' });
  await signedIn.sql('UPDATE tenants SET archived_at = 1 WHERE id = ?', id);
  // What is typed stays.
  await expect(page.getByText('ada · Northwind Traders')).toBeVisible();
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
