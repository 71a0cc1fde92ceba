import type { Page } from '@playwright/test';
import { EVERYTHING } from '../../src/shared/everything.ts';
import { BUSY } from '../support/access.ts';
import { accountRow, expectToast, keysBy, keysOf, machine, person } from '../support/accounts.ts';
import { keyId } from '../support/key-screens.ts';
import { button, expect, test } from '../support/ui-test.ts';
import { ADMIN, type UiProgram } from '../support/ui-program.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const within = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true });
const tick = (page: Page, name: string) => dialog(page).getByRole('checkbox', { name, exact: true });
const region = (page: Page, name: string) => dialog(page).getByRole('region', { name, exact: true });

/** Tenant keys that somebody has made, "Key 001" and on. */
async function manyKeysBy(program: UiProgram, accountId: number, count: number): Promise<void> {
  await program.sql(
    `WITH RECURSIVE counting (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < ?)
     INSERT INTO keys (tenant_id, name, name_key, description, hint, created_at, created_by)
     SELECT 1, printf('Key %03d', n), printf('key %03d', n), '', 'lk_abcd…wxyz', 0, ? FROM counting`,
    count,
    accountId,
  );
  await program.sql(
    'UPDATE tenants SET listed_keys = listed_keys + ?, counted_keys = counted_keys + ?, key_limit = 1000 WHERE id = 1',
    count,
    count,
  );
}

test.describe('Keys that somebody leaves', () => {
  test('are all counted, and each of them can be come to', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await manyKeysBy(signedIn, jan.id, 201);
    await open('/accounts');
    await button(page, 'Disable jan').click();
    const created = region(page, 'Other keys that jan created (201)');
    await expect(created.getByRole('rowheader')).toHaveCount(200);
    await expect(dialog(page).getByText('200 of 201 shown')).toBeVisible();
    await expect(tick(page, 'Revoke Key 001')).toHaveCount(0);
    await tick(page, 'Revoke all that are shown').check();
    await within(page, 'Show more').click();
    await expect(created.getByRole('rowheader')).toHaveCount(201);
    await expect(within(page, 'Show more')).toHaveCount(0);
    // What was ticked stays.
    await expect(tick(page, 'Revoke Key 201')).toBeChecked();
    await expect(tick(page, 'Revoke Key 001')).not.toBeChecked();
    await tick(page, 'Revoke all of them').check();
    await within(page, 'Disable').click();
    await expectToast(page, '“jan” was disabled. 201 keys were revoked.');
    const view = { ...EVERYTHING, status: 'revoked' } as const;
    expect(await signedIn.api.keys.count({ view })).toEqual({ total: 201 });
  });

  test('come next when the first ones are decided on', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await manyKeysBy(signedIn, jan.id, 202);
    await signedIn.sql("UPDATE keys SET revocation = 'permanent', revoked_at = 0 WHERE name > 'Key 003'");
    await signedIn.sql(
      "UPDATE keys SET revocation = 'until-reinstated', revoked_at = 0 WHERE name = 'Key 003'",
    );
    await open('/accounts');
    await button(page, 'Disable jan').click();
    const created = region(page, 'Other keys that jan created (202)');
    await expect(created.getByRole('rowheader')).toHaveText([/^Key 002/, /^Key 001/, /^Key 003/]);
    await expect(
      dialog(page).getByText('199 are revoked permanently, so nothing is to be decided about them.'),
    ).toBeVisible();
    await expect(dialog(page).getByText('shown')).toHaveCount(0);
  });

  test('are those that they made too, however many they own', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await manyKeysBy(signedIn, jan.id, 201);
    await signedIn.sql('UPDATE keys SET owner_account_id = ?', jan.id);
    await keysBy(signedIn, jan, 'Dashboards');
    await open('/accounts');
    await button(page, 'Delete jan').click();
    await expect(region(page, 'Keys that jan owns (201)').getByRole('rowheader')).toHaveCount(200);
    await expect(dialog(page).getByText('200 of 201 shown')).toBeVisible();
    await expect(region(page, 'Other keys that jan created (1)').getByRole('rowheader')).toHaveText([
      /^Dashboards/,
    ]);
  });

  test('may be in other tenants too, and the dialog says so', async ({ signedIn, open, page }) => {
    await person(signedIn, 'jan');
    await person(signedIn, 'root', { roles: ['Super User'] });
    const elsewhere = dialog(page).getByText('Keys that they made in other tenants are listed there.');
    await open('/accounts');
    for (const name of ['Disable root', 'Delete root']) {
      await button(page, name).click();
      await expect(elsewhere).toBeVisible();
      await within(page, 'Cancel').click();
      await expect(dialog(page)).toHaveCount(0);
    }
    await button(page, 'Disable jan').click();
    await expect(dialog(page).getByText('It owns no keys and has created none.')).toBeVisible();
    await expect(elsewhere).toHaveCount(0);
  });

  test('are no links, which would lose what is chosen', async ({ signedIn, open, page }) => {
    const jan = await person(signedIn, 'jan');
    await keysBy(signedIn, jan, 'Dashboards');
    await open('/accounts');
    await button(page, 'Disable jan').click();
    await expect(dialog(page).getByRole('rowheader', { name: 'Dashboards' })).toBeVisible();
    await expect(dialog(page).getByRole('link')).toHaveCount(0);
  });
});

