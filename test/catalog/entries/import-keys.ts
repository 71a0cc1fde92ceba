import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvOfRows } from '../../support/csv-rows.ts';
import { goodRow, mixedFile } from '../../support/import-rows.ts';
import { button, expect } from '../../support/ui-test.ts';
import type { Entry, Stage } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const entry = (state: string, arrange: Entry['arrange']): Entry => ({
  screen: 'Import API keys',
  state,
  arrange: livedIn(arrange),
});

/** Opens the screen and chooses a file with these contents by the dialog. */
async function choose({ program, open, page }: Stage, contents: string): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), 'latchkey-catalog-')), 'keys of the old gateway.csv');
  writeFileSync(path, contents);
  program.chosen = [path];
  // The tenant of the profile is full.
  await program.sql('UPDATE tenants SET key_limit = 50');
  await open('/tenant-api-keys/import');
  await button(page, 'Choose file').click();
}

const right = () => csvOfRows(['Old billing', 'Old shop', 'Old reports'].map((name) => goodRow(name)));

export const IMPORT_KEYS: readonly Entry[] = [
  entry('empty', async ({ open, page }) => {
    await open('/tenant-api-keys/import');
    await button(page, 'Columns').click();
    await expect(page.getByRole('table')).toBeVisible();
  }),
  entry('problems', async (stage) => {
    await choose(stage, mixedFile());
    await expect(stage.page.getByRole('heading', { name: '4 problems' })).toBeVisible();
  }),
  entry('ready', async (stage) => {
    await choose(stage, right());
    await expect(button(stage.page, 'Import 3 keys')).toBeEnabled();
  }),
  entry('running', async (stage) => {
    stage.program.hold('keys.import');
    await choose(stage, right());
    await button(stage.page, 'Import 3 keys').click();
    stage.program.emit('batch-progress', { done: 42, of: 100 });
    await expect(stage.page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42');
  }),
  entry('done', async (stage) => {
    await choose(stage, right());
    await button(stage.page, 'Import 3 keys').click();
    await expect(button(stage.page, 'Show API keys')).toBeVisible();
  }),
  entry('failing', async (stage) => {
    await choose(stage, 'Name,Colour\nPayroll,red');
    await expect(stage.page.getByRole('alert')).toBeVisible();
  }),
];
