import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

const catalogue = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../src/locales/${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
const GERMAN = catalogue('de');
/** What an English window would show in one piece, and a German one does not. */
const ENGLISH_ONLY = Object.entries(GERMAN)
  .filter(([english, german]) => english !== german && !/[{<]/.test(english) && !/[{<]/.test(german))
  .map(([english]) => english.trim())
  // The names of built-in data, a column of a file, and words that both languages have.
  .filter((english) => !['Name', 'Reporting', 'Customers', 'API'].includes(english))
  .filter((english) => !Object.values(GERMAN).includes(english));

const ROUTES = [
  '/overview',
  '/tenant-api-keys',
  '/tenant-api-keys/new',
  '/tenant-api-keys/import',
  '/accounts',
  '/accounts/new',
  '/accounts/1',
  '/roles',
  '/roles/new',
  '/authorization-groups',
  '/authorization-groups/new',
  '/api-sets',
  '/api-sets/new',
  '/permissions',
  '/data-access',
  '/data-access/new',
  '/findings',
  '/activity-log',
  '/identify',
  '/leak-scan',
  '/simulator',
  '/settings/tenant',
  '/settings/security',
  '/settings/notices',
  '/settings/account',
  '/settings/endpoint',
  '/settings/appearance',
  '/settings/store',
  '/settings/tenants',
  '/settings/about',
];

/** Speaks German from the first render on. */
const inGerman = (page: Page) =>
  page.addInitScript(() => window.localStorage.setItem('latchkey.language', 'de'));

/** Goes to a screen and waits until its title stands and nothing is being read any more. */
async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((address) => {
    window.location.hash = address;
  }, `#${route}`);
  await expect(page.locator('#main h1').last()).toBeVisible();
  await expect(page.locator('#main [role="progressbar"], #main .mantine-Loader-root')).toHaveCount(0);
}

/** Every text that is in sight, and every name and hint of a control. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (
        node.parentElement?.checkVisibility() &&
        !node.parentElement.closest('script, style, code, [lang]:not(html)')
      )
        texts.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });

/** By how many pixels the page is wider than the window. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector('#main');
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      main === null ? 0 : main.scrollWidth - main.clientWidth,
    );
  });

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

test('no screen has English left or is wider than the window of 1024 × 700', async ({
  signedIn: _,
  open,
  page,
}) => {
  test.setTimeout(120_000);
  await inGerman(page);
  await page.setViewportSize({ width: 1024, height: 700 });
  await open('/overview');
  const english = new Set(ENGLISH_ONLY);
  for (const route of ROUTES) {
    await goTo(page, route);
    const left = (await textsOf(page)).filter((text) => english.has(text));
    expect.soft(left, `English in ${route}`).toEqual([]);
    expect.soft(await overflowOf(page), `overflow of ${route}`).toBeLessThanOrEqual(0);
  }
});

test('axe finds nothing serious in German', async ({ signedIn: _, open, page }) => {
  await inGerman(page);
  await open('/settings/appearance');
  for (const route of ['/tenant-api-keys/new', '/findings', '/settings/appearance']) {
    await goTo(page, route);
    await expectAccessible(page);
  }
});

test('at 200 % no screen of 1280 × 800 loses anything at its side', async ({ signedIn: _, open, page }) => {
  test.setTimeout(120_000);
  // What the page sees of such a window at that zoom.
  await page.setViewportSize({ width: 640, height: 400 });
  await open('/overview');
  for (const route of ROUTES) {
    await goTo(page, route);
    expect.soft(await overflowOf(page), `overflow of ${route}`).toBeLessThanOrEqual(0);
  }
  await expect(page.getByRole('link', { name: 'API Keys', exact: true })).toBeAttached();
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
