import type { Page } from '@playwright/test';
import { furnish, goToScreen, overflowOf, SCREENS } from '../support/every-screen.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

/** Speaks German from the first render on. */
const inGerman = (page: Page) =>
  page.addInitScript(() => window.localStorage.setItem('latchkey.language', 'de'));

test('a language is chosen in Settings, is in force at once and after a reload', async ({
  signedIn: _,
  open,
  page,
}) => {
  await open('/settings/appearance');
  await field(page, 'Deutsch').click();
  await expect(heading(page, 'Darstellung')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Benutzerkonten' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.reload();
  await expect(heading(page, 'Darstellung')).toBeVisible();
  await field(page, 'English').click();
  await expect(heading(page, 'Appearance')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('what a form refuses is said in German, with what was typed still there', async ({
  signedIn: _,
  open,
  page,
}) => {
  await inGerman(page);
  await open('/roles/new');
  await fill(page, { Name: 'x' });
  await button(page, 'Erstellen').click();
  await expect(page.getByText('Name muss mindestens 2 Zeichen haben.')).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue('x');
});

test('at 200 % no screen of 1280 × 800 loses anything at its side', async ({ signedIn, open, page }) => {
  test.setTimeout(120_000);
  // What the page sees of such a window at that zoom.
  await page.setViewportSize({ width: 640, height: 400 });
  await furnish(signedIn);
  await inGerman(page);
  await open('/overview');
  for (const route of SCREENS) {
    await goToScreen(page, route);
    expect.soft(await overflowOf(page), `overflow of ${route}`).toBeLessThanOrEqual(0);
  }
  await expect(page.getByRole('link', { name: 'API-Schlüssel', exact: true })).toBeAttached();
});

test('colours of the system and stilled motion are honoured', async ({ signedIn: _, open, page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await open('/settings/appearance');
  const here = page.getByRole('link', { name: 'Appearance' });
  await expect(here).toHaveAttribute('aria-current', 'page');
  const shown = (locator: typeof here) =>
    locator.evaluate((element) => window.getComputedStyle(element).backgroundColor);
  expect(await shown(here)).not.toBe(await shown(page.getByRole('link', { name: 'About' })));
  const moves = await page.evaluate(() =>
    [...document.querySelectorAll('*')].some(
      (element) => !['none', 'all'].includes(window.getComputedStyle(element).transitionProperty),
    ),
  );
  expect(moves, 'something still moves').toBe(false);
});
