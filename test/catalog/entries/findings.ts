import type { Page } from '@playwright/test';
import { button, expect, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const SCREEN = 'Findings';
const ROUTE = '/findings';

const entry = (state: string, arrange: Entry['arrange']): Entry => ({
  screen: SCREEN,
  state,
  arrange: livedIn(arrange),
});

const looked = (page: Page) =>
  expect(page.getByRole('radiogroup', { name: 'Severity' })).toBeVisible({ timeout: 15_000 });

export const FINDINGS: readonly Entry[] = [
  entry('full', async ({ open, page }) => {
    await open(ROUTE);
    await looked(page);
  }),
  entry('one rule', async ({ open, page }) => {
    await open(`${ROUTE}?rule=no-allowlist`);
    await looked(page);
    await expect(page.getByRole('listitem').first()).toBeVisible();
  }),
  entry('dismissing', async ({ open, page }) => {
    await open(`${ROUTE}?rule=no-allowlist`);
    await looked(page);
    await page
      .getByRole('button', { name: /^Dismiss: / })
      .first()
      .click();
    await button(page, 'Dismiss').click();
    await expect(page.getByText('Reason is required.')).toBeVisible();
  }),
  entry('dismissed', async ({ program, open, page }) => {
    const { items } = await program.api.findings.items({ rule: 'no-allowlist', after: null, limit: 2 });
    for (const { id } of items) {
      await program.api.findings.dismiss({
        rule: 'no-allowlist',
        subjectId: id,
        reason: 'The supplier cannot change it before the summer',
        until: Date.now() + 90 * 86_400_000,
      });
    }
    await program.api.findings.switchOff({ rule: 'all-api-sets' });
    await open(`${ROUTE}?severity=high`);
    await looked(page);
    await page.getByRole('button', { name: 'Dismissed (2)' }).click();
    await expect(page.getByRole('list', { name: 'Dismissed findings' }).getByRole('listitem')).toHaveCount(2);
  }),
  entry('rules', async ({ open, page }) => {
    await open(ROUTE);
    await looked(page);
    await button(page, 'Rules').click();
    await expect(page.getByRole('dialog', { name: 'Rules' })).toBeVisible();
  }),
  {
    screen: SCREEN,
    state: 'empty',
    arrange: setUp(async ({ program, open, page }) => {
      await program.api.findings.switchOff({ rule: 'unsigned-log' });
      await open(ROUTE);
      await expect(heading(page, 'Nothing to mend')).toBeVisible();
    }),
  },
  {
    screen: SCREEN,
    state: 'loading',
    arrange: setUp(async ({ program, open, page }) => {
      program.hold('findings.summary');
      await open(ROUTE);
      await expect(page.getByText('Looking at every key')).toBeAttached();
    }),
  },
  {
    screen: SCREEN,
    state: 'failing',
    arrange: setUp(async ({ program, open, page }) => {
      program.substitute('findings.summary', () => BUSY);
      await open(ROUTE);
      await expect(button(page, 'Try again')).toBeVisible();
    }),
  },
];
