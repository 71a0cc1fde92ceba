import { ZONE, noonIn } from '../support/days.ts';
import { button, expect, heading, test } from '../support/ui-test.ts';

const DAY = 24 * 3600 * 1000;
const names = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `Key ${index + 1}` }));

test('the empty list explains itself and offers to generate', async ({ signedIn: _, open, page }) => {
  await open();
  await expect(heading(page, 'No API keys yet')).toBeVisible();
  await expect(page.getByText('0/10 keys')).toBeVisible();
  await button(page, 'Generate your first key').click();
  await expect(heading(page, 'Generate API Key')).toBeVisible();
});

test('a row says everything about its key', async ({ signedIn, open, page }) => {
  const now = Date.now();
  await signedIn.generate(
    { name: 'Soon over', expiresAt: now + 3 * DAY },
    { name: 'Long valid', description: 'Nightly import', expiresAt: now + 200 * DAY },
    { name: 'Over', expiresAt: now + DAY },
    { name: 'For ever' },
    { name: 'Blocked' },
  );
  await signedIn.sql("UPDATE keys SET expires_at = ? WHERE name = 'Over'", now - DAY);
  await signedIn.sql("UPDATE keys SET last_used_at = ? WHERE name = 'Long valid'", now - 3.5 * 3600 * 1000);
  await signedIn.sql("UPDATE keys SET revocation = 'permanent', revoked_at = ? WHERE name = 'Blocked'", now);
  await open();
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });

  await expect(row('Long valid')).toContainText('Nightly import');
  await expect(row('Long valid').getByText(/^lk_\w{4}…\w{4}$/)).toBeVisible();
  await expect(row('Long valid')).toContainText('Tenant');
  await expect(row('Long valid')).toContainText('Full access');
  await expect(row('Long valid').getByText('Active', { exact: true })).toBeVisible();
  await expect(row('Long valid').getByText('Valid', { exact: true })).toBeVisible();
  await expect(row('Long valid').getByText(/^3 hr\.? ago$/)).toBeVisible();
  await expect(row('Soon over').getByText('Expiring soon', { exact: true })).toBeVisible();
  await expect(row('Over').filter({ hasText: 'Expired' })).toHaveCount(1);
  await expect(row('For ever').getByText('Never', { exact: true })).toHaveCount(2);
  await expect(row('Blocked').getByText('Revoked', { exact: true })).toBeVisible();

  const header = page.getByRole('columnheader');
  await expect(header).toHaveText([
    '',
    'Name',
    'Key',
    'Owner',
    'Authorization group',
    'Status',
    'Expires',
    'Last used',
    'Created',
    'Actions',
  ]);
});

test('exact times show under the mouse and under the focus', async ({ signedIn, open, page }) => {
  const expiresAt = Date.UTC(2099, 11, 31, 22, 59, 59, 999);
  await signedIn.generate({ name: 'ERP integration', expiresAt });
  await open();
  const badge = page.getByText('Valid', { exact: true });
  await badge.hover();
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toHaveText(/Thursday,? 31 December 2099 at 23:59:59/);
  await page.mouse.move(0, 0);
  await expect(tooltip).toHaveCount(0);
  await page.getByRole('link', { name: 'ERP integration' }).focus();
  await page.keyboard.press('Tab');
  await expect(tooltip).toHaveText(/Thursday,? 31 December 2099 at 23:59:59/);
  await page.keyboard.press('Escape');
  await expect(tooltip).toHaveCount(0);
});

test('when a key was used last is said in one line, exactly under the mouse and for screen readers', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' });
  const lastUsedAt = noonIn(-20);
  await signedIn.sql('UPDATE keys SET last_used_at = ?', lastUsedAt);
  await open();
  const shown = page.getByRole('gridcell').filter({ hasText: '20 days ago' });
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: ZONE }).format(lastUsedAt);
  await expect(shown).toContainText(day);
  expect(await shown.innerText()).toContain('20 days ago');
  const lines = await shown.locator('time').evaluate((time) => time.getBoundingClientRect().height);
  expect(lines).toBeLessThan(24);
  await shown.getByText('20 days ago').hover();
  await expect(page.getByRole('tooltip')).toContainText(/ at \d\d:\d\d:\d\d/);
});

test('while the first page is read the table shows its shape', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  const answer = signedIn.hold('keys.list');
  await open();
  await expect(page.getByText('Reading the keys…')).toBeVisible();
  // Not usable yet: the main process waits for this title.
  await expect(page).toHaveTitle('Latchkey');
  answer();
  await expect(page.getByText('ERP integration')).toBeVisible();
  await expect(page).toHaveTitle('API Keys – Latchkey');
});

test('a list that cannot be read says so and can be tried again', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  signedIn.substitute('keys.list', () => ({
    ok: false,
    code: 'STORE_BUSY',
    message: 'Another program is writing.',
  }));
  await open();
  await expect(page.getByRole('alert').filter({ hasText: 'Another program is writing.' })).toBeVisible();
  signedIn.restore('keys.list');
  await button(page, 'Try again').click();
  await expect(page.getByText('ERP integration')).toBeVisible();
});

