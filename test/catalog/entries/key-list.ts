import type { Page } from '@playwright/test';
import { lookOnly } from '../../support/access.ts';
import { button, expect, field, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const listed = (page: Page) => expect(page.getByText('ERP integration')).toBeVisible();

const shown = (state: string, more: Entry['arrange'] = async () => {}): Entry => ({
  screen: 'API Keys',
  state,
  arrange: livedIn(async (stage) => {
    await stage.open();
    await listed(stage.page);
    await more(stage);
  }),
});

/** The list of keys. */
export const KEY_LIST: readonly Entry[] = [
  {
    screen: 'API Keys',
    state: 'empty',
    arrange: setUp(async ({ open, page }) => {
      await open();
      await expect(heading(page, 'No API keys yet')).toBeVisible();
    }),
  },
  {
    screen: 'API Keys',
    state: 'loading',
    arrange: livedIn(async ({ program, open, page }) => {
      program.hold('keys.list');
      await open();
      await expect(heading(page, 'API Keys')).toBeVisible();
    }),
  },
  shown('full'),
  {
    screen: 'API Keys',
    state: 'failing',
    arrange: livedIn(async ({ program, open, page }) => {
      program.substitute('keys.list', () => BUSY);
      await open();
      await expect(button(page, 'Try again')).toBeVisible();
    }),
  },
  shown('nothing matches', async ({ page }) => {
    await field(page, 'Search keys').fill('nothing is called so');
    await expect(page.getByText('ERP integration')).toHaveCount(0);
  }),
  shown('selected', async ({ page }) => {
    await field(page, 'Select ERP integration').check();
    await field(page, 'Select Webshop checkout').check();
    await expect(page.getByRole('toolbar', { name: 'Selected keys' })).toBeVisible();
  }),
  shown('actions of a row', async ({ page }) => {
    const row = page.getByRole('row').filter({ hasText: 'Webshop checkout' });
    await row.getByRole('button', { name: 'More actions' }).click();
    await expect(page.getByRole('menuitem', { name: 'View details' })).toBeVisible();
  }),
  shown('at the limit', async ({ program, page }) => {
    await program.sql('UPDATE tenants SET key_limit = counted_keys');
    await page.reload();
    await expect(page.getByText('ask a super user to raise the limit')).toBeVisible();
  }),
  shown('read only', async ({ program, page }) => {
    await lookOnly(program);
    await program.sql("DELETE FROM role_authorities WHERE authority LIKE 'manage-%' OR authority = 'export'");
    await page.reload();
    await listed(page);
  }),
];
