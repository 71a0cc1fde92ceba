import type { Page } from '@playwright/test';
import { lookOnly } from '../../support/access.ts';
import { freePort, listening } from '../../support/free-port.ts';
import { addAccount, addGroup, CONTOSO, withhold } from '../../support/settings-screens.ts';
import { button, expect, field, fill, heading } from '../../support/ui-test.ts';
import type { UiProgram } from '../../support/ui-program.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';

const DAY = 86_400_000;

const entry = (screen: string, state: string, arrange: Entry['arrange']): Entry => ({
  screen,
  state,
  arrange: setUp(arrange),
});

/** Groups with members; the id of the first. */
async function groups(program: UiProgram): Promise<number> {
  const bot = await addAccount(program, 'erp-bot', { apiOnly: true, displayName: 'ERP integration' });
  const grace = await addAccount(program, 'grace', { displayName: 'Grace Hopper' });
  const scopes = ['DE-01', 'DE-02', 'FR-01', 'IT-07', 'ES-03'];
  const id = await addGroup(program, 'European entities', { scopes, members: [bot, grace] });
  await addGroup(program, 'North America', { scopes: ['US-01', 'CA-01'] });
  return id;
}

const DATA_ACCESS: readonly Entry[] = [
  entry('Data access control', 'empty', async ({ open, page }) => {
    await open('/data-access');
    await expect(heading(page, 'No data access groups yet')).toBeVisible();
  }),
  entry('Data access control', 'full', async ({ program, open, page }) => {
    await groups(program);
    await open('/data-access');
    await expect(page.getByRole('rowheader')).toHaveCount(2);
  }),
  entry('Data access control', 'loading', async ({ program, open, page }) => {
    program.hold('dataAccess.list');
    await open('/data-access');
    await expect(page.getByText(/^Reading the /)).toBeVisible();
  }),
  entry('Data access control', 'failing', async ({ program, open, page }) => {
    program.substitute('dataAccess.list', () => BUSY);
    await open('/data-access');
    await expect(button(page, 'Try again')).toBeVisible();
  }),
  entry('Data access group', 'empty', async ({ open, page }) => {
    await open('/data-access/new');
    await expect(field(page, 'Name')).toBeFocused();
  }),
  entry('Data access group', 'full', async ({ program, open, page }) => {
    await open(`/data-access/${await groups(program)}`);
    await expect(page.getByRole('rowheader')).toHaveCount(2);
  }),
  entry('Data access group', 'failing', async ({ program, open, page }) => {
    await open(`/data-access/${await groups(program)}`);
    await field(page, 'Scopes').fill('EU-01\nEU-01\nbad\u200bone');
    await button(page, 'Save').click();
    await expect(page.getByText('Line 3:')).toBeVisible();
  }),
  entry('Data access group', 'read only', async ({ program, open, page }) => {
    const id = await groups(program);
    await lookOnly(program);
    await open(`/data-access/${id}`);
    await expect(page.getByRole('rowheader')).toHaveCount(2);
  }),
  entry('Add members', 'full', async ({ program, open, page }) => {
    await open(`/data-access/${await groups(program)}`);
    await button(page, 'Add members').click();
    await page.getByRole('checkbox', { name: 'ada' }).check();
  }),
];

/** A section of the settings as it comes. */
const section = (screen: string, path: string, there: (page: Page) => Promise<void>): readonly Entry[] => [
  entry(screen, 'full', async ({ open, page }) => {
    await open(path);
    await there(page);
  }),
];

