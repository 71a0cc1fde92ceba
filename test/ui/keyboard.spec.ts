import { reach } from '../support/reach.ts';
import { ADMIN } from '../support/ui-program.ts';
import { expect, heading, test } from '../support/ui-test.ts';

test('from set-up to the saved key in the list without a mouse', async ({ open, page, program }) => {
  const { keyboard } = page;
  await open();
  await expect(page).toHaveTitle('Set up Latchkey');
  for (const [label, text] of [
    ['Organisation name', ADMIN.organisation],
    ['Username', ADMIN.username],
    ['Password', ADMIN.password],
    ['Confirm password', ADMIN.password],
  ] as const) {
    await reach(page, label);
    await keyboard.type(text);
  }
  await keyboard.press('Enter');

  await expect(heading(page, 'Recovery codes')).toBeVisible();
  await reach(page, 'Copy');
  await keyboard.press('Enter');
  await expect(page.getByText('Copied.')).toBeVisible();
  await reach(page, 'I have stored them');
  await keyboard.press('Space');

  await expect(heading(page, 'API Keys')).toBeVisible();
  await keyboard.press('Control+N');
  await reach(page, 'Key Name');
  await keyboard.type('ERP integration');
  await reach(page, 'Authorization Group');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await reach(page, '90 days');
  await keyboard.press('Enter');
  await reach(page, 'Generate');
  await keyboard.press('Enter');

  await expect(page.getByRole('dialog', { name: 'Save generated key' })).toBeVisible();
  await reach(page, 'Copy to clipboard');
  await keyboard.press('Enter');
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(program.clipboard).toMatch(/^lk_/);
  await reach(page, 'Close');
  await keyboard.press('Enter');

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('row', { name: /ERP integration/ })).toBeVisible();
  await expect(page.getByText('1/10 keys')).toBeVisible();
});
