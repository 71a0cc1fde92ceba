import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { ZONE } from '../support/days.ts';
import { UiProgram } from '../support/ui-program.ts';
import type { Entry } from './entry.ts';
import { type Language, speakGerman } from './language.ts';

export const SCHEMES = ['light', 'dark'] as const;
export const SIZE = { width: 1280, height: 800 };

/** An entry with its pictures. */
export interface Taken {
  readonly entry: Entry;
  /** File names, beside the page. */
  readonly pictures: Readonly<Record<(typeof SCHEMES)[number], string>>;
  /** Why the screen did not come into its state; the pictures show how far it came. */
  readonly problem: string | null;
}

export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Where the pictures go, and how the window is. */
export interface Shown {
  readonly folder: string;
  readonly language: Language;
  readonly size: { readonly width: number; readonly height: number };
}

/** Brings a screen into its state and takes it in light and in dark. */
export async function take(
  browser: Browser,
  entry: Entry,
  { folder, language, size }: Shown,
): Promise<Taken> {
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: ZONE,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const program = await UiProgram.start();
  try {
    await program.attach(context);
    const page = await context.newPage();
    if (language === 'de') await speakGerman(page);
    const problem = await arrange(entry, program, page);
    return { entry, pictures: await picture(page, entry, folder), problem };
  } finally {
    await context.close();
    await program.stop();
  }
}

async function arrange(entry: Entry, program: UiProgram, page: Page): Promise<string | null> {
  try {
    page.setDefaultTimeout(10_000);
    const open = async (route = '') => {
      await page.goto(`${program.url}${route === '' ? '' : `#${route}`}`);
    };
    await entry.arrange({ program, page, open });
    return null;
  } catch (error) {
    // Without the colours that are meant for a terminal.
    // oxlint-disable-next-line no-control-regex -- that is what begins a colour
    return String(error instanceof Error ? error.message : error).replace(/\u001b\[\d+m/g, '');
  }
}

async function picture(page: Page, { screen, state }: Entry, folder: string): Promise<Taken['pictures']> {
  await mkdir(folder, { recursive: true });
  const pictures = { light: '', dark: '' };
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // What never got a page has no scheme either.
    await page
      .locator(`html[data-mantine-color-scheme=${colorScheme}]`)
      .waitFor({ timeout: 2_000 })
      .catch(() => {});
    pictures[colorScheme] = `${slug(screen)}--${slug(state)}--${colorScheme}.png`;
    await page.screenshot({ path: join(folder, pictures[colorScheme]), animations: 'disabled' });
  }
  return pictures;
}
