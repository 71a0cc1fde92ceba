import { button, expect, test } from '../support/ui-test.ts';
import { dialog } from '../support/key-screens.ts';
for (const [scheme, width, height] of [['light', 1280, 800], ['dark', 1024, 700]] as const) {
  test(`look ${scheme}`, async ({ signedIn, open, page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await signedIn.generate({ name: 'ERP integration' }, { name: 'Webshop checkout' });
    const { name: _, ...settings } = await signedIn.api.settings.tenant(undefined);
    void settings;
    const roles = await signedIn.api.roles.list(undefined);
    await signedIn.api.roles.create({ name: 'Bookkeeper', description: '', permissionIds: [], authorities: ['view'] });
    await expect(signedIn.api.roles.remove({ id: roles[0]?.id ?? 0, revision: 1 } as never)).rejects.toThrow();
    await signedIn.api.session.lock(undefined);
    await signedIn.api.session.unlock({ password: 'correct horse battery staple' });
    await open('/activity-log');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await page.screenshot({ path: `/tmp/shots/list-${scheme}.png` });
    await page.getByRole('button', { name: /created the role/ }).click();
    await expect(page.getByText('Hash before')).toBeVisible();
    await page.screenshot({ path: `/tmp/shots/open-${scheme}.png` });
    await button(page, 'Verify log').click();
    await expect(dialog(page, 'Verify log').getByRole('button', { name: 'Close' })).toBeVisible();
    await page.waitForFunction(() => document.getAnimations().length === 0);
    await page.screenshot({ path: `/tmp/shots/verify-${scheme}.png` });
    await page.keyboard.press('Escape');
    await button(page, 'Fingerprint').click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await page.waitForFunction(() => document.getAnimations().length === 0);
    await page.screenshot({ path: `/tmp/shots/finger-${scheme}.png` });
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: `/tmp/shots/print-${scheme}.png` });
  });
}