test('what is read when its asker has signed out is not shown to the next one', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP integration' });
  const state = await signedIn.api.session.state(undefined);
  const answer = signedIn.hold('keys.list');
  await open();
  await expect(page.getByText('Reading the keys…')).toBeVisible();
  signedIn.emit('session', { status: 'signed-out' });
  await expect(heading(page, 'Sign in')).toBeVisible();
  signedIn.restore('keys.list');
  // The next person's own list is still being read when the old answer comes.
  const nextAnswer = signedIn.hold('keys.list');
  signedIn.emit('session', state);
  await expect(page.getByText('Reading the keys…')).toBeVisible();
  answer();
  await page.waitForTimeout(300);
  await expect(page.getByText('ERP integration')).toHaveCount(0);
  await expect(page.getByText('Reading the keys…')).toBeVisible();
  nextAnswer();
  await expect(page.getByText('ERP integration')).toBeVisible();
});

test('at the limit nothing more can be generated, and it says why', async ({ signedIn, open, page }) => {
  await signedIn.generate(...names(10));
  await open();
  await expect(page.getByText('10/10 keys')).toBeVisible();
  const reason =
    'All 10 keys of this tenant are in use: remove or permanently revoke one, or ask a super user to raise the limit.';
  await expect(page.getByText(reason)).toBeVisible();
  const generate = button(page, 'Generate API Key');
  await expect(generate).toBeDisabled();
  await expect(generate).toHaveAccessibleDescription(reason);
  await generate.focus();
  await expect(page.getByRole('tooltip')).toHaveText(reason);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'API Keys')).toBeVisible();
});

test('who may only look gets no button, and no page by its address', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  await signedIn.sql("DELETE FROM role_authorities WHERE authority LIKE 'manage-%'");
  await open();
  await expect(page.getByText('ERP integration')).toBeVisible();
  await expect(button(page, 'Generate API Key')).toHaveCount(0);
  await page.keyboard.press('Control+N');
  await expect(heading(page, 'API Keys')).toBeVisible();
  await open('/tenant-api-keys/new');
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
});

test('who may manage only the keys of accounts is offered to generate as well', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenant-api-keys'");
  await open();
  await expect(button(page, 'Generate your first key')).toBeVisible();
  await button(page, 'Generate API Key').click();
  await expect(heading(page, 'Generate API Key')).toBeVisible();
});

test('who may only look and export selects for that alone', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'ERP integration' });
  await signedIn.sql("DELETE FROM role_authorities WHERE authority LIKE 'manage-%'");
  await open();
  await page.getByRole('checkbox', { name: 'Select ERP integration' }).check();
  await expect(page.getByRole('toolbar', { name: 'Selected keys' }).getByRole('button')).toHaveText([
    'Export',
    'Clear selection',
  ]);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await signedIn.sql("DELETE FROM role_authorities WHERE authority = 'export'");
  await page.reload();
  await expect(page.getByRole('rowheader')).toHaveText(['ERP integration']);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await page.keyboard.press('Control+a');
  await expect(page.getByText('1 key', { exact: true })).toBeVisible();
});

test('the longest texts do not widen the smallest window', async ({ signedIn, open, page }) => {
  await signedIn.generate({
    name: 'W'.repeat(200),
    description: 'M'.repeat(1000),
    expiresAt: Date.now() + 5 * DAY,
  });
  await open();
  await expect(page.getByRole('rowheader')).toBeVisible();
  const widths = await page
    .getByRole('region', { name: 'API keys' })
    .evaluate((box) => ({ inner: box.scrollWidth, outer: box.clientWidth, page: document.body.scrollWidth }));
  expect(widths.inner).toBe(widths.outer);
  expect(widths.page).toBe(1024);
});

for (const [width, height] of [
  [1024, 700],
  [1280, 800],
  [1440, 900],
] as const) {
  test(`what is short is not cut off at ${width}×${height}`, async ({ signedIn, open, page }) => {
    await page.setViewportSize({ width, height });
    const now = Date.now();
    await signedIn.generate({ name: 'ERP integration', expiresAt: now + 5 * DAY }, { name: 'Blocked' });
    await signedIn.sql(
      "UPDATE keys SET revocation = 'permanent', revoked_at = ? WHERE name = 'Blocked'",
      now,
    );
    await signedIn.sql('UPDATE keys SET last_used_at = ?', noonIn(-58));
    await open();
    await expect(page.getByText(/^58 days ago$/).first()).toBeVisible();
    const cut = await page
      .locator('th, td, :is(th, td) :is(div, time, time > span, .mantine-Badge-label)')
      .evaluateAll((cells) =>
        cells
          // What only screen readers hear is a pixel wide.
          .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
    expect(cut).toEqual([]);
  });
}
