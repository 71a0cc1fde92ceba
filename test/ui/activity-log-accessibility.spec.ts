import { dialog } from '../support/key-screens.ts';
import { button, expect, expectAccessible, test } from '../support/ui-test.ts';

test('axe finds nothing serious in the activity log and its dialogs', async ({ signedIn, open, page }) => {
  // It looks at each screen twice and in whole: seconds on an idle machine, many more on a busy one.
  test.setTimeout(120_000);
  await signedIn.generate({ name: 'ERP integration' });
  await open('/activity-log?search=e');
  await page.getByRole('button', { name: /generated the key/ }).click();
  await expect(page.getByText('Hash before')).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Verify log').click();
  await expect(dialog(page, 'Verify log').getByRole('button', { name: 'Close' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await button(page, 'Fingerprint').click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
});
