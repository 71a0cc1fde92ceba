import { verify } from './support/cli.ts';
import {
  choose,
  copyAndClose,
  expect,
  fromRowMenu,
  rowOf,
  shownSecret,
  signIn,
  test,
} from './support/program.ts';

/** Seed 004: a key with roles, whose permissions are viewed and managed, edited and removed. */
test('seed 004: add, edit and remove a key with roles', async ({ data, seed, start }) => {
  await seed();
  const { page } = await start();
  await signIn(page);
  const granted = page.getByRole('dialog', { name: 'These permissions will be granted to the API key' });

  await test.step('adding 1: the form', async () => {
    await page.getByRole('button', { name: 'Generate API Key' }).first().click();
  });

  await test.step('adding 2: name, description, roles; view and manage the permissions', async () => {
    await page.getByRole('textbox', { name: 'Key Name' }).fill('Letter service');
    await page.getByRole('textbox', { name: 'Description' }).fill('Renders letters.');
    await choose(page, 'Authorization Group', 'Read only');
    await choose(page, 'Roles', 'Order processing');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'View permissions' }).click();
    await expect(granted).toContainText('orders:write');
    await expect(granted).toContainText('Order processing');
    await granted.getByRole('button', { name: 'Manage permissions' }).click();
    await granted.getByRole('checkbox', { name: /orders:\s*write/ }).uncheck();
    await granted.getByRole('button', { name: /Done|Apply|Save/ }).click();
    await expect(granted).toBeHidden();
  });

  const secret = await test.step('saving generates the key', async () => {
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    const shown = await shownSecret(page);
    await copyAndClose(page);
    return shown;
  });

  await test.step('what was unticked stays withheld', async () => {
    await fromRowMenu(page, 'Letter service', 'View permissions');
    await expect(granted.getByText('orders:write')).toBeVisible();
    await expect(granted).toContainText(/withheld|not granted|excluded/i);
    await page.keyboard.press('Escape');
    await expect(granted).toBeHidden();
  });

  await test.step('editing 1–2: … → Edit: name, description, roles, permissions', async () => {
    await fromRowMenu(page, 'Letter service', 'Edit');
    const dialog = page.getByRole('dialog', { name: 'Edit API Key' });
    await dialog.getByRole('textbox', { name: 'Key Name' }).fill('Letter rendering');
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Renders letters and labels.');
    await choose(dialog, 'Roles', 'Reporting');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'View permissions' }).click();
    await expect(granted).toContainText('reports:read');
    await granted.getByRole('button', { name: 'Close' }).first().click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, 'Letter rendering')).toContainText('Renders letters and labels.');
  });

  await test.step('removing 1–2: … → Remove, the warning, Continue', async () => {
    await fromRowMenu(page, 'Letter rendering', 'Remove');
    const dialog = page.getByRole('dialog', { name: 'Remove API Key' });
    await expect(dialog).toContainText(
      'all applications and integrations that use it will cease to function',
      {
        ignoreCase: true,
      },
    );
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect(rowOf(page, 'Letter rendering')).toHaveCount(0);
    expect(await verify(data, secret)).toMatchObject({ code: 1, answer: { code: 'DELETED' } });
  });

  await test.step('a removal by mistake is undone', async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rowOf(page, 'Letter rendering')).toBeVisible();
    expect(await verify(data, secret)).toMatchObject({ code: 0, answer: { code: 'VALID' } });
  });
});
