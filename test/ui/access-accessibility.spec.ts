import { BUSY, idOf, lookOnly, tick } from '../support/access.ts';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

const LISTS = [
  ['/roles', 'roles.list', 'role'],
  ['/authorization-groups', 'authorizationGroups.list', 'authorization group'],
  ['/api-sets', 'apiSets.list', 'API set'],
  ['/permissions', 'permissions.list', 'permission'],
] as const;

test.describe('axe finds nothing serious in', () => {
  // It looks at each screen twice and in whole: seconds on an idle machine, many more on a busy one.
  test.describe.configure({ timeout: 120_000 });

  for (const [path, call, one] of LISTS) {
    test(`the list of each ${one}: reading, failing, empty, full and only to be read`, async ({
      signedIn,
      open,
      page,
    }) => {
      const answer = signedIn.hold(call);
      await open(path);
      await expect(page.getByText(/^Reading the /)).toBeVisible();
      await expectAccessible(page);
      answer();
      signedIn.substitute(call, () => BUSY);
      await page.reload();
      await expect(button(page, 'Try again')).toBeVisible();
      await expectAccessible(page);
      signedIn.substitute(call, () => ({ ok: true, value: [] }));
      await button(page, 'Try again').click();
      await expect(page.getByRole('heading', { name: /^No .* yet$/ })).toBeVisible();
      await expectAccessible(page);
      signedIn.restore(call);
      await page.reload();
      await expect(page.getByRole('rowheader').first()).toBeVisible();
      await expectAccessible(page);
      await lookOnly(signedIn);
      await page.reload();
      await expect(page.getByRole('rowheader').first()).toBeVisible();
      await expectAccessible(page);
    });
  }

  test('who uses a role, and its refused deletion', async ({ signedIn, open, page }) => {
    const roleIds = [await idOf(signedIn, 'roles', 'Reporting')];
    await signedIn.generate({ name: 'Dashboards', roleIds });
    await open('/roles');
    await page.getByRole('button', { name: /^1 key/ }).click();
    await expect(page.getByRole('listitem')).toHaveText(['Dashboards']);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await button(page, 'Delete Reporting').click();
    await expect(page.getByRole('listitem')).toHaveText(['Dashboards']);
    await expectAccessible(page);
    await button(page, 'Close').click();
    await button(page, 'Delete Order processing').click();
    await expect(button(page, 'Delete')).toBeEnabled();
    await expectAccessible(page);
  });

  test('the form of a role, its mistakes and its question', async ({ signedIn: _, open, page }) => {
    await open('/roles/new');
    await tick(page, 'All resources: read').check();
    await field(page, 'Export').check();
    await field(page, 'Name').fill('x');
    await button(page, 'Create').click();
    await expect(page.getByText('Name must have at least')).toBeVisible();
    await expectAccessible(page);
    await field(page, 'Search permissions').fill('nothing');
    await expect(page.getByText('No permissions match')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await expect(button(page, 'Keep editing')).toBeVisible();
    await expectAccessible(page);
  });

  test('roles that cannot be changed, in part or in whole', async ({ signedIn, open, page }) => {
    await signedIn.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenants'");
    await open(`/roles/${await idOf(signedIn, 'roles', 'Auditor')}`);
    await expect(heading(page, 'Edit role')).toBeVisible();
    await expectAccessible(page);
    await open(`/roles/${await idOf(signedIn, 'roles', 'Reporting')}`);
    await expect(page.getByText('You do not have it yourself')).toBeVisible();
    await expectAccessible(page);
    await lookOnly(signedIn);
    await page.reload();
    await expect(heading(page, 'Reporting')).toBeVisible();
    await expectAccessible(page);
  });

  test('the forms of groups', async ({ signedIn, open, page }) => {
    await open('/authorization-groups/new');
    await expect(field(page, 'Name')).toBeFocused();
    await expectAccessible(page);
    await open(`/authorization-groups/${await idOf(signedIn, 'authorizationGroups', 'Read only')}`);
    await expect(heading(page, 'Edit authorization group')).toBeVisible();
    await expectAccessible(page);
  });

  test('a form that is read, fails or has nothing to edit', async ({ signedIn, open, page }) => {
    const answer = signedIn.hold('apiSets.list');
    await open('/api-sets/1');
    await expect(page.getByRole('region', { name: 'Reading the API set' })).toBeVisible();
    await expectAccessible(page);
    answer();
    signedIn.substitute('apiSets.list', () => BUSY);
    await page.reload();
    await expect(button(page, 'Try again')).toBeVisible();
    await expectAccessible(page);
    signedIn.restore('apiSets.list');
    await open('/api-sets/999');
    await expect(heading(page, 'This API set does not exist')).toBeVisible();
    await expectAccessible(page);
  });

  test('the form of an API set, its problems and its tester', async ({ signedIn: _, open, page }) => {
    await open('/api-sets/new');
    await field(page, 'Operations').fill('GET /v1/orders\nnonsense\n* /v1/orders/**');
    await fill(page, { Path: 'POST /v1/orders/7' });
    await expect(page.getByText('One line is not an operation:')).toBeVisible();
    await expectAccessible(page);
    await fill(page, { Path: '/v2' });
    await expect(page.getByText('No operation of this set matches')).toBeVisible();
    await expectAccessible(page);
  });

  test('the dialogs of the catalogue', async ({ signedIn: _, open, page }) => {
    await open('/permissions');
    await button(page, 'New permission').click();
    await button(page, 'Create').click();
    await expect(page.getByText('Action is required.')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await button(page, 'Edit orders:write').click();
    await expect(field(page, 'Description')).toBeFocused();
    await expectAccessible(page);
    await button(page, 'Cancel').click();
    await button(page, 'Delete orders:write').click();
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page);
  });
});
