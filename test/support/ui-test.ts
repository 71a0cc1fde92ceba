import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { UiProgram } from './ui-program.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Fixtures {
  /** A program over an empty store. */
  program: UiProgram;
  /** The same, set up, with the administrator signed in. */
  signedIn: UiProgram;
  /** Opens the program's window; `route` as in `/tenant-api-keys`. */
  open: (route?: string) => Promise<void>;
  /** Errors and policy violations in the window; a test that provokes one empties it again. */
  complaints: string[];
}

export const test = base.extend<Fixtures>({
  program: async ({ context }, use) => {
    const program = await UiProgram.start();
    await program.attach(context);
    await use(program);
    await program.stop();
    expect(program.internalErrors, 'errors that the backend had to hide').toEqual([]);
  },
  signedIn: async ({ program }, use) => {
    await program.setUp();
    await use(program);
  },
  complaints: async ({ page }, use) => {
    const complaints = listenForComplaints(page);
    await use(complaints);
    expect(complaints, 'errors and policy violations in the window').toEqual([]);
  },
  open: async ({ program, page, complaints: _ }, use) => {
    await use(async (route = '') => {
      await page.goto(`${program.url}${route === '' ? '' : `#${route}`}`);
    });
  },
});
export { expect };

/** The field with exactly this label. */
export const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });

/** The button with exactly this name. */
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

export const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { name, exact: true });

/** Types into several fields, in this order. */
export async function fill(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await field(page, label).fill(text);
}

/** Collects uncaught errors, React's warnings and violations of the content security policy. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

/** The rules of axe that look at colours; all others say the same in the light and in the dark. */
export const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** Fails when axe finds anything serious or critical, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction(
      (scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme,
      colorScheme,
    );
    const found = await seriousViolations(page, colorScheme === 'dark' ? RULES_OF_COLOUR : undefined);
    expect(found, `what axe finds in ${colorScheme}`).toEqual([]);
  }
}

/**
 * What axe finds to be serious or critical on a page as it is.
 * @param rules the names of those to try; all of them when not given
 */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // Evaluated over the debugging protocol, so that the page's policy stays as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(only && { runOnly: [...only] }),
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join('; ')}`,
      );
  }, rules);
}
