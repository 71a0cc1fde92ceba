import type { Page } from '@playwright/test';
import { expectCounted } from '../support/key-screens.ts';
import { button, expect, test } from '../support/ui-test.ts';

const box = (page: Page) => page.getByRole('region', { name: 'API keys' });
const scrollTo = (page: Page, part: number) =>
  box(page).evaluate((element, part) => element.scrollTo(0, element.scrollHeight * part), part);
const listed = (calls: readonly string[]) => calls.filter((call) => call === 'keys.list').length;
const BUSY = { ok: false, code: 'STORE_BUSY', message: 'Another program is writing.' } as const;

test('any place of a long list is reached at once, and only what is in sight is drawn and read', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(5000);
  await open();
  await expectCounted(page, '5,000 keys');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5001');
  await expect(page.getByRole('rowheader', { name: 'Key 005000' })).toBeVisible();
  await scrollTo(page, 0.5);
  await expect(page.getByRole('rowheader', { name: 'Key 002500' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Key 002500' })).toHaveAttribute(
    'aria-rowindex',
    '2502',
  );
  await scrollTo(page, 1);
  await expect(page.getByRole('rowheader', { name: 'Key 000001' })).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  expect(listed(signedIn.calls)).toBeLessThan(8);
});

test('rows come before their count, and the count before the places of all pages', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(450);
  const count = signedIn.hold('keys.count');
  const survey = signedIn.hold('keys.survey');
  await open();
  await expect(page.getByRole('rowheader', { name: 'Key 000450' })).toBeVisible();
  await expect(page.getByText('Counting the keys…')).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '-1');
  count();
  await expectCounted(page, '450 keys');
  await scrollTo(page, 1);
  // There is room for it, and it waits.
  await expect(page.locator('tr[aria-rowindex="451"]')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Key 000001' })).toHaveCount(0);
  survey();
  await expect(page.getByRole('rowheader', { name: 'Key 000001' })).toBeVisible();
});

test('a page that cannot be read is tried again only by the person', async ({ signedIn, open, page }) => {
  await signedIn.putKeys(1000);
  await open();
  await expectCounted(page, '1,000 keys');
  signedIn.substitute('keys.list', () => BUSY);
  await scrollTo(page, 1);
  await expect(page.getByText(BUSY.message)).toBeVisible();
  // The place may be on two pages, and both are asked for.
  await page.waitForTimeout(300);
  const asked = listed(signedIn.calls);
  await page.waitForTimeout(300);
  expect(listed(signedIn.calls)).toBe(asked);
  signedIn.restore('keys.list');
  await button(page, 'Try again').click();
  await expect(page.getByRole('rowheader', { name: 'Key 000001' })).toBeVisible();
  await expect(page.getByText(BUSY.message)).toHaveCount(0);
});

test('a survey that fails can be tried again; the rows that are there stay', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(1000);
  signedIn.substitute('keys.survey', () => BUSY);
  await open();
  await expect(page.getByText(BUSY.message)).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Key 001000' })).toBeVisible();
  signedIn.restore('keys.survey');
  await button(page, 'Try again').click();
  await expect(page.getByText(BUSY.message)).toHaveCount(0);
  await expectCounted(page, '1,000 keys');
  await scrollTo(page, 1);
  // Its place comes from the survey's thread, like the count.
  await expect(page.getByRole('rowheader', { name: 'Key 000001' })).toBeVisible({ timeout: 15_000 });
});

test('coming back from another screen finds the list where it was left', async ({ signedIn, open, page }) => {
  await signedIn.putKeys(1000);
  await open();
  await expectCounted(page, '1,000 keys');
  await scrollTo(page, 0.5);
  await expect(page.getByRole('rowheader', { name: 'Key 000500' })).toBeVisible();
  await page.getByRole('link', { name: 'Key 000498' }).click();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('rowheader', { name: 'Key 000500' })).toBeInViewport();
});

test('a list that is scrolled through never has more in the page than fits into sight', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(20_000);
  await open();
  await expectCounted(page, '20,000 keys');
  await scrollTo(page, 0.3);
  await expect(page.getByRole('rowheader', { name: 'Key 014000' })).toBeVisible();
  const most = await box(page).evaluate(async (element) => {
    let rows = 0;
    for (let step = 0; step < 120; step += 1) {
      element.scrollBy(0, step % 2 === 0 ? 400 : 8_000);
      await new Promise(requestAnimationFrame);
      rows = Math.max(rows, element.querySelectorAll('tr').length);
    }
    return rows;
  });
  expect(most).toBeLessThan(60);
  await expect(page.getByRole('rowheader').last()).toBeVisible();
});
