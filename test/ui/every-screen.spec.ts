import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { furnish, goToScreen, overflowOf, SCREENS } from '../support/every-screen.ts';
import { expect, RULES_OF_COLOUR, seriousViolations, test } from '../support/ui-test.ts';

/**
 * Every screen in German in the smallest window: nothing is left in English, nothing is cut off at the side, axe finds
 * nothing serious in the light and in the dark, and Tab goes through everything and out again.
 */

const source = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');

const GERMAN = JSON.parse(source('locales/de.json')) as Record<string, string>;
/** What an English window would show in one piece, and a German one does not. */
const ENGLISH_ONLY = new Set(
  Object.entries(GERMAN)
    .filter(([english, german]) => english !== german && !/[{<]/.test(english) && !/[{<]/.test(german))
    .map(([english]) => english.trim())
    // The names of built-in data, a column of a file, and words that both languages have.
    .filter((english) => !['Name', 'Reporting', 'Customers', 'API'].includes(english))
    .filter((english) => !Object.values(GERMAN).includes(english)),
);
/** Words that no German sentence has, so that one which is put together of both languages is found too. */
const ENGLISH_WORD = /\b(?:the|of|and|with|from|for|is|are|not|this|your|second|requests?|keys?)\b/;
/** What the program itself puts into a new store stands there in English, as do names of files and of headers. */
const OF_THE_STORE = source('core/access/starter.ts') + source('shared/authorities.ts');
const isEnglish = (text: string): boolean =>
  ENGLISH_ONLY.has(text) || (ENGLISH_WORD.test(text) && !OF_THE_STORE.includes(text));

/** Every text that is in sight, and every name and hint of a control; code and other languages left out. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const quiet = 'script, style, code, pre, kbd, [data-store-text], [lang]:not(html)';
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.checkVisibility() && !node.parentElement.closest(quiet))
        texts.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '');
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });

/** Controls, headings of columns and badges whose words do not fit them. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, [role="tab"], th, .mantine-Button-label, .mantine-Badge-label, .mantine-SegmentedControl-label',
      ),
    ]
      .filter((one) => one.checkVisibility() && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.textContent ?? ''),
  );

/** What has the focus, marked so that it is known when it comes again. */
const focused = (
  page: Page,
): Promise<{ readonly what: string; readonly seen: boolean; readonly again: boolean }> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return { what: '', seen: true, again: false };
    // The parts of a date are stops of one field.
    const again = at.dataset['walked'] !== undefined && document.querySelector('[data-last]') !== at;
    for (const one of document.querySelectorAll<HTMLElement>('[data-last]')) delete one.dataset['last'];
    at.dataset['walked'] = '';
    at.dataset['last'] = '';
    // The radio of a segmented control is nothing but its label.
    const shown = at.matches('.mantine-SegmentedControl-input') ? (at.nextElementSibling ?? at) : at;
    const { width, height } = shown.getBoundingClientRect();
    return { what: at.outerHTML.slice(0, 160), seen: width * height > 0 && shown.checkVisibility(), again };
  });

/** Tabs from the top until the focus leaves the page; what it rests on that nobody sees, and what never lets it go. */
async function tabThrough(
  page: Page,
): Promise<{ readonly stops: number; readonly wrong: readonly string[] }> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLElement>('[data-walked]')) delete one.dataset['walked'];
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const wrong: string[] = [];
  for (let stops = 0; stops < 300; stops += 1) {
    await page.keyboard.press('Tab');
    const { what, seen, again } = await focused(page);
    if (what === '') return { stops, wrong };
    if (again) return { stops, wrong: [...wrong, `comes back to ${what}`] };
    if (!seen) wrong.push(`out of sight: ${what}`);
  }
  return { stops: 300, wrong: ['never ends'] };
}

test('the walk goes to every screen there is', () => {
  const routes = [...source('renderer/app/routes.ts').matchAll(/\bpath: '([^']+)'/g)].map(
    ([, path = '']) => path,
  );
  expect(routes.length).toBeGreaterThan(35);
  expect([...SCREENS].toSorted()).toEqual(routes.toSorted());
});

/** Two halves, so that both workers have one. */
const half = Math.ceil(SCREENS.length / 2);
for (const [name, screens] of [
  ['first', SCREENS.slice(0, half)],
  ['second', SCREENS.slice(half)],
] as const) {
  test(`the ${name} half of the screens`, async ({ signedIn, open, page }) => {
    test.setTimeout(240_000);
    await furnish(signedIn);
    await page.addInitScript(() => window.localStorage.setItem('latchkey.language', 'de'));
    await page.setViewportSize({ width: 1024, height: 700 });
    await open('/overview');
    for (const screen of screens) {
      await goToScreen(page, screen);
      expect.soft((await textsOf(page)).filter(isEnglish), `English in ${screen}`).toEqual([]);
      expect.soft(await overflowOf(page), `overflow of ${screen}`).toBeLessThanOrEqual(0);
      expect.soft(await cutOff(page), `cut off in ${screen}`).toEqual([]);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
        // The colours alone are others in the dark.
        const rules = colorScheme === 'dark' ? RULES_OF_COLOUR : undefined;
        expect
          .soft(await seriousViolations(page, rules), `what axe finds in ${screen}, ${colorScheme}`)
          .toEqual([]);
      }
      const { stops, wrong } = await tabThrough(page);
      expect.soft(wrong, `the keyboard in ${screen}`).toEqual([]);
      expect.soft(stops, `stops of Tab in ${screen}`).toBeGreaterThan(10);
    }
  });
}
