import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expectCounted } from '../support/key-screens.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { button, expect, heading, test } from '../support/ui-test.ts';

/** What another process writes into the store shows in this window by itself. */

const OPEN = join(import.meta.dirname, '../../src/core/db/open.ts');
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const count = (page: Page, text: string) => page.getByText(text, { exact: true });

/** Runs statements in one transaction of a process of its own. */
async function elsewhere({ storePath }: UiProgram, ...statements: readonly string[]): Promise<void> {
  const script = `
    const { openStore } = await import(${JSON.stringify(OPEN)});
    const store = await openStore({ path: ${JSON.stringify(storePath)}, mode: 'write', now: () => Date.now() });
    store.sqlite.exec('BEGIN IMMEDIATE;' + ${JSON.stringify(statements.join(';'))} + ';COMMIT');
    await store.close();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
}

const REMOVE = (where: string, keys: number) =>
  [
    `UPDATE keys SET deleted_at = 1 WHERE ${where}`,
    `UPDATE tenants SET listed_keys = listed_keys - ${keys}, counted_keys = counted_keys - ${keys} WHERE id = 1`,
  ] as const;

test('a state, a name and a last use change in their rows', async ({ signedIn, open, page }) => {
  await signedIn.putKeys(3);
  await open();
  await expectCounted(page, '3 keys');
  await elsewhere(
    signedIn,
    "UPDATE keys SET revocation = 'permanent', revoked_at = 1, revision = 2 WHERE id = 1",
    "UPDATE keys SET name = 'Renamed', name_key = 'renamed', revision = 2 WHERE id = 2",
    `UPDATE keys SET last_used_at = ${Date.now()}, revision = 2 WHERE id = 3`,
  );
  await expect(rowOf(page, 'Key 000001').getByText('Revoked', { exact: true })).toBeVisible();
  await expect(rowOf(page, 'Renamed')).toBeVisible();
  await expect(rowOf(page, 'Key 000003').getByText('now', { exact: true })).toBeVisible();
});

test('a key that is removed goes, its tick with it, and the keyboard stays where it was', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(300);
  await open();
  await expectCounted(page, '300 keys');
  await page.getByRole('checkbox', { name: 'Select Key 000300' }).check();
  await page.getByRole('checkbox', { name: 'Select Key 000298' }).check();
  await page.getByRole('grid').focus();
  await expect(page.locator('tr[data-active]')).toContainText('Key 000298');
  await elsewhere(signedIn, ...REMOVE('id IN (299, 300)', 2));
  await expect(rowOf(page, 'Key 000300')).toHaveCount(0);
  await expect(page.getByRole('toolbar', { name: 'Selected keys' })).toContainText('1 selected');
  await expect(page.locator('tr[data-active]')).toContainText('Key 000298');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(count(page, '298 keys')).toBeVisible();
});

test('when almost all keys go from under a list that is scrolled far down, what is left is shown', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(1000);
  await open();
  await expectCounted(page, '1,000 keys');
  await page.getByRole('region', { name: 'API keys' }).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(rowOf(page, 'Key 000001')).toBeVisible();
  await elsewhere(signedIn, ...REMOVE('id > 150', 850));
  await expect(count(page, '150 keys')).toBeVisible();
  await expect(rowOf(page, 'Key 000001')).toBeInViewport();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(rowOf(page, 'Key 000150')).toBeInViewport();
  await elsewhere(signedIn, ...REMOVE('deleted_at IS NULL', 150));
  await expect(heading(page, 'No API keys yet')).toBeVisible();
  await expect(button(page, 'Batch actions')).toHaveCount(0);
});

test('a list that cannot be brought up to date says so, and keeps its rows', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(300);
  await open();
  await expectCounted(page, '300 keys');
  signedIn.substitute('keys.survey', () => ({
    ok: false,
    code: 'STORE_BUSY',
    message: 'Another program is writing.',
  }));
  await elsewhere(signedIn, ...REMOVE('id = 300', 1));
  await expect(page.getByText('Another program is writing.')).toBeVisible();
  await expect(rowOf(page, 'Key 000300')).toBeVisible();
  signedIn.restore('keys.survey');
  await button(page, 'Try again').click();
  await expect(count(page, '299 keys')).toBeVisible();
  await expect(rowOf(page, 'Key 000300')).toHaveCount(0);
  await expect(page.getByText('Another program is writing.')).toHaveCount(0);
});

test('what changes while the program is locked shows once it is unlocked', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.putKeys(3);
  await open();
  await expectCounted(page, '3 keys');
  await signedIn.lock('idle');
  await expect(heading(page, 'Locked')).toBeVisible();
  const asked = signedIn.calls.filter((call) => call === 'keys.list').length;
  await elsewhere(signedIn, ...REMOVE('id = 3', 1));
  await page.waitForTimeout(1500);
  expect(signedIn.calls.filter((call) => call === 'keys.list')).toHaveLength(asked);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
  await page.keyboard.press('Enter');
  await expect(count(page, '2 keys')).toBeVisible();
  await expect(rowOf(page, 'Key 000003')).toHaveCount(0);
});
