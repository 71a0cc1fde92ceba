import type { Locator, Page } from '@playwright/test';
import { plainKey } from '../support/many-keys.ts';
import { button, expect, field, test } from '../support/ui-test.ts';

const DAY = 86_400_000;
const names = (page: Page): Locator => page.getByRole('rowheader').getByRole('link');

async function filter(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('search looks in name, description, owner and hint, and counts exactly', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate(
    { name: 'ERP integration', description: 'Nightly import' },
    { name: 'Mobile App' },
    { name: 'Website' },
  );
  await open();
  await expect(page.getByText('3 keys', { exact: true })).toBeVisible();
  const search = field(page, 'Search keys');
  await search.fill('INTEGR');
  await expect(names(page)).toHaveText(['ERP integration']);
  await expect(page.getByText('1 of 3 keys')).toBeVisible();
  await search.fill('nightly');
  await expect(names(page)).toHaveText(['ERP integration']);
  await search.fill('lk_');
  await expect(names(page)).toHaveCount(3);
  const hint = await page.getByRole('row').filter({ hasText: 'Website' }).getByText(/^lk_/).textContent();
  await search.fill(hint?.slice(3, 7) ?? '');
  await expect(names(page)).toHaveText(['Website']);
  await search.fill(hint?.slice(-4).toUpperCase() ?? '');
  await expect(names(page)).toHaveText(['Website']);
  await search.fill('o');
  await expect(names(page)).toHaveCount(0);
  await search.fill('m');
  await expect(names(page)).toHaveText(['Mobile App']);
  await search.fill('#2');
  await expect(names(page)).toHaveText(['Mobile App']);
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(page.getByText('3 keys', { exact: true })).toBeVisible();
});

test('Ctrl+F goes to the search, and what is typed quickly is asked once', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' });
  await open();
  await expect(names(page)).toHaveText(['ERP integration']);
  await page.keyboard.press('Control+f');
  await expect(field(page, 'Search keys')).toBeFocused();
  const asked = signedIn.calls.filter((call) => call === 'keys.list').length;
  await page.keyboard.type('zzz');
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
  expect(signedIn.calls.filter((call) => call === 'keys.list').length - asked).toBeLessThanOrEqual(2);
  await expect(page.getByText('0 of 1 key', { exact: true })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(names(page)).toHaveText(['ERP integration']);
  await expect(field(page, 'Search keys')).toHaveValue('');
});

test('an answer to an earlier search does not take the place of a later one', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' }, { name: 'Mobile App' });
  await open();
  await expect(names(page)).toHaveCount(2);
  const late = signedIn.hold('keys.list');
  await field(page, 'Search keys').fill('erp');
  await expect(page.getByText('Reading the keys…')).toBeVisible();
  signedIn.restore('keys.list');
  await field(page, 'Search keys').fill('mobile');
  await expect(names(page)).toHaveText(['Mobile App']);
  late();
  await page.waitForTimeout(200);
  await expect(names(page)).toHaveText(['Mobile App']);
});