const SECTIONS: readonly Entry[] = [
  ...section('Settings: Tenant', '/settings/tenant', (page) =>
    expect(field(page, 'Organisation name')).toBeVisible(),
  ),
  entry('Settings: Tenant', 'failing', async ({ open, page }) => {
    await open('/settings/tenant');
    await fill(page, { 'Organisation name': 'x', 'Key prefix': 'nwg', 'Key limit': '-1' });
    await button(page, 'Save').click();
    await expect(page.getByText('The limit must be at least 0.')).toBeVisible();
  }),
  entry('Settings: Tenant', 'read only', async ({ program, open, page }) => {
    await withhold(program, 'manage-settings');
    await open('/settings/tenant');
    await expect(field(page, 'Organisation name')).toBeVisible();
  }),
  ...section('Settings: Security', '/settings/security', (page) =>
    expect(field(page, 'Lock after')).toBeVisible(),
  ),
  ...section('Settings: Notices', '/settings/notices', (page) =>
    expect(field(page, '30 days')).toBeVisible(),
  ),
  ...section('Settings: Appearance', '/settings/appearance', (page) => field(page, 'Compact').check()),
  entry('Settings: Your account', 'full', async ({ program, open, page }) => {
    const now = Date.now();
    const device = 'INSERT INTO device_credentials VALUES (?, 1, randomblob(32), ?, 0, ?, ?)';
    await program.sql(device, 50, 'laptop', now - 9 * DAY, now - DAY);
    await program.sql('UPDATE recovery_codes SET used_at = 1');
    await open('/settings/account');
    await expect(page.getByRole('rowheader')).toBeVisible();
  }),
  entry('Settings: Your account', 'new recovery codes', async ({ open, page }) => {
    await open('/settings/account');
    await button(page, 'New recovery codes').click();
    await expect(button(page, 'Make new codes')).toBeVisible();
  }),
  ...section('Settings: About', '/settings/about', (page) =>
    expect(page.getByText('Apache-2.0')).toBeVisible(),
  ),
];

const tenants = async (program: UiProgram) => {
  await program.api.tenants.create(CONTOSO);
  const { id } = await program.api.tenants.create({ ...CONTOSO, name: 'Fabrikam', keyPrefix: 'fab' });
  await program.api.tenants.archive({ id });
};

const TENANTS: readonly Entry[] = [
  entry('Settings: Tenants', 'full', async ({ program, open, page }) => {
    await tenants(program);
    await open('/settings/tenants');
    await expect(page.getByRole('rowheader')).toHaveCount(3);
  }),
  entry('Settings: Tenants', 'new tenant', async ({ open, page }) => {
    await open('/settings/tenants');
    await button(page, 'New tenant').click();
    await expect(field(page, 'Organisation name')).toBeFocused();
  }),
  entry('Settings: Tenants', 'archive', async ({ program, open, page }) => {
    await tenants(program);
    await open('/settings/tenants');
    await button(page, 'Archive Contoso').click();
    await expect(button(page, 'Archive')).toBeVisible();
  }),
];

const ENDPOINT: readonly Entry[] = [
  ...section('Settings: Verification endpoint', '/settings/endpoint', (page) =>
    expect(page.getByText('Stopped', { exact: true })).toBeVisible(),
  ),
  entry('Settings: Verification endpoint', 'running', async ({ program, open, page }) => {
    await saveAddress(program, await freePort());
    await open('/settings/endpoint');
    await button(page, 'Start').click();
    await expect(page.getByText('Running', { exact: true })).toBeVisible({ timeout: 15_000 });
    await page.getByRole('switch', { name: 'Terse answers' }).check();
    await button(page, 'Save').click();
    await expect(button(page, 'Restart')).toBeVisible();
  }),
  entry('Settings: Verification endpoint', 'failing', async ({ program, open, page }) => {
    const { port, server } = await listening();
    await saveAddress(program, port);
    await open('/settings/endpoint');
    await button(page, 'Start').click();
    await expect(page.getByText('Failed', { exact: true })).toBeVisible({ timeout: 15_000 });
    server.close();
    await fill(page, { Address: '0.0.0.0:8717', 'Trusted proxies': 'proxy' });
    await button(page, 'Save').click();
    await expect(page.getByText('Line 1:')).toBeVisible();
  }),
];

const saveAddress = (program: UiProgram, port: number) =>
  program.api.endpoint.edit({
    address: `127.0.0.1:${port}`,
    trustedProxies: '127.0.0.0/8',
    terse: false,
    startWithLatchkey: false,
    reachable: false,
  });

/** Data access control, the settings and the tenants. */
export const SETTINGS: readonly Entry[] = [...DATA_ACCESS, ...SECTIONS, ...TENANTS, ...ENDPOINT];
