import { permissionIds, tick } from '../support/access.ts';
import { button, expect, field, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn: _, open, page }) => {
  await open('/authorization-groups/new');
  await expect(page.getByText('0 of 7 permissions')).toBeVisible();
});

test('headings tick their row, their column and everything', async ({ page }) => {
  await tick(page, 'All resources: read').check();
  await expect(page.getByText('4 of 7 permissions')).toBeVisible();
  await expect(tick(page, 'reports: all actions')).toBeChecked();
  await expect(tick(page, 'orders: all actions')).toBeChecked({ indeterminate: true });
  await tick(page, 'orders: all actions').check();
  await expect(page.getByText('5 of 7 permissions')).toBeVisible();
  await tick(page, 'All resources: all actions').check();
  await expect(page.getByText('7 of 7 permissions')).toBeVisible();
  await tick(page, 'All resources: write').uncheck();
  await expect(page.getByText('4 of 7 permissions')).toBeVisible();
  await expect(tick(page, 'All resources: all actions')).toBeChecked({ indeterminate: true });
});

test('a place without a permission has no tick', async ({ page }) => {
  await expect(tick(page, 'reports: read')).toBeVisible();
  await expect(tick(page, 'reports: write')).toHaveCount(0);
});

test('a search narrows the rows and what the headings tick', async ({ page }) => {
  await field(page, 'Search permissions').fill('orders');
  await expect(page.getByRole('rowheader')).toHaveText(['orders']);
  await tick(page, 'All shown resources: all actions').check();
  await expect(page.getByText('2 of 7 permissions')).toBeVisible();
  await field(page, 'Search permissions').press('Enter');
  await expect(page.getByText('Name is required.')).toHaveCount(0);
  await field(page, 'Search permissions').fill('nothing');
  await expect(page.getByText('No permissions match “nothing”.')).toBeVisible();
  await button(page, 'Clear search').click();
  await expect(page.getByRole('rowheader')).toHaveCount(4);
  await expect(tick(page, 'customers: read')).not.toBeChecked();
});

test('Tab goes in once and out once, arrows from tick to tick', async ({ page }) => {
  await field(page, 'Search permissions').focus();
  // The grid may have to be passed as something that scrolls.
  await page.keyboard.press('Tab');
  await expect(tick(page, 'customers: read')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tick(page, 'customers: write')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(tick(page, 'customers: write')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(tick(page, 'invoices: write')).toBeChecked();
  await page.keyboard.press('ArrowDown');
  // Reports have nothing to write.
  await page.keyboard.press('ArrowDown');
  await expect(tick(page, 'orders: write')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(tick(page, 'orders: all actions')).toBeFocused();
  await page.keyboard.press('End');
  await expect(tick(page, 'orders: write')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(tick(page, 'invoices: write')).not.toBeChecked();
  await page.keyboard.press('Control+Home');
  await expect(tick(page, 'All resources: all actions')).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(tick(page, 'reports: read')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Create')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(tick(page, 'reports: read')).toBeFocused();
});

test('what a permission means is said under the mouse, under the focus and to the ear', async ({ page }) => {
  await tick(page, 'invoices: read').hover();
  await expect(page.getByRole('tooltip')).toHaveText('See invoices');
  await tick(page, 'invoices: write').focus();
  await expect(page.getByRole('tooltip')).toHaveText('Create and change invoices');
  await expect(tick(page, 'invoices: read')).toHaveAccessibleDescription('See invoices');
});

test('headings stay in sight, and a tick in a large catalogue draws its own row', async ({
  page,
  program,
  open,
}) => {
  // At once: 600 calls with 600 log entries are not what this is about.
  await program.sql(
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199),
       actions (action) AS (VALUES ('read'), ('write'), ('delete'))
     INSERT INTO permissions (tenant_id, resource, action, description, created_at)
     SELECT 1, 'resource-' || i, action, '', 0 FROM n, actions`,
  );
  await open('/authorization-groups');
  await button(page, 'New').click();
  await expect(page.getByText('0 of 607 permissions')).toBeVisible();
  await tick(page, 'resource-99: delete').check();
  await expect(tick(page, 'All resources: delete')).toBeInViewport();
  await expect(page.getByText('1 of 607 permissions')).toBeVisible();
  // Of 200 rows one tick draws its own again: what runs in the page is counted, because a clock says little here.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await tick(page, 'resource-99: write').check();
  await expect(page.getByText('2 of 607 permissions')).toBeVisible();
  const { result } = await devtools.send('Profiler.takePreciseCoverage');
  const runs = result
    .filter(({ url }) => url.startsWith(program.url))
    .flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0));
  const total = runs.reduce((sum, count) => sum + count, 0);
  // 33,000 calls of functions; 169,000 when every row is drawn.
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThan(80_000);
  await field(page, 'Name').fill('Deleters');
  await button(page, 'Create').click();
  await expect(page.getByText('“Deleters” was created.')).toBeVisible();
  const groups = await program.api.authorizationGroups.list(undefined);
  const saved = groups.find(({ name }) => name === 'Deleters')?.permissionIds;
  const ticked = await permissionIds(program, 'resource-99:delete', 'resource-99:write');
  expect(new Set(saved)).toEqual(new Set(ticked));
});
