import type { Page } from '@playwright/test';
import { keysOf, machine, openTab, person, signInHolding } from '../../support/accounts.ts';
import { button, expect, field, heading } from '../../support/ui-test.ts';
import type { UiProgram } from '../../support/ui-program.ts';
import { BUSY, type Entry } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

/** Two people and two API-only accounts beside those who are there already; the id of one who leaves. */
async function accounts(program: UiProgram): Promise<number> {
  const jan = await person(program, 'jan', {
    displayName: 'Jan de Vries',
    roles: ['Key Manager', 'Reporting'],
  });
  await person(program, 'eva', { displayName: 'Eva Lindqvist', roles: ['Auditor'] });
  const webshop = await machine(program, 'API -- Webshop');
  await keysOf(program, webshop.id, 'Partner shop orders', 'Partner shop stock');
  const old = await machine(program, 'API -- Old warehouse');
  await program.api.accounts.disable({ id: old.id });
  // The tenant has as many keys as it may, so some of those become his.
  const made = ['ERP integration', 'Partner portal', 'Warehouse scanners', 'Finance dashboards'];
  await program.sql('UPDATE keys SET created_by = ? WHERE name IN (?, ?, ?, ?)', jan.id, ...made);
  await keysOf(program, webshop.id, 'Sales board');
  await program.sql('UPDATE keys SET owner_account_id = ? WHERE name = ?', jan.id, 'Sales board');
  return jan.id;
}

const list = (state: string, arrange: Entry['arrange']): Entry => ({
  screen: 'User accounts',
  state,
  arrange: livedIn(arrange),
});

/** The page of somebody who leaves, on one of its tabs. */
const page = (screen: string, state: string, tab: string, act: (page: Page) => Promise<void>): Entry => ({
  screen,
  state,
  arrange: livedIn(async (stage) => {
    const id = await accounts(stage.program);
    await stage.open(`/accounts/${id}`);
    await openTab(stage.page, tab);
    await act(stage.page);
  }),
});

/** User accounts: their list, their form, their details and activity, and how they leave. */
export const ACCOUNTS: readonly Entry[] = [
  list('loading', async ({ program, open, page }) => {
    program.hold('accounts.list');
    await open('/accounts');
    await expect(page.getByText('Reading the accounts…')).toBeVisible();
  }),
  list('full', async ({ program, open, page }) => {
    await accounts(program);
    await open('/accounts');
    await expect(page.getByText('Jan de Vries')).toBeVisible();
  }),
  list('no match', async ({ open, page }) => {
    await open('/accounts');
    await field(page, 'Search accounts').fill('nobody of this name');
    await expect(page.getByText('No account has everything')).toBeVisible();
  }),
  list('failing', async ({ program, open, page }) => {
    program.substitute('accounts.list', () => BUSY);
    await open('/accounts');
    await expect(button(page, 'Try again')).toBeVisible();
  }),
  list('read only', async ({ program, open, page }) => {
    await accounts(program);
    await signInHolding(program, 'view');
    await open('/accounts');
    await expect(page.getByText('Jan de Vries')).toBeVisible();
  }),
  {
    screen: 'New account',
    state: 'empty',
    arrange: livedIn(async ({ open, page }) => {
      await open('/accounts/new');
      await expect(heading(page, 'New account')).toBeVisible();
      await expect(field(page, 'Username')).toBeFocused();
    }),
  },
  {
    screen: 'New account',
    state: 'failing',
    arrange: livedIn(async ({ open, page }) => {
      await open('/accounts/new');
      await button(page, 'Create').click();
      await expect(page.getByText('Username is required.')).toBeVisible();
    }),
  },
  {
    screen: 'New account',
    state: 'API',
    arrange: livedIn(async ({ open, page }) => {
      await open('/accounts/new');
      await field(page, 'API').check();
      await expect(field(page, 'API only')).toBeDisabled();
    }),
  },
  page('Account details', 'full', 'Details', (shown) => expect(button(shown, 'Set password')).toBeVisible()),
  page('Account activity', 'full', 'Activity', (shown) =>
    expect(shown.getByRole('listitem').first()).toBeVisible(),
  ),
  page('Set password', 'empty', 'Details', (shown) => button(shown, 'Set password').click()),
  page('Disable account', 'full', 'Details', async (shown) => {
    await button(shown, 'Disable').click();
    await shown.getByRole('checkbox', { name: 'Revoke Warehouse scanners' }).check();
  }),
  page('Delete account', 'full', 'Details', async (shown) => {
    await button(shown, 'Delete').click();
    await shown.getByRole('radio', { name: 'Reassign' }).check();
  }),
];
