import type { Page } from '@playwright/test';
import { expect } from './ui-test.ts';
import type { UiProgram } from './ui-program.ts';

/** An address for each screen of `src/renderer/app/routes.ts`; `:id` is one of what `furnish` has put into the store. */
export const SCREENS = [
  '/overview',
  '/tenant-api-keys',
  '/tenant-api-keys/new',
  '/tenant-api-keys/import',
  '/tenant-api-keys/:id',
  '/tenant-api-keys/:id/clone',
  '/accounts',
  '/accounts/new',
  '/accounts/:id',
  '/roles',
  '/roles/new',
  '/roles/:id',
  '/authorization-groups',
  '/authorization-groups/new',
  '/authorization-groups/:id',
  '/api-sets',
  '/api-sets/new',
  '/api-sets/:id',
  '/permissions',
  '/data-access',
  '/data-access/new',
  '/data-access/:id',
  '/findings',
  '/activity-log',
  '/identify',
  '/leak-scan',
  '/access-simulator',
  '/access-simulator/:id',
  '/settings',
  '/settings/tenant',
  '/settings/security',
  '/settings/notices',
  '/settings/appearance',
  '/settings/account',
  '/settings/tenants',
  '/settings/store',
  '/settings/endpoint',
  '/settings/about',
] as const;

/** Something of each kind, so that every screen has something to show: the first of each has the id 1. */
export async function furnish(program: UiProgram): Promise<void> {
  await program.generate(
    { name: 'ERP-Integration', requestsPerSecond: 10, requestsPerDay: 50_000, allowlist: '10.0.0.0/8' },
    { name: 'Webshop', expiresAt: Date.now() + 5 * 86_400_000 },
  );
  await program.api.keys.revoke({ id: 2, how: 'until-reinstated' });
  await program.api.dataAccess.create({ name: 'Europa', description: '', scopes: ['DE-01'] });
}

/** What stands where no screen is, in each language. */
const NOWHERE = ['Page not found', 'Seite nicht gefunden'];
/** A busy machine needs longer than a test is patient otherwise. */
const PATIENTLY = { timeout: 15_000 };
const BUSY = '#main [role="progressbar"], #main .mantine-Loader-root, #main [aria-busy="true"]';
const REFUSED = ['You do not have the right permissions', 'Sie haben nicht die nötigen Rechte'];

/**
 * Goes to a screen and waits until it can be used: it names itself in the title. It comes from where no screen is, so
 * that nothing of the one before is taken for it.
 */
export async function goToScreen(page: Page, screen: string): Promise<void> {
  const go = (address: string) =>
    page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#${address}`);
  // Before that the program has not begun to listen for another address.
  await expect(page).toHaveTitle(/ – Latchkey$/, PATIENTLY);
  await go('/nowhere');
  const isNowhere = new RegExp(NOWHERE.join('|'));
  await expect(page).toHaveTitle(isNowhere, PATIENTLY);
  await go(screen.replace(':id', '1'));
  await expect(page).not.toHaveTitle(isNowhere, PATIENTLY);
  await expect(page).not.toHaveTitle(new RegExp(REFUSED.join('|')));
  await expect(page.locator('#main h1').first()).toBeVisible(PATIENTLY);
  const busy = page.locator(BUSY);
  await expect(busy).toHaveCount(0, PATIENTLY);
  // What has just come may begin to read only now.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  await expect(busy).toHaveCount(0, PATIENTLY);
}

/** By how many pixels the page is wider than the window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector('#main');
    return Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      main === null ? 0 : main.scrollWidth - main.clientWidth,
    );
  });
