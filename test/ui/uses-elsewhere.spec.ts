import { apiUser } from '../support/account-page.ts';
import { DAY, dialog, expectCounted, secretOf } from '../support/key-screens.ts';
import { newKey } from '../support/keys.ts';
import { type Serving, serving } from '../support/serving.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { test as base, button, expect, expectAccessible, field, fill, heading } from '../support/ui-test.ts';

/** What an endpoint process in front of the same store counts shows in this window by itself. */

const test = base.extend<{ endpoint: Serving }>({
  endpoint: async ({ signedIn }, use) => {
    const endpoint = await serving(signedIn.storePath);
    await use(endpoint);
    await endpoint.stop();
  },
});
/** Shown within two seconds (docs/verification.md); how busy this machine is belongs not into a test. */
const SHOWN = { timeout: 15_000 };

/** Waits until the window asks nothing any more. */
async function settled({ calls }: UiProgram): Promise<void> {
  let asked = -1;
  await expect
    .poll(() => {
      const before = asked;
      asked = calls.length;
      return asked === before;
    })
    .toBe(true);
}

/** A key named ERP integration that another one named Old stands beside. */
async function twoKeys(program: UiProgram) {
  const old = await secretOf(program, 'Old');
  return { old, erp: await secretOf(program, 'ERP integration') };
}

test('a use shows in the list, and keeps selection, keyboard and what is typed', async ({
  signedIn: program,
  endpoint,
  open,
  page,
}) => {
  await program.putKeys(300);
  const { old, erp } = await twoKeys(program);
  await open();
  await expectCounted(page, '302 keys');
  await page.getByRole('checkbox', { name: 'Select Key 000299' }).check();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  const active = await page.locator('tr[data-active]').getAttribute('id');
  const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name });
  const row = rowOf('ERP integration');
  await expect(row).toContainText('Never');
  // The first comes together with the program's own changes; from then on there are only uses.
  expect(await endpoint.ask(old.text)).toBe(200);
  await expect(rowOf('Old').getByText('now', { exact: true })).toBeVisible(SHOWN);
  await settled(program);
  program.calls.length = 0;
  expect(await endpoint.ask(erp.text)).toBe(200);
  await expect(row.getByText('now', { exact: true })).toBeVisible(SHOWN);
  expect(program.calls, 'only the rows in sight were read').not.toContain('keys.list');
  expect(program.calls).not.toContain('keys.survey');
  await expect(page.getByRole('checkbox', { name: 'Select Key 000299' })).toBeChecked();
  await expect(page.locator('tr[data-active]')).toHaveAttribute('id', active ?? '');
});

test('a list that is scrolled stays where it is', async ({ signedIn: program, endpoint, open, page }) => {
  const { erp } = await twoKeys(program);
  await program.putKeys(300);
  await open();
  await expectCounted(page, '302 keys');
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  const row = page.getByRole('row').filter({ hasText: 'ERP integration' });
  await expect(row).toContainText('Never');
  const box = page.getByRole('region', { name: 'API keys' });
  const before = await box.evaluate(({ scrollTop }) => scrollTop);
  expect(before).toBeGreaterThan(5_000);
  expect(await endpoint.ask(erp.text)).toBe(200);
  await expect(row.getByText('now', { exact: true })).toBeVisible(SHOWN);
  expect(await box.evaluate(({ scrollTop }) => scrollTop)).toBe(before);
  // Rows that were out of sight are read again when they come into it.
  await page.keyboard.press('Home');
  await expect(page.getByRole('rowheader', { name: 'Key 000300' })).toBeVisible();
});

test('sorted by last use, a key that is used comes to the top', async ({
  signedIn: program,
  endpoint,
  open,
  page,
}) => {
  const { old, erp } = await twoKeys(program);
  await open();
  expect(await endpoint.ask(erp.text)).toBe(200);
  await page.getByRole('columnheader', { name: 'Last used' }).getByRole('button').click();
  await expect(page.getByRole('rowheader').first()).toContainText('ERP integration', SHOWN);
  expect(await endpoint.ask(old.text)).toBe(200);
  await expect(page.getByRole('rowheader').first()).toContainText('Old', { timeout: 25_000 });
});

test('a use shows among the keys of the account that owns it', async ({
  signedIn: program,
  endpoint,
  open,
  page,
}) => {
  const account = await apiUser(program, 'erp');
  const { secret } = await program.api.keys.generate({
    ...newKey(0, { name: 'ERP', ownerAccountId: account, expiresAt: Date.now() + DAY }),
    authorizationGroupId: null,
  });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  await open(`/accounts/${account}`);
  const row = page.getByRole('row').filter({ hasText: 'ERP' });
  await expect(row).toContainText('Never');
  expect(await endpoint.ask(secret.text.trim())).toBe(200);
  await expect(row.getByText('now', { exact: true })).toBeVisible(SHOWN);
});

