import { verify } from './support/cli.ts';
import {
  choose,
  copyAndClose,
  expect,
  generateKey,
  rowOf,
  shownSecret,
  signIn,
  test,
} from './support/program.ts';

/** An address of the allowlist. */
const OFFICE = ['--address', '10.20.0.5'] as const;

/** Seed 003: tenant API keys, from the empty list to a permanent revocation. */
test('seed 003: tenant API keys', async ({ data, seed, start }) => {
  await seed();
  const { app, page } = await start();
  await signIn(page);

  await test.step('Settings → Data & Monitoring → API Keys, at its route, with the limit in the header', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'API Keys' }).click();
    expect(await page.evaluate(() => window.location.hash)).toBe('#/tenant-api-keys');
    await expect(page.getByText('0/10 keys')).toBeVisible();
  });

  await test.step('generating 1–4: a page with name, description and group; only groups for tenant keys', async () => {
    await page.getByRole('button', { name: 'Generate API Key' }).first().click();
    await page.getByRole('textbox', { name: 'Key Name' }).fill('E');
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    await expect(page.getByText('Key Name must have at least 2 characters.')).toBeVisible();
    await expect(page.getByText('Choose an authorization group.', { exact: false })).toBeVisible();
    await page.getByRole('textbox', { name: 'Key Name' }).fill('ERP Integration');
    await page.getByRole('textbox', { name: 'Description' }).fill('Posts invoices every hour.');
    await page
      .locator('input')
      .and(page.getByLabel('Authorization Group', { exact: true }))
      .click();
    await expect(page.getByRole('option', { name: 'Standard user' })).toHaveCount(0);
    await page.getByRole('option', { name: 'Read only' }).click();
  });

  const first =
    await test.step('generating 5–8: expiry and allowlist, then the key is shown and copied', async () => {
      await page.getByRole('button', { name: '90 days' }).click();
      const allowlist = page.getByRole('textbox', { name: 'IP Allowlist' });
      await allowlist.fill('10.20.0.0/16\n10.1');
      await page.getByRole('button', { name: 'Generate', exact: true }).click();
      await expect(page.getByText(/Line 2: “10\.1” is not an IP address/)).toBeVisible();
      await allowlist.fill('10.20.30.40/16\n192.0.2.7');
      await page.getByRole('button', { name: 'Generate', exact: true }).click();
      const secret = await shownSecret(page);
      await page.getByRole('button', { name: 'Copy to clipboard' }).click();
      await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
      return secret;
    });

  await test.step('generating 9: Close returns to the list, where the secret is a hint', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const row = rowOf(page, 'ERP Integration');
    await expect(row).toContainText('Read only');
    await expect(row).toContainText('Active');
    await expect(row).toContainText('Valid');
    await expect(row).toContainText('Never');
    await expect(row).toContainText(`${first.slice(0, 7)}…${first.slice(-4)}`);
    await expect(page.getByText('1/10 keys')).toBeVisible();
    expect(await page.content()).not.toContain(first);
    expect(await verify(data, first)).toMatchObject({ answer: { code: 'IP_NOT_ALLOWED' } });
    expect(await verify(data, first, ...OFFICE)).toMatchObject({ answer: { code: 'VALID' } });
  });

  await test.step('editing 1–3: the pencil, pre-filled, without an expiration date', async () => {
    await rowOf(page, 'ERP Integration').getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
    await expect(dialog.getByRole('textbox', { name: 'Key Name' })).toHaveValue('ERP Integration');
    await expect(dialog.getByRole('textbox', { name: 'IP Allowlist' })).toHaveValue(
      '10.20.0.0/16\n192.0.2.7',
    );
    await expect(dialog.getByLabel('Expiration Date')).toHaveCount(0);
    await dialog.getByRole('textbox', { name: 'Key Name' }).fill('ERP integration, nightly');
    await choose(dialog, 'Authorization Group', 'Full access');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, 'ERP integration, nightly')).toContainText('Full access');
    expect(await verify(data, first, ...OFFICE)).toMatchObject({ answer: { code: 'VALID' } });
  });

  const second =
    await test.step('rotating 1–4: the warning, then the new key, and the old one is dead', async () => {
      await rowOf(page, 'ERP integration').getByRole('button', { name: 'Rotate', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Rotate API Key' });
      await expect(dialog).toContainText(
        'all applications using the current key will immediately lose access',
        {
          ignoreCase: true,
        },
      );
      await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
      const secret = await shownSecret(page);
      await copyAndClose(page);
      expect(await verify(data, first, ...OFFICE)).toMatchObject({ answer: { code: 'ROTATED' } });
      expect(await verify(data, secret, ...OFFICE)).toMatchObject({ answer: { code: 'VALID' } });
      return secret;
    });

  await test.step('rotating with an overlap: both work until the rotation is finished', async () => {
    await rowOf(page, 'ERP integration').getByRole('button', { name: 'Rotate', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Rotate API Key' });
    await dialog.getByText('24 hours', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Rotate', exact: true }).click();
    const third = await shownSecret(page);
    await copyAndClose(page);
    expect(await verify(data, second, ...OFFICE)).toMatchObject({ answer: { code: 'VALID' } });
    expect(await verify(data, third, ...OFFICE)).toMatchObject({ answer: { code: 'VALID' } });
    await rowOf(page, 'ERP integration').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Finish rotation now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Finish rotation now' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await verify(data, second, ...OFFICE)).toMatchObject({ answer: { code: 'ROTATED' } });
    expect(await verify(data, third, ...OFFICE)).toMatchObject({ answer: { code: 'VALID' } });
  });

  await test.step('revoking 1–3: the bin, the name in the question, Revoked in the list, for good', async () => {
    await rowOf(page, 'ERP integration').getByRole('button', { name: 'Revoke', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke API Key' });
    await expect(dialog).toContainText(
      /Are you sure you want to revoke the API key .*ERP integration, nightly.*\? Any applications using this key will lose access immediately\./,
    );
    await dialog.getByRole('radio', { name: 'Permanently (cannot be undone)' }).check();
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(rowOf(page, 'ERP integration')).toContainText('Revoked');
    await expect(page.getByText('0/10 keys')).toBeVisible();
    await rowOf(page, 'ERP integration').getByRole('button', { name: 'More actions' }).click();
    await expect(page.getByRole('menuitem', { name: 'Reinstate' })).toBeDisabled();
    await page.keyboard.press('Escape');
  });

  await test.step('filters: status and expiration', async () => {
    await generateKey(page, 'Mobile App', 'Read only');
    await copyAndClose(page);
    await choose(page, 'Status', 'Revoked');
    await expect(rowOf(page, 'Mobile App')).toHaveCount(0);
    await expect(rowOf(page, 'ERP integration')).toBeVisible();
    await choose(page, 'Status', 'Active');
    await expect(rowOf(page, 'Mobile App')).toBeVisible();
    await expect(rowOf(page, 'ERP integration')).toHaveCount(0);
    await choose(page, 'Expiration', 'Valid');
    await expect(rowOf(page, 'Mobile App')).toHaveCount(0);
    await choose(page, 'Expiration', 'Never');
    await expect(rowOf(page, 'Mobile App')).toBeVisible();
  });
});