test('enabling promises nothing of keys that have expired', async ({ signedIn, open, page }) => {
  const shop = await machine(signedIn, 'API -- Shop');
  await keysOf(signedIn, shop.id, 'Orders', 'Stock');
  await signedIn.sql("UPDATE keys SET expires_at = 1 WHERE name = 'Stock'");
  await signedIn.api.accounts.disable({ id: shop.id });
  await open(`/accounts/${shop.id}`);
  await button(page, 'Enable').click();
  await expect(
    dialog(page).getByText('1 active key works again at once. Those that are revoked or expired do not.'),
  ).toBeVisible();
  await within(page, 'Cancel').click();
  await signedIn.sql("UPDATE keys SET expires_at = 1 WHERE name = 'Orders'");
  await button(page, 'Enable').click();
  await expect(
    dialog(page).getByText('All of them are revoked or expired, so none works again.'),
  ).toBeVisible();
});

test('Escape closes what could not be revoked, and the list knows of the account', async ({
  signedIn,
  open,
  page,
}) => {
  const jan = await person(signedIn, 'jan');
  await keysBy(signedIn, jan, 'Dashboards');
  signedIn.substitute('keys.batch', () => BUSY);
  await open('/accounts');
  await button(page, 'Disable jan').click();
  await tick(page, 'Revoke Dashboards').check();
  await within(page, 'Disable').click();
  await expect(dialog(page).getByText('“jan” was disabled. No key was revoked.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(accountRow(page, 'jan')).toContainText('Disabled');
  await expect(button(page, 'Enable jan')).toBeFocused();
});

test('any API-only account can be the new owner, found by its name', async ({ signedIn, open, page }) => {
  const shop = await machine(signedIn, 'API -- Shop');
  await keysOf(signedIn, shop.id, 'Orders');
  // More than any list of owners has: the one that is wanted is the last by name.
  await signedIn.sql(
    `WITH RECURSIVE counting (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 1005)
     INSERT INTO accounts (tenant_id, username, username_key, display_name, search_text, licence, api_only, status, created_at)
     SELECT 1, 'bot ' || n, 'bot ' || printf('%04d', n), '', 'bot ' || n, 'API', 1, 'active', 0 FROM counting`,
  );
  await machine(signedIn, 'zebra');
  await open('/accounts');
  await page.getByLabel('Search accounts').fill('shop');
  await button(page, 'Delete API -- Shop').click();
  await dialog(page).getByRole('radio', { name: 'Reassign' }).check();
  await expect(dialog(page).getByText('and 957 more: type a part of the name.')).toBeVisible();
  const heir = page.getByRole('combobox', { name: 'New owner' });
  await heir.fill('zeb');
  await expect(page.getByRole('option')).toHaveText(['zebra']);
  await heir.fill(ADMIN.username);
  await expect(page.getByRole('option')).toHaveText(['ada (you)']);
  await heir.fill('zeb');
  await page.getByRole('option', { name: 'zebra' }).click();
  await expect(heir).toHaveValue('zebra');
  await within(page, 'Delete').click();
  await expectToast(page, '“API -- Shop” was deleted. 1 key now belongs to zebra.');
  const { row } = await signedIn.api.keys.get({ id: await keyId(signedIn, 'Orders') });
  expect(row.owner).toMatchObject({ username: 'zebra' });
});
