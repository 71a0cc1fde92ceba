import {
  apiAccount,
  DAY,
  erp,
  makeRole,
  overhang,
  permissionId,
  refusal,
  wasUsed,
} from '../support/key-screens.ts';
import { button, expect, expectAccessible, heading, test } from '../support/ui-test.ts';

test('says in words what a key may do, and shows why', async ({ signedIn: program, open, page }) => {
  const role = await makeRole(program, 'Billing', 'invoices:write');
  const [set] = [
    await program.api.apiSets.create({ name: 'Ledger', description: '', operations: 'GET /v1/ledger/*' }),
  ];
  const groups = await program.api.authorizationGroups.list(undefined);
  const id = await erp(program, {
    roleIds: [role],
    authorizationGroupId: groups.find(({ name }) => name === 'Read only')?.id ?? 0,
    excludedPermissionIds: [await permissionId(program, 'reports:read')],
    allowlist: '10.0.0.0/8',
    expiresAt: Date.UTC(2099, 2, 3, 12),
    apiAccess: 'selected',
    apiSetIds: [set.id],
  });
  await wasUsed(program, id, '10.1.2.3');
  await open(`/tenant-api-keys/${id}`);
  await expect(heading(page, 'ERP integration')).toBeVisible();
  await expect(page).toHaveTitle('ERP integration – Latchkey');
  await expect(
    page.getByText(
      'May read customers, invoices and orders, and write invoices, through the API set Ledger, from 10.0.0.0/8, until 3 March 2099.',
    ),
  ).toBeVisible();
  await expect(page.getByText('GET /v1/ledger/*')).toBeVisible();
  const permissions = page.getByRole('region', { name: 'Permissions' });
  await expect(permissions).toContainText('4 permissions, 1 withheld');
  await expect(permissions.getByRole('listitem').filter({ hasText: 'invoices:write' })).toContainText(
    'This permission comes from Role Billing',
  );
  const use = page.getByRole('region', { name: 'Use in the last 90 days' });
  await expect(use).toContainText(/Used 12 times on [23] days, at most \d+ times a day\./);
  await expect(use.getByRole('img', { name: /^Use per day/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Secrets' }).getByRole('row')).toHaveCount(2);
  expect(await overhang(page), 'what is hidden from the eyes does not lengthen the window').toBe(0);
  await expectAccessible(page);
});

test('unused, without limits or permissions', async ({ signedIn: program, open, page }) => {
  const all = await program.api.permissions.list(undefined);
  const id = await erp(program, { excludedPermissionIds: all.map((one) => one.id) });
  await open(`/tenant-api-keys/${id}`);
  await expect(page.getByText('May do nothing: no permission is granted to it.')).toBeVisible();
  await expect(page.getByText('No use has been recorded in the last 90 days.')).toBeVisible();
  await expect(page.getByText('Any address', { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('its own activity, as sentences, page by page', async ({ signedIn: program, open, page }) => {
  const id = await erp(program);
  const activity = page.getByRole('region', { name: 'Activity' });
  for (let index = 0; index < 26; index += 1) {
    await program.api.keys.revoke({ id, how: 'until-reinstated' });
    await program.api.keys.reinstate({ id });
  }
  await open(`/tenant-api-keys/${id}`);
  await expect(activity.getByRole('listitem')).toHaveCount(50);
  await expect(activity.getByRole('listitem').first()).toContainText('ada reinstated it.');
  await expect(activity.getByRole('listitem').nth(1)).toContainText('ada revoked it until reinstated.');
  program.substitute('keys.activity', refusal('Another program is writing.'));
  await button(page, 'Show more').click();
  await expect(activity.getByRole('alert')).toHaveText('Another program is writing.');
  program.restore('keys.activity');
  await button(page, 'Show more').click();
  await expect(activity.getByRole('listitem')).toHaveCount(53);
  await expect(activity.getByRole('listitem').last()).toContainText('ada generated this key.');
  await expect(button(page, 'Show more')).toHaveCount(0);
});

test('activity is not there without the authority', async ({ signedIn: program, open, page }) => {
  const id = await erp(program);
  await program.sql("DELETE FROM role_authorities WHERE authority = 'view-activity'");
  await open(`/tenant-api-keys/${id}`);
  await expect(heading(page, 'How to use it')).toBeVisible();
  await expect(heading(page, 'Activity')).toHaveCount(0);
  expect(program.calls).not.toContain('keys.activity');
});

test('samples can be copied, hold no key and ask at the configured address', async ({
  signedIn: program,
  open,
  page,
}) => {
  const id = await erp(program);
  await program.api.endpoint.edit({
    address: '127.0.0.9:9000',
    trustedProxies: '',
    terse: false,
    startWithLatchkey: false,
    reachable: false,
  });
  await open(`/tenant-api-keys/${id}`);
  const how = page.getByRole('region', { name: 'How to use it' });
  for (const [language, holds] of [
    ['curl', 'X-API-Key: $LATCHKEY_KEY'],
    ['JavaScript', 'process.env.LATCHKEY_KEY'],
    ['Python', 'os.environ["LATCHKEY_KEY"]'],
    ['nginx', 'server 127.0.0.9:9000;'],
    ['Traefik', 'http://127.0.0.9:9000/verify'],
    ['Caddy', 'forward_auth 127.0.0.9:9000'],
    ['Envoy', 'address: 127.0.0.9, port_value: 9000'],
  ] as const) {
    await how.getByRole('tab', { name: language, exact: true }).click();
    await expect(how.getByRole('tabpanel', { name: language })).toContainText(holds);
    await button(page, `Copy the ${language} sample`).click();
    await expect(how.getByRole('status')).toHaveText('Copied.');
    await expect(button(page, `Copy the ${language} sample`)).toBeFocused();
  }
});

test('follows what others do', async ({ signedIn: program, open, page }) => {
  const id = await erp(program);
  await open(`/tenant-api-keys/${id}`);
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await program.api.keys.revoke({ id, how: 'until-reinstated' });
  program.emit('store-changed', {});
  await expect(page.getByText('It is revoked and may do nothing until it is reinstated.')).toBeVisible();
  await program.api.keys.remove({ id });
  program.emit('store-changed', {});
  await expect(heading(page, 'This key was removed')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'API Keys' }).first().click();
  await expect(heading(page, 'API Keys')).toBeVisible();
});

test('a key that does not exist says so; one that cannot be read can be asked for again', async ({
  signedIn: program,
  open,
  page,
}) => {
  await open('/tenant-api-keys/77');
  await expect(heading(page, 'There is no such key')).toBeVisible();
  await erp(program);
  program.substitute('keys.get', refusal('Another program is writing.'));
  await open('/tenant-api-keys/1');
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  program.restore('keys.get');
  await button(page, 'Try again').click();
  await expect(heading(page, 'ERP integration')).toBeVisible();
});

test('an account’s key says whose it is, and that it stands still with it', async ({
  signedIn: program,
  open,
  page,
}) => {
  await apiAccount(program, 'erp-bot');
  const { accounts } = await program.api.keys.owners(undefined);
  const owner = accounts.find(({ username }) => username === 'erp-bot')?.accountId ?? null;
  const standard = (await program.api.authorizationGroups.list(undefined)).find(
    ({ type }) => type === 'User',
  );
  const id = await erp(program, {
    ownerAccountId: owner,
    authorizationGroupId: standard?.id ?? null,
    expiresAt: Date.now() + 90 * DAY,
  });
  await program.sql("UPDATE accounts SET status = 'disabled' WHERE username = 'erp-bot'");
  await open(`/tenant-api-keys/${id}`);
  await expect(page.getByText('Its account erp-bot is disabled')).toBeVisible();
  await expect(page.getByText('erp-bot (disabled)')).toBeVisible();
});
