import type { Page } from '@playwright/test';
import { button, expect } from '../../support/ui-test.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const SCREEN = 'Activity log';
const ROUTE = '/activity-log';

const entry = (state: string, arrange: Entry['arrange']): Entry => ({
  screen: SCREEN,
  state,
  arrange: livedIn(arrange),
});

const lines = (page: Page) => page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
const listed = (page: Page) => expect(lines(page).first()).toBeVisible({ timeout: 15_000 });

export const ACTIVITY_LOG: readonly Entry[] = [
  entry('full', async ({ open, page }) => {
    await open(ROUTE);
    await listed(page);
  }),
  entry('one entry', async ({ program, open, page }) => {
    const settings = { keyPrefix: 'nw', keyLimit: 40, expiringSoonDays: 21, validityDays: 60 };
    await program.api.settings.editTenant({ ...settings, name: 'Northwind Payments' });
    await open(ROUTE);
    await listed(page);
    await lines(page).first().getByRole('button').click();
    await expect(
      lines(page)
        .first()
        .getByRole('row', { name: /Key prefix/ }),
    ).toBeVisible();
  }),
  entry('filtered', async ({ open, page }) => {
    await open(`${ROUTE}?what=keys&outcome=refused&search=no+such+name`);
    await expect(page.getByRole('heading', { name: 'No entry matches' })).toBeVisible();
  }),
  entry('verified', async ({ open, page }) => {
    await open(ROUTE);
    await listed(page);
    await button(page, 'Verify log').click();
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('Nothing', { timeout: 15_000 });
  }),
  entry('wrong', async ({ program, open, page }) => {
    await program.sql('UPDATE audit_entries SET time = time + 1 WHERE seq = 3');
    await program.sql("UPDATE audit_entries SET body = '{' WHERE seq = (SELECT max(seq) FROM audit_entries)");
    await open(ROUTE);
    await listed(page);
    await button(page, 'Verify log').click();
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Entry 3 was changed', {
      timeout: 15_000,
    });
  }),
  entry('fingerprint', async ({ open, page }) => {
    await open(ROUTE);
    await listed(page);
    await button(page, 'Fingerprint').click();
    await expect(page.getByRole('dialog', { name: /Fingerprint/ })).toBeVisible();
  }),
  {
    screen: SCREEN,
    state: 'loading',
    arrange: setUp(async ({ program, open, page }) => {
      program.hold('activityLog.list');
      await open(ROUTE);
      await expect(page.getByRole('heading', { name: SCREEN })).toBeVisible();
    }),
  },
  {
    screen: SCREEN,
    state: 'failing',
    arrange: setUp(async ({ program, open, page }) => {
      program.substitute('activityLog.list', () => BUSY);
      await open(ROUTE);
      await expect(button(page, 'Try again')).toBeVisible();
    }),
  },
];
