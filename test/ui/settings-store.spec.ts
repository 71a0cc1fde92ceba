import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { EVERYTHING } from '../../src/shared/everything.ts';
import { overhang } from '../support/key-screens.ts';
import { withhold } from '../support/settings-screens.ts';
import { ADMIN, UiProgram } from '../support/ui-program.ts';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

const EVERY_KEY = { view: EVERYTHING, after: null, limit: 50 };
const PASSPHRASE = 'seven herons in a teapot';
/** scrypt takes its half second, and threads start. */
const SOON = { timeout: 20_000 };

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-backups-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
/** A backup of now, at the place where it will be looked for. */
async function backedUp(program: UiProgram, passphrase: string | null = null): Promise<void> {
  program.place = join(folder, 'a.lkbackup');
  await program.api.store.backUp({ passphrase });
  program.chosen = [program.place];
}
async function signIn(page: Page): Promise<void> {
  await fill(page, { Username: ADMIN.username, Password: ADMIN.password });
  await button(page, 'Sign in').click();
}

test('a backup is made with a passphrase that is typed twice, and says what it is', async ({
  signedIn,
  open,
  page,
}) => {
  await open('/settings/store');
  await expect(page.getByText('There is no backup yet')).toBeVisible();
  await expect(page.getByText(signedIn.storePath)).toBeVisible();
  await button(page, 'Back up now').click();
  await fill(page, { Passphrase: PASSPHRASE, 'Confirm passphrase': 'another' });
  await button(page, 'Choose a place').click();
  await expect(page.getByText('The two passphrases are not the same.')).toBeVisible();
  await fill(page, { Passphrase: 'password1234', 'Confirm passphrase': 'password1234' });
  await button(page, 'Choose a place').click();
  await expect(page.getByText(/This passphrase is too easy to guess/)).toBeVisible(SOON);
  // Cancelled at the system’s dialog: nothing that was typed is lost.
  await fill(page, { Passphrase: PASSPHRASE, 'Confirm passphrase': PASSPHRASE });
  await button(page, 'Choose a place').click();
  await expect(field(page, 'Passphrase')).toHaveValue(PASSPHRASE);
  await expect(button(page, 'Choose a place')).toBeEnabled();
  signedIn.place = join(folder, 'a.lkbackup');
  await button(page, 'Choose a place').click();
  await expect(page.getByText('The backup is made and verified')).toBeVisible(SOON);
  await expect(dialog(page, 'Back up now').getByText(signedIn.place)).toBeVisible();
  await button(page, 'Close').click();
  await expect(button(page, 'Back up now')).toBeFocused();
  await expect(page.getByText(/, encrypted/)).toBeVisible();
  await expect(page.getByText('There is no backup yet')).toHaveCount(0);
  expect(readFileSync(signedIn.place).subarray(0, 15).toString()).toBe('Latchkey backup');
});

test('a backup that the store could not note is there, and that is said', async ({
  signedIn,
  open,
  page,
}) => {
  await open('/settings/store');
  signedIn.place = join(folder, 'a.lkbackup');
  signedIn.substitute('store.backUp', async (_, next) => {
    const reply = await next();
    return reply.ok ? { ...reply, value: { ...Object(reply.value), noted: false } } : reply;
  });
  await button(page, 'Back up now').click();
  await page.getByRole('checkbox', { name: 'Encrypt it with a passphrase' }).uncheck();
  await button(page, 'Choose a place').click();
  await expect(page.getByText('The backup is made and verified')).toBeVisible(SOON);
  await expect(page.getByText('Not noted as the last backup')).toBeVisible();
  await expectAccessible(page);
});

test('a restore warns of keys that would work again, asks, and signs everybody out', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP' });
  await backedUp(signedIn, PASSPHRASE);
  const list = await signedIn.api.keys.list(EVERY_KEY);
  await signedIn.api.keys.revoke({ id: list.rows[0]?.id ?? 0, how: 'permanent' });
  await signedIn.generate({ name: 'Later' });
  await open('/settings/store');
  await button(page, 'Restore').click();
  await fill(page, { Passphrase: 'not the right one' });
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passphrase is not the one of this backup.')).toBeVisible(SOON);
  await expect(field(page, 'Passphrase')).toBeFocused();
  await fill(page, { Passphrase: PASSPHRASE });
  await page.keyboard.press('Enter');
  const restore = dialog(page, 'Restore a backup');
  await expect(restore.getByText('What was shut would be open again')).toBeVisible(SOON);
  await expect(restore.getByText('1 key revoked since would work again: ERP')).toBeVisible();
  await expect(restore.getByText('1 key made since would be gone: Later')).toBeVisible();
  await expect(restore.getByText('Northwind Traders')).toBeVisible();
  await restore.getByRole('button', { name: 'Restore' }).click();
  await expect(restore.getByText('Tick this, or cancel.')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await restore.getByLabel('I have read this, and it is wanted').check();
  await restore.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('A backup was restored.')).toBeVisible(SOON);
  await signIn(page);
  await expect(heading(page, 'Store')).toBeVisible();
  const names = (await signedIn.api.keys.list(EVERY_KEY)).rows.map(({ name }) => name);
  expect(names).toEqual(['ERP']);
});

