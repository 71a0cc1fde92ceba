import type { Locator, Page } from '@playwright/test';
import { openStore } from '../../src/core/db/open.ts';
import { useWriter } from '../../src/core/endpoint/use-store.ts';
import { EVERYTHING } from '../../src/shared/everything.ts';
import { noonIn } from '../support/days.ts';
import { DAY, HOUR, overhang, refusal } from '../support/key-screens.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { button, expect, expectAccessible, heading, test } from '../support/ui-test.ts';

/** The counts come from a thread of its own, which a busy machine starts late. */
const COUNTED = { timeout: 15_000 };
const figure = (page: Page, name: string): Locator => page.getByRole('figure', { name, exact: true });
const names = (page: Page): Locator => page.getByRole('rowheader').getByRole('link');
const bars = (page: Page, name: string): Locator => figure(page, name).getByRole('link');
const STATES = 'Keys by state';
const AGES = 'Age of current secrets';
const WEEKS = 'Expiring in the next 90 days';

/** Two keys that expire, one of them older; one that was used, and one that is revoked. */
async function fourKeys(program: UiProgram): Promise<void> {
  await program.generate(
    { name: 'Soon', expiresAt: noonIn(8) },
    { name: 'Later', expiresAt: noonIn(40) },
    { name: 'Used' },
    { name: 'Revoked' },
  );
  const { rows } = await program.api.keys.list({ view: EVERYTHING, after: null, limit: 10 });
  await program.api.keys.revoke({ id: rows[0]?.id ?? 0, how: 'permanent' });
  await program.sql(
    `UPDATE keys SET last_used_at = CASE name WHEN 'Used' THEN ? END,
       created_at = CASE name WHEN 'Later' THEN ? ELSE created_at END`,
    Date.now() - 4.5 * 60_000,
    Date.now() - 40 * DAY,
  );
}

/** Writes down as an endpoint does how often the first key was used, and how many requests were refused. */
async function written(program: UiProgram, at: number, uses: number, refusals: number, strays: number) {
  const store = await openStore({ path: program.storePath, mode: 'write', now: () => Date.now() });
  const hour = at - (at % HOUR);
  const refused = { hour, lastAt: at, address: null };
  useWriter(store.sqlite)({
    uses: [{ keyId: 1, hint: '', address: null, hour, uses, first: at, last: at }],
    refusals: [
      { keyId: 1, code: 'EXPIRED', refusals, ...refused },
      { keyId: null, code: 'NOT_FOUND', refusals: strays, ...refused },
    ],
  });
  await store.close();
}

test('each bar leads to the keys that it counts', async ({ signedIn: program, open, page }) => {
  await fourKeys(program);
  await open('/overview');
  await expect(bars(page, STATES)).toHaveText(
    ['Active 3 keys', 'Expiring soon 1 key', 'Expired 0 keys', 'Never used 2 keys', 'Revoked 1 key'],
    COUNTED,
  );
  const weeks = bars(page, WEEKS);
  await expect(weeks).toHaveCount(2);
  await expect(weeks.first()).toHaveAccessibleName(/^Week of \d+ \w+: 1 key expires$/);
  await weeks.first().focus();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'API Keys')).toBeFocused();
  await expect(names(page)).toHaveText(['Soon']);
  await expect(page.getByText('1 of 4 keys')).toBeVisible();
  await page.getByRole('button', { name: /^Remove the filter “Expires / }).click();
  await expect(names(page)).toHaveText(['Soon', 'Later', 'Used']);
  await page.goBack();
  await bars(page, STATES).filter({ hasText: 'Never used' }).click();
  await expect(page.getByText('Never used', { exact: true })).toBeVisible();
  await expect(names(page)).toHaveText(['Later', 'Soon']);
  await page.goBack();
  await bars(page, STATES).filter({ hasText: 'Revoked' }).click();
  await expect(names(page)).toHaveText(['Revoked']);
  await button(page, 'Clear filters').click();
  await expect(names(page)).toHaveCount(4);
});

