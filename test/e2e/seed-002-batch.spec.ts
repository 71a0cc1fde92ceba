import type { Page } from '@playwright/test';
import { verify } from './support/cli.ts';
import {
  choose,
  copyAndClose,
  expect,
  fromRowMenu,
  generateKey,
  rowOf,
  shownSecret,
  signIn,
  test,
} from './support/program.ts';

async function batch(page: Page, name: string, number: number): Promise<void> {
  await page.getByRole('button', { name: 'Batch actions' }).click();
  await page.getByRole('menuitem', { name }).click();
  const dialog = page.getByRole('dialog', { name });
  await dialog.getByRole('textbox', { name: `Type ${number} to confirm` }).fill(String(number));
  await dialog
    .getByRole('button', { name: new RegExp(`^(Revoke|Reinstate|Remove) ${number} keys?$`) })
    .click();
  await expect(dialog).toBeHidden();
}

/** Seed 002: keys with roles, revoked for a time, reinstated, deleted, one by one and all at once. */
test('seed 002: temporary revocation and batch actions', async ({ data, seed, start }) => {
  await seed();
  const { page } = await start();
  await signIn(page);
  const answer = async (secret: string) => (await verify(data, secret)).answer.code;

  const secret =
    await test.step('generating 1–3: name, description and roles; the key is copied', async () => {
      await page.getByRole('button', { name: 'Generate API Key' }).first().click();
      await page.getByRole('textbox', { name: 'Key Name' }).fill('Data pipeline');
      await page.getByRole('textbox', { name: 'Description' }).fill('Cleans geometries at night.');
      await choose(page, 'Authorization Group', 'Read only');
      await choose(page, 'Roles', 'Reporting');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Generate', exact: true }).click();
      const shown = await shownSecret(page);
      await copyAndClose(page);
      return shown;
    });

  await test.step('the key is known by its name, as a user would be', async () => {
    expect(await verify(data, secret)).toMatchObject({
      answer: { code: 'VALID', key: { name: 'Data pipeline', owner: null } },
    });
  });

  await test.step('Edit: details and roles', async () => {
    await fromRowMenu(page, 'Data pipeline', 'Edit');
    const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Cleans geometries, nightly.');
    await choose(dialog, 'Roles', 'Order processing');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(rowOf(page, 'Data pipeline')).toContainText('Cleans geometries, nightly.');
  });

  await test.step('Revoke: dark grey with a blocked icon, unusable, still there', async () => {
    await fromRowMenu(page, 'Data pipeline', 'Revoke');
    const dialog = page.getByRole('dialog', { name: 'Revoke API Key' });
    await dialog.getByRole('radio', { name: 'Until reinstated' }).check();
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(rowOf(page, 'Data pipeline')).toContainText('Revoked');
    await expect(rowOf(page, 'Data pipeline').locator('th svg, th + td svg').first()).toBeVisible();
    expect(await answer(secret)).toBe('REVOKED');
  });

  await test.step('Reinstate: it works again', async () => {
    await fromRowMenu(page, 'Data pipeline', 'Reinstate');
    await page.getByRole('dialog').getByRole('button', { name: 'Reinstate' }).click();
    await expect(rowOf(page, 'Data pipeline')).toContainText('Active');
    expect(await answer(secret)).toBe('VALID');
  });

  const others = await test.step('two more keys', async () => {
    const secrets = [];
    for (const name of ['Map viewer', 'Survey upload']) {
      secrets.push(await generateKey(page, name));
      await copyAndClose(page);
    }
    return secrets;
  });
  const all = [secret, ...others];
  const answers = () => Promise.all(all.map(answer));

  await test.step('batch: Revoke all API keys', async () => {
    await batch(page, 'Revoke all API keys', 3);
    await expect(page.getByRole('row').filter({ hasText: 'Revoked' })).toHaveCount(3);
    expect(await answers()).toEqual(['REVOKED', 'REVOKED', 'REVOKED']);
  });

  await test.step('batch: Reinstate all API keys', async () => {
    await batch(page, 'Reinstate all API keys', 3);
    await expect(page.getByRole('row').filter({ hasText: 'Active' })).toHaveCount(3);
    expect(await answers()).toEqual(['VALID', 'VALID', 'VALID']);
  });

  await test.step('batch: Delete all revoked API keys leaves those that are not revoked', async () => {
    await fromRowMenu(page, 'Map viewer', 'Revoke');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(rowOf(page, 'Map viewer')).toContainText('Revoked');
    await batch(page, 'Delete all revoked API keys', 1);
    await expect(rowOf(page, 'Map viewer')).toHaveCount(0);
    expect(await answers()).toEqual(['VALID', 'DELETED', 'VALID']);
  });

  await test.step('Delete: gone from the list, and known as deleted ever after', async () => {
    await fromRowMenu(page, 'Survey upload', 'Remove');
    await page
      .getByRole('dialog', { name: 'Remove API Key' })
      .getByRole('button', { name: 'Continue' })
      .click();
    await expect(rowOf(page, 'Survey upload')).toHaveCount(0);
    expect(await answers()).toEqual(['VALID', 'DELETED', 'DELETED']);
  });
});
