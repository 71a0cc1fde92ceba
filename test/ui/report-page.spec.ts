import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { htmlReport } from '../../src/core/reports/formats/html.ts';
import { shown } from '../../src/core/reports/formats/cell-text.ts';
import { HOSTILE_NAMES, hostileDocument } from '../support/report-document.ts';
import { expect, seriousViolations, test } from '../support/ui-test.ts';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-report-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** What the page asked for, what it was given, and what it complained of. */
interface Seen {
  readonly requests: string[];
  readonly answered: string[];
  readonly troubles: string[];
}

async function openReport(page: Page): Promise<Seen> {
  const path = join(folder, 'report.html');
  await writeFile(path, [...htmlReport(hostileDocument())].join(''));
  const requests: string[] = [];
  const troubles: string[] = [];
  const answered: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('requestfinished', (request) => answered.push(request.url()));
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('dialog', (dialog) => {
    troubles.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(path).href);
  return { requests, answered, troubles };
}

test('an HTML report shows hostile names as they are, runs nothing and asks for nothing', async ({
  page,
}) => {
  const { requests, answered, troubles } = await openReport(page);
  await expect(page).toHaveTitle('Access review – Northwind <b>Traders</b> & Söhne');
  const names = page.getByRole('table', { name: /^Keys that could/ }).locator('tbody th[scope=row]');
  expect(await names.evaluateAll((cells) => cells.map(({ textContent }) => textContent))).toEqual(
    HOSTILE_NAMES.map(shown),
  );
  expect(
    await page.locator('script, img, svg, iframe, link, object, form, [onerror], [onload], [style]').count(),
  ).toBe(0);
  // Nothing of a right-to-left or an overriding name gets out of its cell.
  await expect(page.getByText('Back‹U+202E›gnp.exe').first()).toBeVisible();
  expect(requests).toEqual([expect.stringMatching(/^file:.*report\.html$/)]);
  expect(troubles).toEqual([]);
  // The policy is alive: what somebody put into the file would neither run nor load.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="https://example.invalid/x.png" style="color:red">',
    );
  });
  await expect.poll(() => troubles.length).toBeGreaterThan(1);
  expect(troubles.every((text) => text.includes('Content Security Policy'))).toBe(true);
  expect(answered).toHaveLength(1);
});

test('an HTML report fits its window and is accessible, in the light and in the dark', async ({ page }) => {
  test.setTimeout(120_000);
  await openReport(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousViolations(page), colorScheme).toEqual([]);
  }
  for (const width of [1280, 480]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
