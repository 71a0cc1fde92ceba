import { choose, dialog } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn, open, page }) => {
  for (const { id } of await signedIn.api.apiSets.list(undefined)) await signedIn.api.apiSets.remove({ id });
  for (const name of ['Orders', 'Invoices', 'Customers', 'Reports']) {
    await signedIn.api.apiSets.create({ name, description: '', operations: `GET /v1/${name.toLowerCase()}` });
  }
  await open('/tenant-api-keys/new');
  await field(page, 'Key Name').fill('ERP integration');
  await choose(page, 'Authorization Group', 'Read only');
  await page.getByRole('radio', { name: 'Only selected API sets' }).check();
});

test('click, Ctrl and Shift pick; the arrows move; what is selected is stored', async ({ page, program }) => {
  const available = page.getByRole('listbox', { name: 'Available API' });
  const selected = page.getByRole('listbox', { name: 'Selected API' });
  await expect(available.getByRole('option')).toHaveText(['Customers', 'Invoices', 'Orders', 'Reports']);
  await button(page, 'Generate').click();
  await expect(page.getByText('Select at least one API set, or choose All API sets.')).toBeVisible();

  await available.getByRole('option', { name: 'Customers' }).click();
  await available.getByRole('option', { name: 'Orders' }).click({ modifiers: ['Control'] });
  await button(page, 'Add selected').click();
  await expect(page.getByText('2 API sets added.')).toBeAttached();
  await expect(selected.getByRole('option')).toHaveText(['Customers', 'Orders']);
  await expect(button(page, 'Add selected')).toBeFocused();
  await available.getByRole('option', { name: 'Invoices' }).click();
  await available.getByRole('option', { name: 'Reports' }).click({ modifiers: ['Shift'] });
  await button(page, 'Add selected').click();
  await expect(available.getByRole('option')).toHaveCount(0);
  await expect(page.getByText('All are selected.')).toBeVisible();
  await selected.getByRole('option', { name: 'Reports' }).dblclick();
  await selected.getByRole('option', { name: 'Customers' }).click();
  await button(page, 'Remove selected').click();
  await expect(selected.getByRole('option')).toHaveText(['Invoices', 'Orders']);

  await button(page, 'Generate').click();
  await expect(dialog(page, 'Save generated key')).toBeVisible();
  const { apiAccess, apiSets } = await program.api.keys.get({ id: 1 });
  expect([apiAccess, ...apiSets.map(({ name }) => name)]).toEqual(['selected', 'Invoices', 'Orders']);
});

test('the keyboard does the same', async ({ page }) => {
  const available = page.getByRole('listbox', { name: 'Available API' });
  await available.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(available.getByRole('option', { selected: true })).toHaveText(['Customers', 'Invoices']);
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Space');
  await expect(available.getByRole('option', { selected: true })).toHaveText([
    'Customers',
    'Invoices',
    'Reports',
  ]);
  await page.keyboard.type('o');
  await expect(available.getByRole('option', { selected: true })).toHaveText(['Orders']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Selected API' }).getByRole('option')).toHaveText([
    'Orders',
  ]);
  await page.keyboard.press('Control+A');
  await expect(available.getByRole('option', { selected: true })).toHaveCount(3);
});

test('a long column can be filtered', async ({ page, program }) => {
  for (let index = 0; index < 8; index += 1) {
    await program.api.apiSets.create({
      name: `Archive ${index}`,
      description: '',
      operations: 'GET /archive',
    });
  }
  program.emit('store-changed', {});
  const available = page.getByRole('listbox', { name: 'Available API' });
  await field(page, 'Filter Available API').fill('invo');
  await expect(available.getByRole('option')).toHaveText(['Invoices']);
  await field(page, 'Filter Available API').fill('nothing like it');
  await expect(page.getByText('Nothing matches the filter.')).toBeVisible();
  await expectAccessible(page);
});

test('All API sets forgets the picker’s choice when it is sent', async ({ page, program }) => {
  await page.getByRole('option', { name: 'Orders' }).dblclick();
  await page.getByRole('radio', { name: 'All API sets', exact: true }).check();
  await button(page, 'Generate').click();
  await expect(dialog(page, 'Save generated key')).toBeVisible();
  expect(await program.api.keys.get({ id: 1 })).toMatchObject({ apiAccess: 'all', apiSets: [] });
});
