import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '../../src/core/keys/key-format.ts';
import { csvOfRows } from '../support/csv-rows.ts';
import { goodRow, mixedFile } from '../support/import-rows.ts';

import { everythingIn, planted, removePlanted } from '../support/planted.ts';
import { button, expect, expectAccessible, heading, test } from '../support/ui-test.ts';

removePlanted();

const IMPORT = '/tenant-api-keys/import';
const filePath = (contents: string) => join(planted({ 'keys.csv': contents }), 'keys.csv');

test('keys of a file are looked at, imported and in the list; their strings are nowhere in the window', async ({
  signedIn,
  open,
  page,
}) => {
  const key = generateKey('old');
  const rows = [goodRow('Old billing', { Key: key, Team: 'Sales' }), goodRow('Old shop')];
  signedIn.chosen = [filePath(csvOfRows(rows))];
  await signedIn.generate({ name: 'Payroll' });
  await open('/tenant-api-keys');
  await button(page, 'Batch actions').click();
  await page.getByRole('menuitem', { name: 'Import API keys' }).click();
  await expect(heading(page, 'Import API keys')).toBeFocused();
  await button(page, 'Choose file').click();
  await expect(heading(page, 'keys.csv')).toBeVisible();
  await expect(
    page.getByText('All 2 rows can be imported. The tenant would then have 3/10 keys.'),
  ).toBeVisible();
  await expect(page.getByText('Not read: the column “Team”.')).toBeVisible();
  const preview = page.getByRole('region', { name: 'Keys to import' });
  await expect(preview.getByRole('row', { name: /Old billing/ })).toContainText(key.slice(-4));
  expect(await everythingIn(page)).not.toContain(key.slice(4, 20));
  await button(page, 'Import 2 keys').click();
  await expect(page.getByText('2 keys imported from keys.csv.')).toBeVisible();
  await button(page, 'Show API keys').click();
  await expect(page.getByText('3/10 keys')).toBeVisible();
  await expect(page.getByRole('row', { name: /Old shop/ })).toBeVisible();
  expect(await everythingIn(page)).not.toContain(key.slice(4, 20));
});

test('what is wrong is told by row, can be exported and mended, or left out', async ({
  signedIn,
  open,
  page,
}) => {
  const path = filePath(mixedFile());
  signedIn.chosen = [path];
  await open(IMPORT);
  await button(page, 'Choose file').click();
  await expect(heading(page, '4 problems')).toBeVisible();
  await expect(page.getByText('2 of 4 rows can be imported; 2 have something wrong.')).toBeVisible();
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems.getByRole('row').nth(1)).toContainText('Key Name must have at least 2 characters.');
  await expect(problems).toContainText('There is no authorization group “Nobody”.');
  await expect(button(page, 'Import 2 keys')).toBeDisabled();
  await button(page, 'Export problems').click();
  await expect(page.getByText('4 problems written to')).toBeVisible();
  expect(signedIn.savedFiles.get('Import problems.csv')).toMatch(/^Row,Column,Problem\r\n4,Name,/);

  writeFileSync(path, mixedFile().replace('31.12.2099', '2099-12-31').replace('"10.1"', '"10.1.0.0/16"'));
  await button(page, 'Check again').click();
  await expect(heading(page, '2 problems')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Import the rows that are right' }).check();
  await button(page, 'Import 3 keys').click();
  await expect(
    page.getByText('3 keys imported from keys.csv. 1 row had something wrong and was left out.'),
  ).toBeVisible();
});

test('it is stopped, goes on from where it was, and looks again when the file has changed', async ({
  signedIn,
  open,
  page,
}) => {
  const path = filePath(csvOfRows([goodRow('Old billing')]));
  signedIn.chosen = [path];
  await open(IMPORT);
  await button(page, 'Choose file').press('Enter');
  signedIn.substitute('keys.import', () => ({ ok: false, code: 'CANCELLED', message: 'Stopped.' }));
  await button(page, 'Import 1 key').press('Enter');
  await expect(page.getByText('Stopped. Nothing was imported.')).toBeVisible();
  signedIn.restore('keys.import');
  const goOn = signedIn.hold('keys.import');
  writeFileSync(path, csvOfRows([goodRow('Old billing'), goodRow('Another')]));
  await button(page, 'Import 1 key').press('Enter');
  signedIn.emit('batch-progress', { done: 1, of: 4 });
  await expect(page.getByRole('progressbar', { name: 'Importing' })).toHaveAttribute('aria-valuenow', '25');
  await expect(button(page, 'Cancel')).toBeFocused();
  goOn();
  await expect(page.getByText(/The file has changed since it was looked at/)).toBeVisible();
  await expect(button(page, 'Import 2 keys')).toBeEnabled();
});

test('a file can be dropped; one that cannot be read says why; the template has the headings', async ({
  signedIn,
  open,
  page,
}) => {
  await open(IMPORT);
  await expect(page.getByText('Drop a CSV file here')).toBeVisible();
  await button(page, 'Download template').click();
  await expect(page.getByText(/^Template written to/)).toBeVisible();
  const template = signedIn.savedFiles.get('API keys to import.csv') ?? '';
  const path = filePath(template);
  signedIn.dropToImport(path);
  await expect(page.getByRole('alert')).toContainText('The file has no rows below its headings.');
  writeFileSync(
    path,
    `${readFileSync(path, 'utf8')}Old billing,,,Full access${','.repeat(13)}${generateKey('old')}`,
  );
  await button(page, 'Check again').click();
  await expect(button(page, 'Import 1 key')).toBeEnabled();
});

test('all keys are exported with their SHA-256 after a word about it, and nobody without the authorities', async ({
  signedIn,
  open,
  page,
}) => {
  await signedIn.generate({ name: 'Payroll' });
  await open('/tenant-api-keys');
  await button(page, 'Batch actions').click();
  await page.getByRole('menuitem', { name: 'Export with SHA-256' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText(/^1 key exported to/)).toBeVisible();
  expect(signedIn.savedFiles.get('API keys.csv')).toMatch(/SHA-256\r\n.*,[0-9a-f]{64}\r\n$/);
  await signedIn.sql("DELETE FROM role_authorities WHERE authority IN ('export', 'manage-user-api-key')");
  await page.reload();
  await button(page, 'Batch actions').click();
  await expect(page.getByRole('menuitem', { name: 'Import API keys' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Export with SHA-256' })).toHaveCount(0);
  await signedIn.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenant-api-keys'");
  await open(IMPORT);
  await page.reload();
  await expect(page.getByText('You do not have the right permissions')).toBeVisible();
});

test('axe finds nothing serious in any of its states', async ({ signedIn, open, page }) => {
  test.setTimeout(120_000);
  signedIn.chosen = [filePath(mixedFile())];
  await open(IMPORT);
  await button(page, 'Columns').click();
  await expectAccessible(page);
  await button(page, 'Choose file').click();
  await expect(heading(page, '4 problems')).toBeVisible();
  await expectAccessible(page);
});