test('a plot shows as a table, from which the same keys are reached', async ({
  signedIn: program,
  open,
  page,
}) => {
  await fourKeys(program);
  await open('/overview');
  const ages = figure(page, AGES);
  await expect(bars(page, AGES)).toHaveCount(5, COUNTED);
  await ages.getByRole('button', { name: 'Show as table' }).click();
  const table = ages.getByRole('table', { name: AGES });
  await expect(table.getByRole('row')).toHaveText([
    'AgeKeys',
    '0–30 days2',
    '31–90 days1',
    '91–180 days0',
    '181–365 days0',
    '366 days or more0',
  ]);
  await table.getByRole('link', { name: '31–90 days' }).click();
  await expect(names(page)).toHaveText(['Later']);
  await expect(page.getByRole('button', { name: /^Remove the filter “Secret of / })).toBeVisible();
});

test('uses, refusals and the keys in use follow what an endpoint writes down', async ({
  signedIn: program,
  open,
  page,
}) => {
  await program.generate({ name: 'ERP integration' });
  await written(program, Date.now() - 60 * DAY, 5, 1, 0);
  await open('/overview');
  const use = figure(page, 'Use per day');
  await expect(use).toContainText('No use has been recorded in the last 30 days');
  await use.getByText('90 days').click();
  await expect(use).toContainText('5 uses, 1 refusal');
  await expect(bars(page, STATES)).toHaveCount(5, COUNTED);
  const counts = () => program.calls.filter((call) => call === 'overview.keys').length;
  const before = counts();
  await written(program, Date.now(), 8, 2, 3);
  await expect(use).toContainText('13 uses, 3 refusals', COUNTED);
  await expect(use).toContainText('Beside these, 3 requests named no key of this store.');
  await expect(use.getByRole('img', { name: 'Use per day. 13 uses, 3 refusals' })).toBeVisible();
  expect(counts(), 'uses change no count of keys').toBe(before);
  await use.getByRole('button', { name: 'Show as table' }).click();
  await expect(use.getByRole('row').nth(1)).toContainText('82');
  await expect(use.getByRole('row')).toHaveCount(91);
  const last = page.getByRole('list', { name: 'Used last' });
  await last.getByRole('link', { name: 'ERP integration' }).click();
  await expect(heading(page, 'ERP integration')).toBeVisible();
});

test('what cannot be read says why, once, and can be asked for again', async ({
  signedIn: program,
  open,
  page,
}) => {
  await program.generate({ name: 'ERP integration' });
  program.substitute('overview.keys', refusal('Another program is writing.'));
  await open('/overview');
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  program.restore('overview.keys');
  await button(page, 'Try again').click();
  await expect(bars(page, STATES).first()).toHaveAccessibleName('Active 1 key', COUNTED);
});

test('before the first key it leads to one; without authorities less is there', async ({
  signedIn: program,
  open,
  page,
}) => {
  await open('/overview');
  await expect(button(page, 'Generate your first key')).toBeVisible(COUNTED);
  const activity = page.getByRole('region', { name: 'Last activity' });
  await expect(activity.getByRole('listitem').first()).toContainText('ada set Latchkey up');
  await program.sql("DELETE FROM role_authorities WHERE authority <> 'view'");
  await page.reload();
  await expect(heading(page, 'No API keys yet')).toBeVisible(COUNTED);
  await expect(button(page, 'Generate your first key')).toHaveCount(0);
  await expect(activity).toHaveCount(0);
  await program.sql('DELETE FROM role_authorities');
  await page.reload();
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Overview' })).toHaveCount(0);
});

test('axe finds nothing serious in plots and tables, and the smallest window has room', async ({
  signedIn: program,
  open,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await fourKeys(program);
  await open('/overview');
  await expect(bars(page, STATES)).toHaveCount(5, COUNTED);
  expect(await overhang(page)).toBe(0);
  const wider = () => page.evaluate(() => document.querySelector('main')?.scrollWidth ?? 0);
  expect(await wider()).toBeLessThanOrEqual(1024 - 180);
  await expectAccessible(page);
  const toggles = page.getByRole('button', { name: 'Show as table' });
  for (let left = 4; left > 0; left -= 1) await toggles.first().click();
  await expect(page.getByRole('table')).toHaveCount(4);
  await expectAccessible(page);
});
