import { reach } from '../support/reach.ts';
import { dialog, erp } from '../support/key-screens.ts';
import { button, expect, field, heading, test } from '../support/ui-test.ts';

test('generate, rotate and revoke a key without a mouse', async ({ signedIn: program, open, page }) => {
  const { keyboard } = page;
  await open();
  await expect(heading(page, 'API Keys')).toBeVisible();
  await keyboard.press('Control+N');
  await expect(field(page, 'Key Name')).toBeFocused();
  await keyboard.type('ERP integration');
  await reach(page, 'Authorization Group');
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'Read only' })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Authorization Group' })).not.toHaveValue('');
  await reach(page, 'All API sets');
  await keyboard.press('ArrowDown');
  await reach(page, 'Available API');
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+End');
  await reach(page, 'Add selected');
  await keyboard.press('Space');
  await reach(page, 'Generate');
  await keyboard.press('Enter');
  await expect(dialog(page, 'Save generated key')).toBeVisible();
  await expect(button(page, 'Copy to clipboard')).toBeFocused();
  // Too early: it asks, and the safe answer is the nearest.
  await reach(page, 'Close');
  await keyboard.press('Enter');
  await expect(button(page, 'Go back')).toBeFocused();
  await keyboard.press('Enter');
  await expect(button(page, 'Close')).toBeFocused();
  await reach(page, 'Copy to clipboard');
  await keyboard.press('Enter');
  await expect(page.getByText('Copied.')).toBeVisible();
  const first = program.clipboard;
  await reach(page, 'Close');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page, 'API Keys')).toBeFocused();

  // The list's row leads to the key's own page.
  await expect(page.getByRole('row', { name: /ERP integration/ })).toBeVisible();
  await reach(page, 'ERP integration');
  await keyboard.press('Enter');
  await expect(heading(page, 'ERP integration')).toBeFocused();
  await reach(page, 'Rotate');
  await keyboard.press('Enter');
  await expect(button(page, 'Cancel')).toBeFocused();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Rotate')).toBeFocused();
  await keyboard.press('Enter');
  await expect(button(page, 'Cancel')).toBeFocused();
  await reach(page, 'No time');
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: '15 minutes' })).toBeChecked();
  await reach(page, 'Rotate');
  await keyboard.press('Enter');
  await expect(dialog(page, 'Save generated key')).toBeVisible();
  await reach(page, 'Copy to clipboard');
  await keyboard.press('Enter');
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(program.clipboard).not.toBe(first);
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Rotate')).toBeFocused();
  await expect(page.getByText('Two secrets work')).toBeVisible();

  await reach(page, 'Finish rotation now');
  await keyboard.press('Enter');
  await expect(dialog(page, 'Finish rotation')).toBeVisible();
  await expect(button(page, 'Cancel')).toBeFocused();
  await reach(page, 'Finish rotation now');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Two secrets work')).toHaveCount(0);
  await expect(heading(page, 'ERP integration')).toBeFocused();

  await reach(page, 'Revoke');
  await keyboard.press('Enter');
  await expect(dialog(page, 'Revoke API Key')).toBeVisible();
  await expect(button(page, 'Cancel')).toBeFocused();
  await reach(page, 'Until reinstated');
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Permanently (cannot be undone)' })).toBeChecked();
  await reach(page, 'Revoke');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('It is revoked permanently and may do nothing any more.')).toBeVisible();
  await expect(heading(page, 'ERP integration')).toBeFocused();
  const { row } = await program.api.keys.get({ id: 1 });
  expect(row.revocation).toBe('permanent');
});

test('edit, withhold, reinstate and remove a key without a mouse, and bring it back', async ({
  signedIn: program,
  open,
  page,
}) => {
  const { keyboard } = page;
  const id = await erp(program);
  await open(`/tenant-api-keys/${id}`);
  await expect(heading(page, 'ERP integration')).toBeVisible();
  await reach(page, 'Edit');
  await keyboard.press('Enter');
  await expect(field(page, 'Key Name')).toBeFocused();
  await keyboard.press('End');
  await keyboard.type(' 2');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page, 'ERP integration 2')).toBeVisible();
  await expect(button(page, 'Edit')).toBeFocused();

  const choose = async (entry: string) => {
    await reach(page, 'More actions');
    await keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    while (!(await page.getByRole('menuitem', { name: entry, exact: true }).evaluate(isFocused)))
      await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
  };
  await choose('View permissions');
  await expect(button(page, 'Done')).toBeFocused();
  await reach(page, 'Manage permissions');
  await keyboard.press('Enter');
  await reach(page, 'customers:read');
  await keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'customers:read' })).not.toBeChecked();
  await reach(page, 'Save');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'More actions')).toBeFocused();

  await program.api.keys.revoke({ id, how: 'until-reinstated' });
  program.emit('store-changed', {});
  await reach(page, 'Reinstate');
  await keyboard.press('Enter');
  await expect(dialog(page, 'Reinstate API Key')).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(heading(page, 'ERP integration 2')).toBeFocused();

  await choose('Remove');
  await expect(button(page, 'Cancel')).toBeFocused();
  await keyboard.press('Tab');
  await expect(button(page, 'Continue')).toBeFocused();
  await keyboard.press('Enter');
  await expect(heading(page, 'API Keys')).toBeFocused();
  await reach(page, 'Undo');
  await keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /ERP integration 2/ })).toBeVisible();
  expect((await program.api.keys.get({ id })).row.state).toBe('active');
});

const isFocused = (element: Element): boolean => element === document.activeElement;
