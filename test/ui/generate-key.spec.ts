import { ZONE } from '../support/days.ts';
import { choose } from '../support/key-screens.ts';
import { button, expect, field, fill, heading, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn: _, open, page }) => {
  await open('/tenant-api-keys/new');
  await expect(field(page, 'Key Name')).toBeFocused();
});

test('a generated key comes into the list without reading it again', async ({ page, program }) => {
  await button(page, 'Cancel').click();
  await expect(page.getByText('0/10 keys')).toBeVisible();
  await button(page, 'Generate API Key').click();
  await fill(page, { 'Key Name': '  ERP integration ', Description: 'Nightly import' });
  await choose(page, 'Authorization Group', 'Read only');
  await expect(page.getByText('4 permissions', { exact: true })).toBeVisible();
  program.calls.length = 0;
  await button(page, 'Generate').click();
  await button(page, 'Copy to clipboard').click();
  await button(page, 'Close').click();

  await expect(page.getByRole('row', { name: /ERP integration/ })).toContainText('Read only');
  await expect(page.getByText('1/10 keys')).toBeVisible();
  await expect(page.locator('tr[data-fresh]')).toHaveCount(1);
  await expect(heading(page, 'API Keys')).toBeFocused();
  // The bell asks whether it expires soon; the list asks nothing.
  const asked = program.calls.filter((call) => call !== 'notices.list');
  expect(asked).toEqual(['keys.generate', 'secrets.copy', 'secrets.release']);
});

test('rules are checked when a field is left and when the form is sent', async ({ page, program }) => {
  await field(page, 'Key Name').fill('x');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Key Name must have at least 2 characters.')).toBeVisible();
  await field(page, 'Key Name').fill('');
  await field(page, 'Description').fill('d'.repeat(1001));
  await button(page, 'Generate').click();
  await expect(page.getByText('Key Name is required.')).toBeVisible();
  await expect(page.getByText('Choose an authorization group.')).toBeVisible();
  await expect(
    page.getByText('Description must have at most 1000 characters; this one has 1001.'),
  ).toBeVisible();
  await expect(field(page, 'Key Name')).toBeFocused();
  await expect(field(page, 'Key Name')).toHaveAttribute('aria-invalid', 'true');
  expect(program.calls).not.toContain('keys.generate');
});

test('what the core refuses lands on its field, and the form keeps what was typed', async ({
  page,
  program,
}) => {
  await program.generate({ name: 'ERP integration' });
  await fill(page, {
    'Key Name': 'erp INTEGRATION',
    Description: 'Nightly import',
    'Expiration Date': '31/12/2099',
  });
  await choose(page, 'Authorization Group', 'Read only');
  await button(page, 'Generate').click();
  await expect(
    page.getByText('There is already a key named “erp INTEGRATION”. Choose another name.'),
  ).toBeVisible();
  await expect(field(page, 'Key Name')).toBeFocused();
  await expect(field(page, 'Key Name')).toHaveValue('erp INTEGRATION');
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
  await expect(field(page, 'Expiration Date')).toHaveValue('31/12/2099');
});

test('an expiry that the core refuses lands on the date', async ({ page, program }) => {
  // The core's clock is ahead of the window's.
  program.now = Date.UTC(2100, 0, 1);
  await fill(page, { 'Key Name': 'ERP integration', 'Expiration Date': '31/12/2099' });
  await choose(page, 'Authorization Group', 'Read only');
  await button(page, 'Generate').click();
  await expect(page.getByText('Expiration Date must be in the future.')).toBeVisible();
  await expect(field(page, 'Expiration Date')).toBeFocused();
});

test('a failure without a field stands above the form', async ({ page, program }) => {
  program.substitute('keys.generate', () => ({
    ok: false,
    code: 'STORE_FULL',
    message: 'The disk is full.',
  }));
  await fill(page, { 'Key Name': 'ERP integration', Description: 'Nightly import' });
  await choose(page, 'Authorization Group', 'Read only');
  await button(page, 'Generate').click();
  await expect(page.getByRole('alert').filter({ hasText: 'The disk is full.' })).toBeVisible();
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
  program.restore('keys.generate');
  await button(page, 'Generate').click();
  await expect(page.getByRole('dialog', { name: 'Save generated key' })).toBeVisible();
});

test('two clicks generate one key', async ({ page, program }) => {
  const answer = program.hold('keys.generate');
  await field(page, 'Key Name').fill('ERP integration');
  await choose(page, 'Authorization Group', 'Read only');
  await button(page, 'Generate').dblclick();
  await page.keyboard.press('Enter');
  answer();
  await expect(page.getByRole('dialog', { name: 'Save generated key' })).toBeVisible();
  expect(program.calls.filter((call) => call === 'keys.generate')).toHaveLength(1);
});

