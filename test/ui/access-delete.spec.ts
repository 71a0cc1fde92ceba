import { idOf } from '../support/access.ts';
import { button, expect, heading, test } from '../support/ui-test.ts';

test('a role that nobody has is deleted', async ({ signedIn, open, page }) => {
  await open('/roles');
  await button(page, 'Delete Reporting').click();
  const dialog = page.getByRole('dialog', { name: 'Delete role' });
  await expect(dialog).toContainText('Delete the role Reporting? This cannot be undone.');
  await expect(button(page, 'Cancel')).toBeFocused();
  await button(page, 'Delete').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('“Reporting” was deleted. 5 roles')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Reporting' })).toHaveCount(0);
  await expect(heading(page, 'Roles')).toBeFocused();
  expect(await signedIn.api.roles.list(undefined)).toHaveLength(5);
});

test('a role in use is not deleted, and its users are named', async ({ signedIn, open, page }) => {
  await signedIn.generate({ name: 'Dashboards', roleIds: [await idOf(signedIn, 'roles', 'Reporting')] });
  await open('/roles');
  await button(page, 'Delete Reporting').click();
  const dialog = page.getByRole('dialog', { name: 'Delete role' });
  await expect(dialog).toContainText('“Reporting” is used by 1 key. Take the role from them first.');
  await expect(dialog.getByRole('listitem')).toHaveText(['Dashboards']);
  await expect(button(page, 'Delete')).toBeDisabled();
  await expect(button(page, 'Delete')).toHaveAccessibleDescription(/is used by 1 key/);
  await button(page, 'Delete').focus();
  await page.keyboard.press('Enter');
  await button(page, 'Close').click();
  expect(signedIn.calls).not.toContain('roles.remove');
});

test('a user who comes while the question is open is named too', async ({ signedIn, open, page }) => {
  await open('/roles');
  await button(page, 'Delete Reporting').click();
  await expect(button(page, 'Delete')).toBeEnabled();
  // Not told, as when the news is late.
  signedIn.substitute('roles.list', () => new Promise(() => {}));
  await signedIn.generate({ name: 'Dashboards', roleIds: [await idOf(signedIn, 'roles', 'Reporting')] });
  await button(page, 'Delete').click();
  const dialog = page.getByRole('dialog', { name: 'Delete role' });
  await expect(dialog).toContainText('“Reporting” is used by the key “Dashboards”. Take it from it first.');
  await expect(dialog.getByRole('listitem')).toHaveText(['Dashboards']);
  await expect(button(page, 'Delete')).toBeDisabled();
});
