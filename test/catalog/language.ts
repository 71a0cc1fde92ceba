import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** The languages in which the screens can be taken. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

type Names = (text: string) => string;

/** Examples of the program whose names things of the store have too, which stay as they are. */
const OF_THE_STORE = new Set(['ERP integration', 'Reporting', 'Customers']);

/** Says the names of a window in German: whole sentences, and those with values in their simplest form. */
function germanNames(): Names {
  const catalogue = JSON.parse(
    readFileSync(new URL('../../src/locales/de.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;
  const patterns = Object.entries(catalogue)
    .filter(([english]) => /^[^{}]*\{\w+\}[^{}]*$/.test(english) && !english.startsWith('{'))
    .map(([english, german]) => {
      const [before = '', after = ''] = english.split(/\{\w+\}/);
      return { before, after, german };
    });
  return (text) => {
    const whole = Object.hasOwn(catalogue, text) && !OF_THE_STORE.has(text) ? catalogue[text] : undefined;
    if (whole !== undefined) return whole;
    const found = patterns.find(
      ({ before, after }) =>
        text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after),
    );
    if (!found) return text;
    const value = text.slice(found.before.length, text.length - found.after.length);
    return found.german.replace(/\{\w+\}/, () => value);
  };
}

/** What looks a control up by its name. */
const BY_TEXT = ['getByText', 'getByLabel', 'getByPlaceholder', 'getByTitle'] as const;

/**
 * Opens the window in German, and lets entries, which are written in English, look for German names. What they wait for
 * otherwise is not translated: such an entry is called not as it should be, and its picture shows how far it came.
 */
export async function speakGerman(page: Page): Promise<void> {
  await page.addInitScript(() => window.localStorage.setItem('latchkey.language', 'de'));
  const say = germanNames();
  for (const prototype of [Object.getPrototypeOf(page), Object.getPrototypeOf(page.locator('body'))]) {
    if (prototype.saysGerman === true) continue;
    prototype.saysGerman = true;
    for (const method of BY_TEXT) {
      const look = prototype[method];
      prototype[method] = function lookInGerman(text: unknown, ...rest: unknown[]) {
        return look.call(this, typeof text === 'string' ? say(text) : text, ...rest);
      };
    }
    const look = prototype.getByRole;
    prototype.getByRole = function lookInGerman(role: string, options: { name?: unknown } = {}) {
      const { name } = options;
      return look.call(this, role, typeof name === 'string' ? { ...options, name: say(name) } : options);
    };
  }
}
