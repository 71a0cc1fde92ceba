import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import { button, expect, field, fill } from '../../support/ui-test.ts';
import type { UiProgram } from '../../support/ui-program.ts';
import { type Entry, setUp } from '../entry.ts';

const PASSPHRASE = 'seven herons in a teapot';
/** Threads start, and scrypt takes its half second. */
const SOON = { timeout: 20_000 };

const entry = (screen: string, state: string, arrange: Entry['arrange']): Entry => ({
  screen,
  state,
  arrange: setUp(arrange),
});

/** A backup, after which keys were revoked and made. */
async function history(program: UiProgram): Promise<void> {
  await program.generate({ name: 'ERP integration' }, { name: 'Web shop' }, { name: 'Reporting' });
  program.place = join(mkdtempSync(join(tmpdir(), 'latchkey-catalog-')), 'Latchkey 2026-11-22.lkbackup');
  await program.api.store.backUp({ passphrase: null });
  program.chosen = [program.place];
  const { rows } = await program.api.keys.list({ view: EVERYTHING, after: null, limit: 50 });
  for (const { id } of rows.slice(1)) await program.api.keys.revoke({ id, how: 'permanent' });
  await program.generate({ name: 'Payroll' });
}

/** Settings → Store, with its dialogs. */
export const STORE: readonly Entry[] = [
  entry('Settings: Store', 'empty', async ({ open, page }) => {
    await open('/settings/store');
    await expect(page.getByText('There is no backup yet')).toBeVisible();
  }),
  entry('Settings: Store', 'full', async ({ program, open, page }) => {
    await history(program);
    await open('/settings/store');
    program.chosen = [mkdtempSync(join(tmpdir(), 'latchkey-catalog-'))];
    await field(page, 'Every day').check();
    await button(page, 'Choose').click();
    await page.getByLabel('Encrypt them with a passphrase').check();
    await fill(page, { Passphrase: PASSPHRASE });
    await expect(page.getByText('Not saved yet.')).toBeVisible();
  }),
  entry('Back up now', 'full', async ({ open, page }) => {
    await open('/settings/store');
    await button(page, 'Back up now').click();
    await fill(page, { Passphrase: PASSPHRASE });
  }),
  entry('Restore a backup', 'full', async ({ program, open, page }) => {
    await history(program);
    await open('/settings/store');
    await button(page, 'Restore').click();
    await expect(page.getByText('What was shut would be open again')).toBeVisible(SOON);
  }),
  entry('Restore a backup', 'loading', async ({ program, open, page }) => {
    await history(program);
    program.hold('store.preview');
    await open('/settings/store');
    await button(page, 'Restore').click();
    await expect(page.getByText('Reading the backup…')).toBeVisible();
  }),
  entry('Check integrity', 'full', async ({ open, page }) => {
    await open('/settings/store');
    await button(page, 'Check integrity').click();
    await expect(page.getByText('Nothing is wrong')).toBeVisible(SOON);
  }),
  entry('Check integrity', 'failing', async ({ program, open, page }) => {
    await program.sql('UPDATE audit_entries SET time = time + 1 WHERE seq = 2');
    await open('/settings/store');
    await button(page, 'Check integrity').click();
    await expect(page.getByText('Entry 2 was changed')).toBeVisible(SOON);
  }),
];
