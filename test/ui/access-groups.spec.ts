import { BUSY, idOf, lookOnly, names, row, tick } from '../support/access.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

test('the list says of what type each group is and which keys have it', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  await open('/authorization-groups');
  await expect(names(page)).toHaveText(['Full access', 'Read only', 'Standard user']);
  await expect(row(page, 'Full access').getByRole('cell')).toHaveText(['Tenant API Key', '7', /^1 key/, '']);
  await expect(row(page, 'Standard user').getByRole('cell')).toHaveText(['User', '4', 'Nobody', '']);
  await row(page, 'Full access')
    .getByRole('button', { name: /^1 key/ })
    .click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText(['ERP integration']);
});

test('a group is created with its type, which stays', async ({ signedIn, open, page }) => {
  await open('/authorization-groups');
  await button(page, 'New').click();
  await expect(heading(page, 'New authorization group')).toBeVisible();
  await fill(page, { Name: 'Own reports', Description: 'For people' });
  await expect(field(page, 'Tenant API Key')).toBeChecked();
  await field(page, 'User').check();
  await tick(page, 'reports: read').check();
  await button(page, 'Create').click();
  await expect(page.getByText('“Own reports” was created. 4 authorization groups')).toBeVisible();
  await expect(row(page, 'Own reports').getByRole('cell')).toHaveText(['User', '1', 'Nobody', '']);

  await button(page, 'Edit Own reports').click();
  await expect(field(page, 'User')).toBeChecked();
  await expect(field(page, 'User')).toBeDisabled();
  await expect(field(page, 'Tenant API Key')).toBeDisabled();
  await expect(page.getByText('Fixed since the group was created')).toBeVisible();
  await field(page, 'Description').fill('For everybody');
  await button(page, 'Save').click();
  await expect(page.getByText('“Own reports” was saved.')).toBeVisible();
  const groups = await signedIn.api.authorizationGroups.list(undefined);
  expect(groups.find(({ name }) => name === 'Own reports')).toMatchObject({
    description: 'For everybody',
    type: 'User',
  });
});

test('what somebody else has saved meanwhile is not overwritten, and what was typed stays', async ({
  signedIn,
  open,
  page,
}) => {
  const id = await idOf(signedIn, 'authorizationGroups', 'Read only');
  await open(`/authorization-groups/${id}`);
  await field(page, 'Description').fill('Mine');
  const before = (await signedIn.api.authorizationGroups.list(undefined)).find((group) => group.id === id);
  const { revision = 0, permissionIds = [] } = before ?? {};
  const theirs = { id, revision, name: 'Read only', description: 'Theirs', permissionIds };
  await signedIn.api.authorizationGroups.edit(theirs);
  await button(page, 'Save').click();
  await expect(page.getByRole('alert')).toContainText('Somebody has changed this authorization group');
  await expect(field(page, 'Description')).toHaveValue('Mine');
  const after = (await signedIn.api.authorizationGroups.list(undefined)).find((group) => group.id === id);
  expect(after?.description).toBe('Theirs');
});

test('a group in use is not deleted; another one is', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  await open('/authorization-groups');
  await button(page, 'Delete Full access').click();
  const dialog = page.getByRole('dialog', { name: 'Delete authorization group' });
  await expect(dialog).toContainText(
    '“Full access” is used by 1 key. Give them another authorization group first.',
  );
  await expect(dialog.getByRole('listitem')).toHaveText(['ERP integration']);
  await expect(button(page, 'Delete')).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button(page, 'Delete Full access')).toBeFocused();
  await button(page, 'Delete Standard user').click();
  await button(page, 'Delete').click();
  await expect(page.getByText('“Standard user” was deleted. 2 authorization groups')).toBeVisible();
});

test('a deletion that fails says so in the question', async ({ signedIn, open, page }) => {
  signedIn.substitute('authorizationGroups.remove', () => BUSY);
  await open('/authorization-groups');
  await button(page, 'Delete Standard user').click();
  await button(page, 'Delete').click();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('Another program is writing.');
  signedIn.restore('authorizationGroups.remove');
  await button(page, 'Delete').click();
  await expect(page.getByText('“Standard user” was deleted.')).toBeVisible();
});

test('an empty list explains itself', async ({ signedIn, open, page }) => {
  for (const name of ['Full access', 'Read only', 'Standard user']) {
    await signedIn.api.authorizationGroups.remove({
      id: await idOf(signedIn, 'authorizationGroups', name),
    });
  }
  await open('/authorization-groups');
  await expect(heading(page, 'No authorization groups yet')).toBeVisible();
  await button(page, 'Create the first authorization group').click();
  await expect(field(page, 'Name')).toBeFocused();
});

test('a lock keeps what was typed', async ({ signedIn, open, page }) => {
  await open('/authorization-groups/new');
  await fill(page, { Name: 'Own reports' });
  await tick(page, 'reports: read').check();
  await signedIn.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  await fill(page, { Password: 'correct horse battery staple' });
  await button(page, 'Unlock').click();
  await expect(field(page, 'Name')).toHaveValue('Own reports');
  await expect(tick(page, 'reports: read')).toBeChecked();
});

test('who may only look opens a group and changes nothing', async ({ signedIn, open, page }) => {
  await lookOnly(signedIn);
  await open('/authorization-groups');
  await expect(button(page, 'New')).toHaveCount(0);
  await page.getByRole('link', { name: 'Read only' }).click();
  await expect(heading(page, 'Read only')).toBeVisible();
  await expect(field(page, 'Tenant API Key')).toBeDisabled();
  await expect(tick(page, 'invoices: read')).toBeChecked();
  await expect(button(page, 'Save')).toHaveCount(0);
});