test('a restore that is given up, or cannot be, changes nothing and leaves nothing', async ({
  signedIn,
  open,
  page,
}) => {
  await backedUp(signedIn);
  await open('/settings/store');
  await button(page, 'Restore').click();
  await expect(page.getByText('No key and no account would change.')).toBeVisible(SOON);
  await page.keyboard.press('Escape');
  await expect(dialog(page, 'Restore a backup')).toHaveCount(0);
  await expect(button(page, 'Restore')).toBeFocused();
  const foreign = join(folder, 'notes.txt');
  writeFileSync(foreign, 'hello '.repeat(100));
  signedIn.chosen = [foreign];
  await button(page, 'Restore').click();
  await expect(page.getByText('This is no backup of Latchkey.')).toBeVisible(SOON);
  await button(page, 'Close').click();
  signedIn.chosen = [folder];
  await button(page, 'Restore').click();
  await expect(page.getByText(/is no file\. Name a backup/)).toBeVisible();
  expect(readdirSync(join(signedIn.storePath, '..')).filter((name) => name.includes('unfinished'))).toEqual(
    [],
  );
});

test('the integrity check tells of nothing, or of the entry that was changed', async ({
  signedIn,
  open,
  page,
}) => {
  await open('/settings/store');
  await button(page, 'Check integrity').click();
  await expect(page.getByText('Nothing is wrong')).toBeVisible(SOON);
  await button(page, 'Close').click();
  await signedIn.sql('UPDATE audit_entries SET time = time + 1 WHERE seq = 2');
  await button(page, 'Check integrity').click();
  await expect(page.getByText('Entry 2 was changed after it was written.')).toBeVisible(SOON);
});

test('backups are scheduled, encrypted, and say when they fail', async ({ signedIn, open, page }) => {
  await open('/settings/store');
  await field(page, 'Every day').check();
  await button(page, 'Save').click();
  await expect(page.getByText('Choose a folder for the backups.')).toBeVisible();
  signedIn.chosen = [folder];
  await button(page, 'Choose').click();
  await expect(field(page, 'Folder')).toHaveValue(folder);
  await page.getByLabel('Encrypt them with a passphrase').check();
  await fill(page, { Passphrase: PASSPHRASE, 'Confirm passphrase': PASSPHRASE });
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible(SOON);
  await expect(page.getByText(/The last was made .* The next is due/)).toBeVisible(SOON);
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^latchkey-[0-9a-f]{8}-.*\.lkbackup$/)]);
  expect(
    [...signedIn.kept.entries()].some(([name, value]) => name.startsWith('backup:') && value === PASSPHRASE),
  ).toBe(true);
  // Two days later the disk is not plugged in.
  rmSync(folder, { recursive: true });
  await signedIn.restart(async () => {
    signedIn.now = Date.now() + 2 * 86_400_000;
  });
  const { username, password } = ADMIN;
  await signedIn.api.session.signIn({ username, password, remember: false });
  await page.reload();
  await expect(page.getByText('The last scheduled backup was not made')).toBeVisible(SOON);
  await expectAccessible(page);
});

test('in the place of a damaged store a backup is put, and the program goes on', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'ERP' });
  await backedUp(signedIn);
  await signedIn.restart(async () => {
    writeFileSync(signedIn.storePath, 'no store');
    for (const ending of ['-wal', '-shm']) rmSync(signedIn.storePath + ending, { force: true });
  });
  await open();
  await expect(heading(page, 'Latchkey cannot open its store')).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Restore from a backup').click();
  const restore = dialog(page, 'Restore a backup');
  await expect(restore.getByText('1 key, 1 account')).toBeVisible(SOON);
  await restore.getByRole('button', { name: 'Restore' }).click();
  await expect(button(page, 'Sign in')).toBeVisible(SOON);
  await signIn(page);
  await expect(page.getByText('ERP').first()).toBeVisible();
  const kept = readdirSync(join(signedIn.storePath, '..')).filter((name) => name.includes('before-restore'));
  expect(kept).toHaveLength(1);
});

test('a new computer begins with the backup of another', async ({ program, open, page }) => {
  const other = await UiProgram.start();
  await other.setUp();
  await backedUp(other);
  await other.stop();
  program.chosen = [join(folder, 'a.lkbackup')];
  expect(existsSync(join(folder, 'a.lkbackup'))).toBe(true);
  await open();
  await expect(heading(page, 'Set up Latchkey')).toBeVisible();
  await button(page, 'Restore from a backup').click();
  const restore = dialog(page, 'Restore a backup');
  await expect(restore.getByText('This computer has no key for the log of this backup.')).toBeVisible(SOON);
  await restore.getByRole('button', { name: 'Restore' }).click();
  await expect(button(page, 'Sign in')).toBeVisible(SOON);
});

test('it is for those who manage all tenants', async ({ signedIn, open, page }) => {
  await withhold(signedIn, 'manage-tenants');
  await open('/settings/store');
  await expect(page.getByText('You do not have the right permissions')).toBeVisible();
});
