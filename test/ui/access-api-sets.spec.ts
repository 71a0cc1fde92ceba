import { idOf, lookOnly, names, row } from '../support/access.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

const verdict = (page: import('@playwright/test').Page) =>
  page.getByRole('region', { name: 'Try a request' }).getByRole('status');

test('the list counts operations and the keys that are limited to a set', async ({
  signedIn,
  open,
  page,
}) => {
  const apiSetIds = [await idOf(signedIn, 'apiSets', 'Orders')];
  await signedIn.generate({ name: 'Webshop', apiAccess: 'selected', apiSetIds });
  await open('/api-sets');
  await expect(names(page)).toHaveText(['Customers', 'Invoices', 'Orders']);
  await expect(row(page, 'Orders')).toContainText('3 operations');
  await expect(row(page, 'Orders')).toContainText('GET /v1/orders, POST /v1/orders, * /v1/orders/**');
  await row(page, 'Orders')
    .getByRole('button', { name: /^1 key/ })
    .click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText(['Webshop']);
  await page.keyboard.press('Escape');
  await button(page, 'Delete Orders').click();
  await expect(page.getByRole('dialog')).toContainText('“Orders” is used by 1 key.');
  await expect(button(page, 'Delete')).toBeDisabled();
});

test('a set is created from what is typed, and kept canonical', async ({ signedIn, open, page }) => {
  await open('/api-sets');
  await button(page, 'New').click();
  await fill(page, { Name: 'Reports', Operations: 'get /v1/reports\n\n*   /v1/reports/**\nGET /v1/reports' });
  await expect(page.getByText('2 operations', { exact: true })).toBeVisible();
  await button(page, 'Create').click();
  await expect(page.getByText('“Reports” was created. 4 API sets')).toBeVisible();
  await button(page, 'Edit Reports').click();
  await expect(field(page, 'Operations')).toHaveValue('GET /v1/reports\n* /v1/reports/**');
  await field(page, 'Operations').fill('GET /v1/reports');
  await button(page, 'Save').click();
  await expect(page.getByText('“Reports” was saved.')).toBeVisible();
  const sets = await signedIn.api.apiSets.list(undefined);
  expect(sets.find(({ name }) => name === 'Reports')?.operations).toBe('GET /v1/reports');
});

test('every line that is no operation is named, and leads to its place', async ({ signedIn, open, page }) => {
  await open('/api-sets/new');
  await fill(page, { Name: 'Reports' });
  const typed = 'GET /v1/reports\nFETCH /v1/reports\n/v1/reports\nGET /v1/**/lines';
  await field(page, 'Operations').fill(typed);
  await expect(page.getByText('3 lines are not operations:')).toHaveCount(0);
  await button(page, 'Create').click();
  await expect(page.getByText('3 lines are not operations:')).toBeVisible();
  const problems = page.getByRole('button', { name: /^Line \d:/ });
  await expect(problems).toHaveText([/^Line 2: .*FETCH/, /^Line 3: .*method before the path/, /^Line 4: /]);
  await expect(field(page, 'Operations')).toBeFocused();
  await expect(field(page, 'Operations')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'Operations')).toHaveAccessibleDescription(/Line 3: /);
  await expect(field(page, 'Operations')).toHaveValue(typed);
  expect(signedIn.calls).not.toContain('apiSets.create');

  await problems.nth(1).click();
  await page.keyboard.type('GET /v1/reports/{{}id}');
  await expect(field(page, 'Operations')).toHaveValue(/\nGET \/v1\/reports\/\{/);
  await field(page, 'Operations').fill('GET /v1/reports');
  await expect(problems).toHaveCount(0);
  await button(page, 'Create').click();
  await expect(page.getByText('“Reports” was created.')).toBeVisible();
});

test('a field that is left says what is wrong with it', async ({ signedIn: _, open, page }) => {
  await open('/api-sets/new');
  await field(page, 'Operations').fill('nonsense');
  await page.keyboard.press('Tab');
  await expect(page.getByText('One line is not an operation:')).toBeVisible();
});

test('the tester says live which line matches a request, and why the others do not', async ({
  signedIn: _,
  open,
  page,
}) => {
  await open('/api-sets/new');
  await field(page, 'Operations').fill('GET /v1/orders\n* /v1/orders/**');
  await expect(verdict(page)).toContainText('Does a request match?');
  await fill(page, { Path: '/v1/orders/7' });
  await field(page, 'Method').selectOption('POST');
  await expect(verdict(page)).toHaveText('Yes: line 2 * /v1/orders/**');
  const tried = page.getByRole('list', { name: 'Operations tried' }).getByRole('listitem');
  await expect(tried).toHaveCount(2);
  await expect(tried.nth(0)).toContainText('The method is “POST”; the operation is for GET.');
  await expect(tried.nth(1)).toContainText('“/v1/orders/7” matches.');

  await field(page, 'Operations').fill('GET /v1/orders\n* /v1/orders/{id}');
  await expect(verdict(page)).toHaveText('Yes: line 2 * /v1/orders/{id}');
  await expect(tried.nth(1)).toContainText('{id} = “7”');
  await fill(page, { Path: '/v1/customers' });
  await expect(verdict(page)).toHaveText('No operation of this set matches');
  await fill(page, { Path: '/v1/orders/../admin' });
  await expect(tried.nth(1)).toContainText('dot segment');
});

test('a whole request can be pasted, and Enter does not send the form', async ({ signedIn, open, page }) => {
  await open(`/api-sets/${await idOf(signedIn, 'apiSets', 'Orders')}`);
  await fill(page, { Path: 'delete /v1/orders/7' });
  await expect(field(page, 'Method')).toHaveValue('DELETE');
  await expect(field(page, 'Path')).toHaveValue('/v1/orders/7');
  await expect(verdict(page)).toHaveText('Yes: line 3 * /v1/orders/**');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Edit API set')).toBeVisible();
  expect(signedIn.calls).not.toContain('apiSets.edit');
  // Trying something out changes nothing.
  await button(page, 'Cancel').click();
  await expect(heading(page, 'API sets')).toBeVisible();
});

test('an empty list explains itself', async ({ signedIn, open, page }) => {
  for (const name of ['Customers', 'Invoices', 'Orders']) {
    await signedIn.api.apiSets.remove({ id: await idOf(signedIn, 'apiSets', name) });
  }
  await open('/api-sets');
  await expect(heading(page, 'No API sets yet')).toBeVisible();
  await expect(button(page, 'Create the first API set')).toBeVisible();
});

test('who may only look can still try a request', async ({ signedIn, open, page }) => {
  await lookOnly(signedIn);
  await open('/api-sets');
  await page.getByRole('link', { name: 'Orders' }).click();
  await expect(field(page, 'Operations')).not.toBeEditable();
  await fill(page, { Path: 'GET /v1/orders' });
  await expect(verdict(page)).toHaveText('Yes: line 1 GET /v1/orders');
});
