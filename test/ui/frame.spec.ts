import { button, expect, field, heading, test } from '../support/ui-test.ts';

test.beforeEach(async ({ signedIn: _, open, page }) => {
  await open();
  await expect(heading(page, 'API Keys')).toBeVisible();
});

test('the navigation has what exists, under its headings', async ({ page }) => {
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation.getByRole('link')).toHaveText([
    'Overview',
    'API Keys',
    'User accounts',
    'Roles',
    'Authorization groups',
    'API sets',
    'Data access control',
    'Findings',
    'Activity log',
    'Identify a key',
    'Leak scan',
    'Access simulator',
    'Settings',
  ]);
  await expect(navigation.getByRole('link', { name: 'API Keys' })).toHaveAttribute('aria-current', 'page');
  await expect(navigation).toContainText(
    'OverviewSettingsData & MonitoringAPI KeysAdminUser accountsRolesAuthorization groupsAPI setsData access controlAuditFindingsActivity logIdentify a keyLeak scanAccess simulatorSettings',
  );
  expect(new URL(page.url()).hash).toBe('#/tenant-api-keys');
});

test('a new screen takes the focus, so that it is read out', async ({ page }) => {
  await button(page, 'Generate API Key').click();
  await expect(field(page, 'Key Name')).toBeFocused();
  await expect(page).toHaveTitle('Generate API Key – Latchkey');
  await page.getByRole('link', { name: 'API Keys' }).click();
  await expect(heading(page, 'API Keys')).toBeFocused();
  await expect(page).toHaveTitle('API Keys – Latchkey');
});

test('back and forward work', async ({ page }) => {
  await button(page, 'Generate API Key').click();
  await expect(heading(page, 'Generate API Key')).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await page.goForward();
  await expect(heading(page, 'Generate API Key')).toBeVisible();
});

test('an address that does not exist leads on', async ({ page, open }) => {
  await open('/nowhere');
  await expect(heading(page, 'Page not found')).toBeVisible();
  await page.getByRole('link', { name: 'Go to API Keys' }).click();
  await expect(heading(page, 'API Keys')).toBeVisible();
});

test('the skip link leads past the header', async ({ page }) => {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Generate API Key')).toBeFocused();
});

test('the account menu says who is signed in and signs out', async ({ page, program }) => {
  await button(page, 'Account menu of ada').click();
  await expect(page.getByRole('menu')).toContainText('Super User · Northwind Traders');
  await expect(page.getByRole('menuitemradio', { name: 'Light' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeFocused();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(heading(page, 'Sign in')).toBeVisible();
  expect(await program.api.session.state(undefined)).toEqual({ status: 'signed-out' });
});

test('the account menu names the roles that someone has', async ({ page, program }) => {
  const state = await program.api.session.state(undefined);
  if (state.status !== 'signed-in') throw new Error('not signed in');
  const administrator = { ...state.administrator, roles: ['Key Manager', 'Night shift'] };
  program.emit('session', { ...state, administrator });
  await button(page, 'Account menu of ada').click();
  await expect(page.getByRole('menu')).toContainText('Key Manager · Night shift · Northwind Traders');
});

test('light, dark or as the system is, also after a reload', async ({ page }) => {
  const scheme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(scheme).toBe('dark');
  await button(page, 'Account menu of ada').click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect.poll(scheme).toBe('light');
  await page.reload();
  await expect(heading(page, 'API Keys')).toBeVisible();
  expect(await scheme()).toBe('light');
});

test('F1 and ? list the shortcuts, but a question mark can be typed', async ({ page }) => {
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('F1');
  await expect(shortcuts).toContainText('Generate an API key');
  await page.keyboard.press('Escape');
  await expect(shortcuts).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(shortcuts).toBeVisible();
  await button(page, 'Close').click();
  await page.keyboard.press('Control+N');
  await expect(field(page, 'Key Name')).toBeFocused();
  await page.keyboard.type('why?');
  await expect(field(page, 'Key Name')).toHaveValue('why?');
  await expect(shortcuts).toHaveCount(0);
});

test('Find goes to the search of the list that is shown, by key and by menu', async ({ page, program }) => {
  await program.generate({ name: 'ERP' });
  program.emit('store-changed', {});
  for (const [screen, box] of [
    ['API Keys', 'Search keys'],
    ['User accounts', 'Search accounts'],
  ] as const) {
    await page.getByRole('link', { name: screen, exact: true }).click();
    await expect(field(page, box)).toBeVisible();
    await page.keyboard.press('Control+f');
    await expect(field(page, box)).toBeFocused();
    await heading(page, screen).focus();
    program.emit('menu', 'find');
    await expect(field(page, box)).toBeFocused();
  }
  await page.keyboard.press('F1');
  await expect(
    page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByRole('region', { name: 'Everywhere' }),
  ).toContainText('Search this listCtrlF');
  // A dialog is a question that is to be answered first.
  await page.keyboard.press('Control+f');
  await expect(field(page, 'Search accounts')).not.toBeFocused();
});

test('commands of the native menu do the same', async ({ page, program }) => {
  program.emit('menu', 'shortcuts');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  program.emit('menu', 'generate');
  await expect(heading(page, 'Generate API Key')).toBeVisible();
});

test('what did not work beside the sign-in can be read and put away', async ({ page, program }) => {
  const state = await program.api.session.state(undefined);
  if (state.status !== 'signed-in') throw new Error('not signed in');
  program.emit('session', { ...state, notice: 'The keychain is locked, so the sign-in is not kept.' });
  const notice = page.getByText('The keychain is locked, so the sign-in is not kept.');
  await expect(notice).toBeVisible();
  await button(page, 'Dismiss').click();
  await expect(notice).toHaveCount(0);
});

test('a screen that breaks does not take the program with it', async ({ page, program, complaints }) => {
  program.substitute('keys.list', () => ({
    ok: true,
    value: { rows: [{}], total: 1, usage: { counted: 1, limit: 1 } },
  }));
  await page.reload();
  await expect(heading(page, 'This screen stopped working')).toBeVisible();
  complaints.length = 0;
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  program.restore('keys.list');
  await button(page, 'Reload').click();
  await expect(heading(page, 'No API keys yet')).toBeVisible();
});

test.describe('on a Mac', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0.0.0' });

  test('shortcuts are Command keys, and are called so', async ({ page }) => {
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog')).toContainText('⌘N');
    await expect(page.getByRole('dialog')).not.toContainText('Ctrl');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await button(page, 'Lock').hover();
    await expect(page.getByRole('tooltip')).toHaveText('Lock (⌘L)');
    await page.keyboard.press('Control+N');
    await expect(heading(page, 'API Keys')).toBeVisible();
    await page.keyboard.press('Meta+N');
    await expect(heading(page, 'Generate API Key')).toBeVisible();
  });
});