test('uses and refusals show on the page of a key', async ({ signedIn: program, endpoint, open, page }) => {
  const { erp } = await twoKeys(program);
  await open(`/tenant-api-keys/${erp.id}`);
  const refused = page.getByRole('region', { name: 'Refused requests in the last 90 days' });
  await expect(refused).toContainText('None. No request with this key was refused.');
  await expect(page.getByText('No use has been recorded in the last 90 days.')).toBeVisible();
  expect(await endpoint.ask(erp.text)).toBe(200);
  const use = page.getByRole('region', { name: 'Use in the last 90 days' });
  await expect(use).toContainText('Used 1 time on 1 day, at most 1 time a day.', SHOWN);
  await settled(program);
  program.calls.length = 0;
  expect(await endpoint.ask(erp.text)).toBe(200);
  await expect(use).toContainText('Used 2 times on 1 day, at most 2 times a day.', SHOWN);
  expect([...new Set(program.calls)], 'nothing else of the page was read again').toEqual(['keys.get']);

  await program.api.keys.revoke({ id: erp.id, how: 'until-reinstated' });
  for (const address of ['192.0.2.7', '192.0.2.8']) expect(await endpoint.ask(erp.text, address)).toBe(401);
  const row = refused.getByRole('row').filter({ hasText: 'REVOKED' });
  await expect(row.getByRole('cell').nth(1)).toHaveText('2', SHOWN);
  await expect(row).toContainText('The key is revoked.');
  await expect(row).toContainText('192.0.2.8');
  await expectAccessible(page);
});

test('each secret’s last use shows while two live, and in the question about the older one', async ({
  signedIn: program,
  endpoint,
  open,
  page,
}) => {
  const { erp } = await twoKeys(program);
  const { secret } = await program.api.keys.rotate({ id: erp.id, overlap: '7-days' });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  await open(`/tenant-api-keys/${erp.id}`);
  const secrets = page.getByRole('region', { name: 'Secrets' });
  const lastUse = (index: number) => secrets.getByRole('row').nth(index).getByRole('cell').nth(3);
  await expect(lastUse(1)).toHaveText('Never');
  await button(page, 'Finish rotation now').click();
  const question = dialog(page, 'Finish rotation');
  await expect(question).toContainText('No use of the old secret has been recorded since the rotation.');
  expect(await endpoint.ask(erp.text)).toBe(200);
  await expect(question).toContainText(
    'The old secret was last used now. The new one has not been used yet.',
    SHOWN,
  );
  await expect(question).toContainText('Last used now, 1 time in the last 24 hours.');
  expect(await endpoint.ask(secret.text.trim())).toBe(200);
  await expect(question).toContainText('The new one was last used now.', SHOWN);
  await button(page, 'Cancel').click();
  await expect(lastUse(1)).toContainText('now');
  await expect(lastUse(2)).toContainText('now');
});

test('the question before a revocation tells of uses, addresses and refusals while it is open', async ({
  signedIn: program,
  endpoint,
  open,
  page,
}) => {
  const { erp } = await twoKeys(program);
  const { row } = await program.api.keys.get({ id: erp.id });
  await open(`/tenant-api-keys/${erp.id}`);
  await button(page, 'Revoke').click();
  const question = dialog(page, 'Revoke API Key');
  await expect(question).toContainText('No use has been recorded yet.');
  await page.getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
  expect(await endpoint.ask(erp.text, '192.0.2.9')).toBe(200);
  await expect(question).toContainText('Last used now, 1 time in the last 24 hours.', SHOWN);
  await expect(question.getByRole('list', { name: 'Addresses' })).toContainText('192.0.2.9');
  await program.api.keys.edit({
    id: erp.id,
    revision: row.revision,
    name: row.name,
    description: '',
    authorizationGroupId: row.authorizationGroup?.id ?? null,
    allowlist: '10.0.0.0/8',
    roleIds: [],
    excludedPermissionIds: [],
    apiAccess: 'all',
    apiSetIds: [],
    requestsPerSecond: null,
    requestsPerMinute: null,
    requestsPerDay: null,
  });
  expect(await endpoint.ask(erp.text)).toBe(403);
  await expect(question).toContainText('1 request was refused in the last 24 hours.', SHOWN);
  await expect(page.getByRole('radio', { name: 'Permanently (cannot be undone)' })).toBeChecked();
  await expectAccessible(page);
});

test('a form that is being filled in keeps what is typed and the caret', async ({
  signedIn: program,
  endpoint,
  open,
  page,
}) => {
  const { erp } = await twoKeys(program);
  await open(`/tenant-api-keys/${erp.id}`);
  await expect(heading(page, 'ERP integration')).toBeVisible();
  await button(page, 'Edit').click();
  await fill(page, { Description: 'Half a sent' });
  await field(page, 'Key Name').focus();
  await field(page, 'Description').focus();
  await page.keyboard.press('Home');
  program.calls.length = 0;
  expect(await endpoint.ask(erp.text)).toBe(200);
  await expect.poll(() => program.calls, SHOWN).toContain('keys.get');
  await page.keyboard.type('Not ');
  await expect(field(page, 'Description')).toHaveValue('Not Half a sent');
  expect(await endpoint.ask(erp.text)).toBe(200);
});