test.describe('filters', () => {
  test.beforeEach(async ({ signedIn, open }) => {
    const now = Date.now();
    const made = [
      plainKey(0, { name: 'Valid one', expiresAt: now + 90 * DAY, group: 0 }),
      plainKey(1, { name: 'Soon over', expiresAt: now + 3 * DAY, group: 0, roles: [4] }),
      plainKey(2, { name: 'Over', expiresAt: now - DAY, group: 1 }),
      plainKey(3, { name: 'For ever', group: 1, owner: 0 }),
      plainKey(4, { name: 'Blocked', revocation: 'until-reinstated', apiSets: [0] }),
    ];
    await signedIn.putKeys(made.length, (index) => made[index] ?? plainKey(index));
    await open();
  });

  test('Status', async ({ page }) => {
    await filter(page, 'Status', 'Revoked');
    await expect(names(page)).toHaveText(['Blocked']);
    await filter(page, 'Status', 'Active');
    await expect(page.getByText('4 of 5 keys')).toBeVisible();
    await filter(page, 'Status', 'All');
    await expect(page.getByText('5 keys', { exact: true })).toBeVisible();
    await expect(button(page, 'Clear filters')).toHaveCount(0);
  });

  test('Expiration', async ({ page }) => {
    for (const [option, shown] of [
      ['Valid', ['Valid one']],
      ['Expiring soon', ['Soon over']],
      ['Expired', ['Over']],
      ['Never', ['Blocked', 'For ever']],
    ] as const) {
      await filter(page, 'Expiration', option);
      await expect(names(page)).toHaveText([...shown]);
    }
  });

  test('Owner, Authorization group, Role and API set offer what there is', async ({ page, program }) => {
    await filter(page, 'Owner', 'ada');
    await expect(names(page)).toHaveText(['For ever']);
    await filter(page, 'Owner', 'Tenant');
    await expect(page.getByText('4 of 5 keys')).toBeVisible();
    await button(page, 'Clear filters').click();
    await filter(page, 'Authorization group', 'Full access');
    await expect(page.getByText('2 of 5 keys')).toBeVisible();
    await button(page, 'Clear filters').click();
    const [first] = await program.api.apiSets.list(undefined);
    await filter(page, 'API set', first?.name ?? '');
    await expect(names(page)).toHaveText(['Blocked']);
    await button(page, 'Clear filters').click();
    const roles = await program.api.roles.list(undefined);
    const role = roles.toSorted((one, other) => one.id - other.id)[4];
    await filter(page, 'Role', role?.name ?? '');
    await expect(names(page)).toHaveText(['Soon over']);
  });

  test('all hold together, and one button clears them', async ({ page }) => {
    await filter(page, 'Status', 'Active');
    await filter(page, 'Expiration', 'Never');
    await expect(names(page)).toHaveText(['For ever']);
    await field(page, 'Search keys').fill('block');
    await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
    await button(page, 'Clear filters').first().click();
    await expect(page.getByText('5 keys', { exact: true })).toBeVisible();
  });

  test('choices survive a restart, the search does not', async ({ page }) => {
    await filter(page, 'Status', 'Active');
    await filter(page, 'Owner', 'Tenant');
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await field(page, 'Search keys').fill('o');
    await expect(names(page)).toHaveText(['Over', 'Soon over', 'Valid one']);
    await page.reload();
    await expect(names(page)).toHaveText(['Over', 'Soon over', 'Valid one']);
    await expect(field(page, 'Search keys')).toHaveValue('');
    await expect(page.getByRole('combobox', { name: 'Owner', exact: true })).toHaveValue('Tenant');
    await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
    const kept = await page.evaluate(() => JSON.stringify({ ...window.localStorage }));
    expect(kept).toContain('tenant');
    expect(kept).not.toContain('"search"');
  });

  test('choices that make no sense are as if nothing was chosen', async ({ page }) => {
    await expect(names(page)).toHaveCount(5);
    await page.evaluate(() => {
      const place = Object.keys(window.localStorage).find((key) => key.includes('keys-view'));
      window.localStorage.setItem(
        place ?? 'latchkey.keys-view.1.1',
        '{"status":"gone","owner":{"accountId":-1},"sort":{"column":"secret","descending":1},"roleId":"x"}',
      );
    });
    await page.reload();
    await expect(names(page)).toHaveCount(5);
    await expect(page.getByRole('columnheader', { name: 'Created' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  test('all six at once leave what has everything', async ({ page, program }) => {
    const now = Date.now();
    const wanted = {
      owner: 0,
      group: 1,
      roles: [4],
      apiSets: [0],
      revocation: 'permanent',
      expiresAt: now + 3 * DAY,
    } as const;
    // Each lacks one thing.
    const made = [
      { ...wanted, name: 'The one' },
      { ...wanted, name: 'Of the tenant', owner: null },
      { ...wanted, name: 'In the other group', group: 0 },
      { ...wanted, name: 'Without the role', roles: [] },
      { ...wanted, name: 'Without the set', apiSets: [] },
      { ...wanted, name: 'Not revoked', revocation: null },
      { ...wanted, name: 'Over by now', expiresAt: now - DAY },
    ];
    await program.putKeys(made.length, (index) => plainKey(100 + index, made[index]));
    await expect(page.getByText('12 keys', { exact: true })).toBeVisible();
    const byId = <Row extends { readonly id: number }>(rows: readonly Row[]) =>
      rows.toSorted((one, other) => one.id - other.id);
    const role = byId(await program.api.roles.list(undefined))[4];
    const group = byId(await program.api.authorizationGroups.list(undefined))[1];
    const [apiSet] = byId(await program.api.apiSets.list(undefined));
    for (const [name, option, left] of [
      ['Status', 'Revoked', 7],
      ['Expiration', 'Expiring soon', 5],
      ['Owner', 'ada', 4],
      ['Authorization group', group?.name ?? '', 3],
      ['Role', role?.name ?? '', 2],
      ['API set', apiSet?.name ?? '', 1],
    ] as const) {
      await filter(page, name, option);
      await expect(page.getByText(`${left} of 12 keys`, { exact: true })).toBeVisible();
    }
    await expect(names(page)).toHaveText(['The one']);
    await page.reload();
    await expect(names(page)).toHaveText(['The one']);
    await filter(page, 'API set', 'All');
    await expect(names(page)).toHaveText(['Without the set', 'The one']);
  });
});