test.describe('the expiration date', () => {
  for (const [typed, says] of [
    ['31/12/2099', '31 December 2099'],
    ['1.3.2099', '1 March 2099'],
    ['2099-12-31', '31 December 2099'],
  ] as const) {
    test(`may be typed as ${typed} and lasts to the end of that day here`, async ({ page, program }) => {
      await fill(page, { 'Key Name': 'ERP integration', 'Expiration Date': typed });
      await choose(page, 'Authorization Group', 'Read only');
      await expect(page.getByText('Expires at the end of')).toContainText(says);
      await button(page, 'Generate').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      const { row } = await program.api.keys.get({ id: 1 });
      const { expiresAt } = row;
      // Berlin is an hour ahead of UTC on these days.
      const [, day = 0, month = 0] = says.includes('March') ? [0, 1, 2] : [0, 31, 11];
      expect(expiresAt).toBe(Date.UTC(2099, month, day, 22, 59, 59, 999));
    });
  }

  test('is refused when it is none or has passed', async ({ page, program }) => {
    await field(page, 'Key Name').fill('ERP integration');
    await choose(page, 'Authorization Group', 'Read only');
    for (const [typed, says] of [
      ['31/02/2099', 'This is not a date. Type it as DD/MM/YYYY, or leave it empty.'],
      ['tomorrow', 'This is not a date.'],
      ['01/01/2020', 'The date has passed.'],
    ] as const) {
      await field(page, 'Expiration Date').fill(typed);
      await button(page, 'Generate').click();
      await expect(page.getByText(says)).toBeVisible();
      await expect(field(page, 'Expiration Date')).toHaveValue(typed);
      await expect(field(page, 'Expiration Date')).toBeFocused();
    }
    expect(program.calls).not.toContain('keys.generate');
  });

  test('has presets, and Never empties it', async ({ page }) => {
    await button(page, '30 days').click();
    await expect(page.getByText(/Expires at the end of .* \(in 30 days\)/)).toBeVisible();
    await button(page, '90 days').click();
    await expect(page.getByText(/Expires at the end of .* \(in 3 months\)/)).toBeVisible();
    await expect(button(page, '90 days')).toHaveAttribute('aria-pressed', 'true');
    const date = new Date();
    date.setDate(date.getDate() + 90);
    await expect(field(page, 'Expiration Date')).toHaveValue(
      new Intl.DateTimeFormat('en-GB', { timeZone: ZONE }).format(date),
    );
    await button(page, 'Never').click();
    await expect(field(page, 'Expiration Date')).toHaveValue('');
    await expect(page.getByText('Without a date the key never expires.')).toBeVisible();
  });

  test('can be picked from a calendar by keyboard', async ({ page }) => {
    await field(page, 'Expiration Date').fill('15/06/2099');
    await button(page, 'Choose a date').press('Enter');
    await expect(button(page, '16 June 2099')).toBeVisible();
    await button(page, '15 June 2099').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(field(page, 'Expiration Date')).toHaveValue('16/06/2099');
    await expect(button(page, 'Choose a date')).toBeFocused();
  });
});

test('the description counts its characters near the limit', async ({ page }) => {
  await field(page, 'Description').fill('d'.repeat(700));
  await expect(page.getByText('of 1,000 characters')).toHaveCount(0);
  await field(page, 'Description').fill('d'.repeat(950));
  await expect(page.getByText('950 of 1,000 characters')).toBeVisible();
});

test('leaving is free while nothing was typed', async ({ page }) => {
  await button(page, 'Cancel').click();
  await expect(heading(page, 'API Keys')).toBeVisible();
});

test.describe('with something typed', () => {
  const question = 'Discard this key?';

  test.beforeEach(({ page }) => field(page, 'Key Name').fill('ERP integration'));

  test('Cancel asks, and staying keeps it', async ({ page }) => {
    await button(page, 'Cancel').click();
    await expect(page.getByRole('dialog', { name: question })).toBeVisible();
    await expect(button(page, 'Keep editing')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(field(page, 'Key Name')).toHaveValue('ERP integration');
    await button(page, 'Cancel').click();
    await button(page, 'Discard').click();
    await expect(heading(page, 'API Keys')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('so does the navigation', async ({ page }) => {
    await page.getByRole('link', { name: 'API Keys' }).click();
    await expect(page.getByRole('dialog', { name: question })).toBeVisible();
    await button(page, 'Keep editing').click();
    await expect(heading(page, 'Generate API Key')).toBeVisible();
  });

  test('so does going back', async ({ page }) => {
    await page.evaluate(() => window.history.pushState(null, '', '#/tenant-api-keys/new'));
    await page.evaluate(() => {
      window.location.hash = '#/tenant-api-keys';
    });
    await expect(page.getByRole('dialog', { name: question })).toBeVisible();
    expect(new URL(page.url()).hash).toBe('#/tenant-api-keys/new');
    await button(page, 'Discard').click();
    await expect(heading(page, 'API Keys')).toBeVisible();
  });

  test('so does signing out', async ({ page }) => {
    await button(page, 'Account menu of ada').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('dialog', { name: question })).toBeVisible();
    await button(page, 'Discard').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
  });
});
