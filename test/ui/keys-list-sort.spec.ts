import type { Page } from '@playwright/test';
import { type PlainKey, plainKey } from '../support/many-keys.ts';
import { expect, test } from '../support/ui-test.ts';

const DAY = 86_400_000;
const names = (page: Page) => page.getByRole('rowheader').getByRole('link');
const hint = (start: string) => `lk_${start}…wxyz`;

/** Each differs from the others in every column, and stands elsewhere in each order. */
const KEYS: readonly Partial<PlainKey>[] = [
  { name: 'b', hint: hint('cccc'), owner: 0, group: 0, expiresAt: null, lastUsedAt: null },
  { name: 'C', hint: hint('aaaa'), owner: null, group: 1, expiresAt: 3, lastUsedAt: 2 },
  { name: 'a', hint: hint('bbbb'), owner: null, group: null, expiresAt: 1, lastUsedAt: 3 },
];

test.beforeEach(async ({ signedIn, open, page }) => {
  const now = Date.now();
  await signedIn.putKeys(KEYS.length, (index) => {
    const { expiresAt = null, lastUsedAt = null, ...more } = KEYS[index] ?? {};
    return plainKey(index, {
      ...more,
      expiresAt: expiresAt === null ? null : now + expiresAt * DAY,
      lastUsedAt: lastUsedAt === null ? null : now - 9 * DAY + lastUsedAt * DAY,
      revocation: ['permanent', null, 'until-reinstated'][index] as PlainKey['revocation'],
    });
  });
  await open();
  await expect(names(page)).toHaveText(['a', 'C', 'b']);
});

/** Equal rows stand in the order of their creation. */
for (const [column, ascending, newestFirst] of [
  ['Name', ['a', 'b', 'C'], false],
  ['Key', ['C', 'a', 'b'], false],
  // Those of the tenant itself, then accounts by name.
  ['Owner', ['C', 'a', 'b'], false],
  ['Authorization group', ['a', 'C', 'b'], false],
  ['Status', ['C', 'b', 'a'], false],
  // What never expires comes after everything that does.
  ['Expires', ['a', 'C', 'b'], false],
  ['Last used', ['b', 'C', 'a'], true],
  ['Created', ['b', 'C', 'a'], true],
] as const) {
  test(`${column} sorts both ways`, async ({ page }) => {
    const header = page.getByRole('columnheader', { name: column, exact: true });
    const down = [...ascending].toReversed();
    // Created is the order to begin with.
    const first = newestFirst && column !== 'Created' ? 'descending' : 'ascending';
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', first);
    await expect(names(page)).toHaveText(first === 'ascending' ? [...ascending] : down);
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', first === 'ascending' ? 'descending' : 'ascending');
    await expect(names(page)).toHaveText(first === 'ascending' ? down : [...ascending]);
    await expect(page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]')).toHaveCount(1);
  });
}
