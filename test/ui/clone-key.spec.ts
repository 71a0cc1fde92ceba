import { DAY, dialog, erp, makeRole, refusal } from '../support/key-screens.ts';
import { button, expect, expectAccessible, field, heading, test } from '../support/ui-test.ts';

test('a clone has everything but the secret and the expiry', async ({ page, signedIn: program, open }) => {
  const role = await makeRole(program, 'Billing', 'invoices:write');
  const id = await erp(program, { roleIds: [role], allowlist: '10.0.0.0/8', expiresAt: Date.now() + DAY });
  await open(`/tenant-api-keys/${id}/clone`);
  await expect(heading(page, 'Generate API Key')).toBeVisible();
  await expect(field(page, 'Key Name')).toHaveValue('Copy of ERP integration');
  await expect(field(page, 'Description')).toHaveValue('Nightly import');
  await expect(field(page, 'IP Allowlist')).toHaveValue('10.0.0.0/8');
  await expect(field(page, 'Expiration Date')).toHaveValue('');
  await expect(page.getByRole('combobox', { name: 'Authorization Group' })).toHaveValue('Full access');
  await expect(field(page, 'Key Name')).toBeFocused();
  await expectAccessible(page);
  await button(page, 'Cancel').click();
  await expect(heading(page, 'ERP integration')).toBeVisible();
  await page.goBack();
  await button(page, 'Generate').click();
  await expect(dialog(page, 'Save generated key')).toBeVisible();
  const copy = await program.api.keys.get({ id: id + 1 });
  expect(copy.row).toMatchObject({ name: 'Copy of ERP integration', expiresAt: null });
  expect(copy.roles.map(({ id: roleId }) => roleId)).toEqual([role]);
});

test('the name of a clone stays within its limit', async ({ page, signedIn: program, open }) => {
  await program.generate({ name: 'n'.repeat(200) });
  await open('/tenant-api-keys/1/clone');
  await expect(field(page, 'Key Name')).toHaveValue(`Copy of ${'n'.repeat(192)}`);
});

test('a key that cannot be read is not cloned', async ({ page, signedIn: program, open }) => {
  await erp(program);
  program.substitute('keys.get', refusal('Another program is writing.'));
  await open('/tenant-api-keys/1/clone');
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  program.restore('keys.get');
  await button(page, 'Try again').click();
  await expect(field(page, 'Key Name')).toHaveValue('Copy of ERP integration');
});

test('at the limit it is refused when it is sent, and what was typed stays', async ({
  page,
  signedIn: program,
  open,
}) => {
  await erp(program);
  await program.sql('UPDATE tenants SET key_limit = 1');
  await open('/tenant-api-keys/1/clone');
  await field(page, 'Description').fill('Second');
  await button(page, 'Generate').click();
  await expect(page.getByRole('alert').filter({ hasText: 'limit' })).toBeVisible();
  await expect(field(page, 'Description')).toHaveValue('Second');
});
