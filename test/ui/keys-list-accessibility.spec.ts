import { expectCounted } from '../support/key-screens.ts';
import { plainKey } from '../support/many-keys.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

const DAY = 86_400_000;

test.describe('axe finds nothing serious in', () => {
  test('the list with every kind of row, selected, active, sorted and rotating', async ({
    signedIn,
    open,
    page,
  }) => {
    const now = Date.now();
    const made = [
      plainKey(0, {
        name: 'Valid',
        expiresAt: now + 90 * DAY,
        lastUsedAt: now - DAY,
        description: 'Nightly',
      }),
      plainKey(1, { name: 'Soon', expiresAt: now + DAY, owner: 0 }),
      plainKey(2, { name: 'Over', expiresAt: now - DAY }),
      plainKey(3, { name: 'Blocked', revocation: 'until-reinstated', description: 'For a while' }),
      plainKey(4, { name: 'Gone', revocation: 'permanent', lastUsedAt: now - 3 * DAY }),
      plainKey(5, { name: 'Rotating' }),
    ];
    await signedIn.putKeys(6, (index) => made[index] ?? plainKey(index));
    const { secret } = await signedIn.api.keys.rotate({ id: 6, overlap: '7-days' });
    await signedIn.api.secrets.release({ id: secret.id, loseIt: true });
    await open();
    await expect(page.getByText(/^Old key ends in 7 days/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('checkbox', { name: 'Select Blocked' }).check();
    await page.getByRole('checkbox', { name: 'Select Valid' }).check();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('rowheader', { name: 'Gone' }).hover();
    await expectAccessible(page);
    await page.setViewportSize({ width: 800, height: 600 });
    await expectAccessible(page);
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page);
  });

  test('filters open and set, nothing that matches, and a pasted key', async ({ signedIn, open, page }) => {
    await signedIn.generate({ name: 'ERP integration' });
    await open();
    await page.getByRole('combobox', { name: 'Owner' }).click();
    await expect(page.getByRole('option', { name: 'Tenant' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('option', { name: 'Tenant' }).click();
    await field(page, 'Search keys').fill('zzz');
    await expect(heading(page, 'No key matches')).toBeVisible();
    await expectAccessible(page);
    await field(page, 'Search keys').fill(`lk_${'0'.repeat(38)}`);
    await expect(heading(page, 'No row for this key')).toBeVisible();
    await expectAccessible(page);
    await button(page, 'Batch actions').click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page);
  });

  test('rows that are still read, and a page that cannot be', async ({ signedIn, open, page }) => {
    await signedIn.putKeys(500);
    await open();
    await expectCounted(page, '500 keys');
    const answer = signedIn.hold('keys.list');
    await page.getByRole('region', { name: 'API keys' }).evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect(page.locator('tr[aria-rowindex="501"]')).toBeVisible();
    await expectAccessible(page);
    signedIn.substitute('keys.list', () => ({
      ok: false,
      code: 'STORE_BUSY',
      message: 'Another program is writing.',
    }));
    await page.getByRole('region', { name: 'API keys' }).evaluate((box) => box.scrollTo(0, 13_000));
    answer();
    await expect(button(page, 'Try again')).toBeVisible();
    await expectAccessible(page);
  });
});

for (const [width, height] of [
  [1024, 700],
  [800, 600],
  [1280, 800],
] as const) {
  test(`at ${width}×${height} everything can be reached`, async ({ signedIn, open, page }) => {
    await page.setViewportSize({ width, height });
    await signedIn.putKeys(40);
    await open();
    await expectCounted(page, '40 keys');
    for (const name of ['Status', 'Expiration', 'Owner', 'Authorization group', 'Role', 'API set']) {
      await expect(page.getByRole('combobox', { name, exact: true })).toBeInViewport({ ratio: 1 });
    }
    for (const name of ['Batch actions', 'Generate API Key']) {
      await expect(button(page, name)).toBeInViewport({ ratio: 1 });
    }
    const more = page.getByRole('row').nth(1).getByRole('button', { name: 'More actions' });
    await expect(more).toBeInViewport({ ratio: 1 });
    const rows = await page
      .getByRole('region', { name: 'API keys' })
      .evaluate((box) => box.clientHeight / 52);
    expect(rows).toBeGreaterThan(4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole('checkbox', { name: 'Select all keys' }).check();
    for (const name of ['Revoke', 'Reinstate', 'Remove', 'Export', 'Clear selection']) {
      await expect(page.getByRole('toolbar').getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    }
  });
}
