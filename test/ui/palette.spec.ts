import type { Page } from '@playwright/test';
import { keyId, pasteInto, secretOf } from '../support/key-screens.ts';
import { CONTOSO, withhold } from '../support/settings-screens.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search everything' });
const box = (page: Page) => page.getByRole('combobox', { name: 'Search everything' });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name });

async function openPalette(page: Page): Promise<void> {
  // Before the frame is there nobody listens.
  await expect(button(page, 'Search everything')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(box(page)).toBeFocused();
}

test.beforeEach(async ({ signedIn: program }) => {
  await program.generate({ name: 'ERP integration' });
  await program.generate({ name: 'Night shift export' });
});

test('it leads to every screen of the navigation', async ({ open, page }) => {
  await open();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await openPalette(page);
  const screens = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents();
  const group = palette(page).getByRole('group', { name: 'Go to' });
  for (const screen of screens)
    await expect(group.getByRole('option', { name: screen }).first()).toBeVisible();
  await box(page).fill('author');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Authorization groups')).toBeFocused();
  await expect(palette(page)).toBeHidden();
});

test('it finds keys by the core’s own search and opens them', async ({ open, page, signedIn }) => {
  await open();
  await openPalette(page);
  await box(page).fill('night shift');
  await expect(option(page, /Night shift export/)).toBeVisible();
  await expect(option(page, /ERP/)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Night shift export')).toBeVisible();
  const id = await keyId(signedIn, 'Night shift export');
  expect(new URL(page.url()).hash).toBe(`#/tenant-api-keys/${id}`);
});

test('it finds accounts, roles, groups and API sets', async ({ open, page }) => {
  await open();
  await openPalette(page);
  await box(page).fill('ada');
  await expect(palette(page).getByRole('group', { name: 'User accounts' }).getByRole('option')).toHaveText(
    /ada/,
  );
  await box(page).fill('auditor');
  await expect(palette(page).getByRole('group', { name: 'Roles' }).getByRole('option')).toHaveText(/Auditor/);
  await page.keyboard.press('Enter');
  await expect(field(page, 'Name')).toHaveValue('Auditor');
});

test('arrows go round, the mouse goes along, and Escape gives the focus back', async ({ open, page }) => {
  await open();
  await button(page, 'Search everything').click();
  const options = palette(page).getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toBeInViewport();
  await page.keyboard.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  const id = await options.first().getAttribute('id');
  await expect(box(page)).toHaveAttribute('aria-activedescendant', id ?? '');
  await options.nth(2).hover();
  await expect(options.nth(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(button(page, 'Search everything')).toBeFocused();
});

test('it does what can be done from everywhere', async ({ open, page }) => {
  await open();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await openPalette(page);
  await box(page).fill('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await openPalette(page);
  await box(page).fill('shortcuts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeHidden();
  await openPalette(page);
  await box(page).fill('new role');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'New role')).toBeVisible();
});

test('settings are found by what they are about', async ({ open, page }) => {
  await open();
  await openPalette(page);
  for (const [typed, section] of [
    ['password', 'Your account'],
    ['recovery codes', 'Your account'],
    ['devices', 'Your account'],
    ['prefix', 'Tenant'],
    ['limit', 'Tenant'],
    ['idle lock', 'Security'],
    ['clipboard', 'Security'],
    ['density', 'Appearance'],
    ['version', 'About'],
  ] as const) {
    await box(page).fill(typed);
    await expect(palette(page).getByRole('group', { name: 'Go to' }).getByRole('option')).toHaveText([
      `${section}Settings`,
    ]);
  }
  await box(page).fill('clipboard');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Security')).toBeFocused();
});

test('a super user goes to another tenant, and nobody else does', async ({ open, page, signedIn }) => {
  await signedIn.api.tenants.create(CONTOSO);
  const { id } = await signedIn.api.tenants.create({ ...CONTOSO, name: 'Contoso (old)' });
  await signedIn.api.tenants.archive({ id });
  await open();
  await openPalette(page);
  await box(page).fill('open tenant');
  const tenants = palette(page).getByRole('group', { name: 'Tenants' }).getByRole('option');
  await expect(tenants).toHaveText(['Open tenant Contoso']);
  await box(page).fill('conto');
  await expect(tenants).toHaveText(['Open tenant Contoso']);
  await expect(palette(page).getByRole('status')).toHaveText('1 result');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('banner')).toContainText('Contoso');
  await withhold(signedIn, 'manage-tenants');
  await page.reload();
  await openPalette(page);
  await box(page).fill('open tenant');
  await expect(palette(page).getByRole('status')).toHaveText('Nothing is called “open tenant”.');
});

test('an unsaved form is asked about before it is left', async ({ open, page }) => {
  await open('/roles/new');
  await field(page, 'Name').fill('Night shift');
  await openPalette(page);
  await box(page).fill('api sets');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('dialog').getByText('What you typed will be lost', { exact: false }),
  ).toBeVisible();
  await button(page, 'Keep editing').click();
  await expect(field(page, 'Name')).toHaveValue('Night shift');
});

test('a whole key finds its row and stands nowhere in the page', async ({ open, page, signedIn }) => {
  const { text } = await secretOf(signedIn, 'Billing');
  await open();
  await openPalette(page);
  await pasteInto(box(page), text);
  await expect(option(page, /Billing.*current secret/)).toBeVisible();
  expect(await page.content()).not.toContain(text);
  await expect(box(page)).toHaveValue('');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Billing')).toBeVisible();
});

test('a mistyped key is called that', async ({ open, page, signedIn }) => {
  const { text } = await secretOf(signedIn, 'Billing');
  await open();
  await openPalette(page);
  await pasteInto(box(page), `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`);
  await expect(palette(page).getByRole('status')).toHaveText(/is mistyped or cut off/);
});

test('nothing found and no answer are told', async ({ open, page, signedIn }) => {
  await open();
  await openPalette(page);
  await box(page).fill('zebra');
  await expect(palette(page).getByRole('status')).toHaveText('Nothing is called “zebra”.');
  signedIn.substitute('keys.list', () => ({
    ok: false,
    code: 'STORE_BUSY',
    message: 'Another program is writing.',
  }));
  await box(page).fill('zebras');
  await expect(palette(page).getByRole('status')).toHaveText('Another program is writing.');
});

test('screens and actions without authority are not there', async ({ open, page, signedIn }) => {
  const state = await signedIn.api.session.state(undefined);
  if (state.status !== 'signed-in') throw new Error('not signed in');
  await open();
  signedIn.emit('session', { ...state, administrator: { ...state.administrator, authorities: ['view'] } });
  await openPalette(page);
  await expect(option(page, 'Lock')).toBeVisible();
  await expect(option(page, 'Generate API Key')).toHaveCount(0);
  await expect(option(page, 'New role')).toHaveCount(0);
  await expect(option(page, /^Roles/)).toBeVisible();
});

test('it is accessible, also while something is found', async ({ open, page }) => {
  await open();
  await openPalette(page);
  await expectAccessible(page);
  await box(page).fill('e');
  await expect(option(page, /ERP/)).toBeVisible();
  await expectAccessible(page);
});
