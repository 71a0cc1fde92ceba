import { verify } from './support/cli.ts';
import { addDataAccessGroup } from './support/data-access.ts';
import { copyAndClose, expect, rowOf, shownSecret, signIn, test } from './support/program.ts';

const WARNING = 'This API user is in no Data Access Control group and cannot access any data';

/** Seed 000: an API user account, its key, its data access, and the rotation after 90 days. */
test('seed 000: a key of an API user account, and its rotation', async ({ data, seed, start }) => {
  await seed();
  await addDataAccessGroup(data, 'Germany', ['DE01', 'DE02']);
  const { page } = await start();
  await signIn(page);

  await test.step('part one: a user account with the license API, which ticks API only', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'User accounts' }).click();
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('textbox', { name: 'Username' }).fill('API – ERP');
    await page.getByRole('radio', { name: 'API', exact: true }).check();
    const apiOnly = page.getByRole('checkbox', { name: 'API only' });
    await expect(apiOnly).toBeChecked();
    await expect(apiOnly).toBeDisabled();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'API – ERP' })).toBeVisible();
  });

  const first =
    await test.step('part two: Api keys → New → description, validity days → Submit → shown once', async () => {
      await page.getByRole('tab', { name: 'Api keys' }).click();
      await page.getByRole('button', { name: 'New', exact: true }).click();
      const window = page.getByRole('dialog', { name: 'Create API key' });
      await window.getByRole('textbox', { name: 'Description' }).fill('Nightly import of invoices');
      await expect(window.getByLabel('Validity days')).toHaveValue('90');
      await window.getByLabel('Validity days').fill('60');
      await window.getByRole('button', { name: 'Submit' }).click();
      const secret = await shownSecret(page);
      await copyAndClose(page);
      await expect(rowOf(page, 'Nightly import of invoices')).toContainText('Active');
      return secret;
    });

  await test.step('part three: the account is put into a data access group', async () => {
    const before = await verify(data, first);
    expect(before).toMatchObject({ code: 0, answer: { code: 'VALID', key: { dataScopes: [] } } });
    await expect(page.getByText(WARNING, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Add to group' }).click();
    const window = page.getByRole('dialog', { name: 'Add to group' });
    await window.getByRole('combobox', { name: 'Data access group' }).click();
    await page.getByRole('option', { name: 'Germany' }).click();
    await window.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByText(WARNING)).toHaveCount(0);
    await page.getByRole('tab', { name: 'Data access' }).click();
    const scopes = page.getByRole('list', { name: 'All data scopes' }).getByRole('listitem');
    await expect(scopes).toHaveText(['DE01', 'DE02']);
    expect(await verify(data, first)).toMatchObject({
      answer: { code: 'VALID', key: { dataScopes: ['DE01', 'DE02'] } },
    });
  });

  await test.step('rotation: lock, generate and update in one window; the old key is refused', async () => {
    await page.getByRole('tab', { name: 'Api keys' }).click();
    await rowOf(page, 'Nightly import').getByRole('button', { name: 'Rotate', exact: true }).click();
    const window = page.getByRole('dialog', { name: 'Rotate API Key' });
    await expect(window).toContainText('Integrations to update with the new key');
    await expect(window.getByLabel('Validity days')).toHaveValue('90');
    await window.getByRole('button', { name: 'Rotate', exact: true }).click();
    const second = await shownSecret(page);
    await copyAndClose(page);
    expect(await verify(data, first)).toMatchObject({ code: 1, answer: { code: 'ROTATED' } });
    expect(await verify(data, second)).toMatchObject({ code: 0, answer: { code: 'VALID' } });
  });

  await test.step('locking: a permanent revocation', async () => {
    await rowOf(page, 'Nightly import').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(rowOf(page, 'Nightly import')).toContainText('Permanently');
  });
});
