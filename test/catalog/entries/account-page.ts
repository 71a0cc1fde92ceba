import { accountKey, apiUser, dataGroup, person, tab } from '../../support/account-page.ts';
import { button, expect, field, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';

interface Account {
  readonly id: number;
}

/** An API-only account with keys in every state and two groups, its page open. */
const withKeys = (
  screen: string,
  state: string,
  more: (stage: Parameters<Entry['arrange']>[0], account: Account) => Promise<void> = async () => {},
): Entry => ({
  screen,
  state,
  arrange: setUp(async (stage) => {
    const { program, open, page } = stage;
    const id = await apiUser(program);
    await accountKey(program, id, 'Nightly import', { description: 'Invoices, every night at two' });
    const paused = await accountKey(program, id, 'Stock levels');
    await program.api.keys.revoke({ id: paused, how: 'until-reinstated' });
    await dataGroup(program, 'Germany', ['DE01', 'DE02'], id);
    await dataGroup(program, 'Nordics', ['DK01', 'FI01', 'NO01', 'SE01'], id);
    await dataGroup(program, 'France', ['FR01', 'FR02']);
    await open(`/accounts/${id}`);
    await expect(page.getByText('Nightly import')).toBeVisible();
    await more(stage, { id });
  }),
});

/** The page of an account with its keys and its data access, and the windows over it. */
export const ACCOUNT_PAGE: readonly Entry[] = [
  {
    screen: 'Account',
    state: 'empty',
    arrange: setUp(async ({ program, open, page }) => {
      await open(`/accounts/${await apiUser(program)}`);
      await expect(page.getByText('No API keys yet')).toBeVisible();
    }),
  },
  withKeys('Account', 'keys'),
  {
    screen: 'Account',
    state: 'without data',
    arrange: setUp(async ({ program, open, page }) => {
      const id = await apiUser(program);
      await accountKey(program, id, 'Nightly import');
      await open(`/accounts/${id}`);
      await expect(button(page, 'Add to group')).toBeVisible();
    }),
  },
  {
    screen: 'Account',
    state: 'somebody else',
    arrange: setUp(async ({ program, open, page }) => {
      await open(`/accounts/${await person(program, 'bob')}`);
      await tab(page, 'Api keys').click();
      await expect(page.getByText('Only bob can generate keys')).toBeVisible();
    }),
  },
  withKeys('Account', 'data access', async ({ page }) => {
    await tab(page, 'Data access').click();
    await expect(page.getByRole('link', { name: 'Germany' })).toBeVisible();
  }),
  withKeys('Account', 'loading', async ({ program, page }) => {
    program.hold('accounts.get');
    await page.reload();
    await expect(page.locator('[aria-busy=true]')).toBeVisible();
  }),
  withKeys('Account', 'failing', async ({ program, page }) => {
    program.substitute('accounts.get', () => BUSY);
    await page.reload();
    await expect(button(page, 'Try again')).toBeVisible();
  }),
  {
    screen: 'Account',
    state: 'missing',
    arrange: setUp(async ({ open, page }) => {
      await open('/accounts/999');
      await expect(heading(page, 'There is no such account')).toBeVisible();
    }),
  },
  withKeys('Create API key', 'full', async ({ page }) => {
    await button(page, 'Generate key').click();
    await expect(field(page, 'Name')).toBeFocused();
  }),
  withKeys('Create API key', 'failing', async ({ page }) => {
    await button(page, 'Generate key').click();
    await field(page, 'Name').fill('x');
    await field(page, 'Validity days').fill('0');
    await button(page, 'Submit').click();
    await expect(page.getByText('Type a whole number of days')).toBeVisible();
  }),
  withKeys('Add to group', 'full', async ({ page }) => {
    await tab(page, 'Data access').click();
    await button(page, 'Add to group').click();
    await page.getByRole('combobox', { name: 'Data access group' }).click();
    await page.getByRole('option', { name: 'France' }).click();
    await expect(page.getByText('FR02')).toBeVisible();
  }),
  withKeys('Remove from group', 'full', async ({ page }) => {
    await tab(page, 'Data access').click();
    await button(page, 'Remove from group').first().click();
    await expect(button(page, 'Cancel')).toBeFocused();
  }),
];
