import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '../../src/core/keys/key-format.ts';
import { secretOf } from '../support/key-screens.ts';
import { everythingIn, planted, removePlanted } from '../support/planted.ts';
import { button, expect, expectAccessible, test } from '../support/ui-test.ts';

const LEAK_SCAN = '/leak-scan';
removePlanted();

test('a folder is chosen, scanned, and a key revoked from its row', async ({ signedIn, open, page }) => {
  const { text } = await secretOf(signedIn, 'Payroll');
  const folder = planted({
    'app/.env': `A=1\nKEY=${text}\n`,
    'app/b.txt': generateKey('other'),
    'c.txt': 'nothing',
  });
  signedIn.chosen = [folder];
  await open(LEAK_SCAN);
  await button(page, 'Scan').click();
  await expect(page.getByRole('alert')).toContainText('Choose files or folders to scan first.');
  await button(page, 'Choose folders').click();
  await expect(page.getByRole('list', { name: 'Chosen' })).toContainText(folder);
  await button(page, 'Scan').click();
  const results = page.getByRole('region', { name: 'Results' });
  await expect(results).toContainText('Keys were found at 2 places.');
  const row = results.getByRole('row', { name: /^\.env/ });
  await expect(row).toContainText('2');
  await expect(row).toContainText('Payroll');
  await expect(row).toContainText('Active');
  await results.getByText('Not known here 1').click();
  await expect(results.getByRole('row')).toHaveCount(2);
  await results.getByText('This tenant 1').click();
  await row.getByRole('button', { name: 'Revoke the key in .env, line 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(row).toContainText('Revoked');
  expect(await everythingIn(page)).not.toContain(text.slice(3, 20));
});

test('what is dropped is scanned, after a look elsewhere too, and exported without a secret', async ({
  signedIn,
  open,
  page,
}) => {
  const { text } = await secretOf(signedIn, 'Payroll');
  const folder = planted({ 'a.txt': text, '=cmd.csv': Buffer.from(text, 'utf16le') });
  await open(LEAK_SCAN);
  await expect(page.getByText('Drop files or folders here')).toBeVisible();
  signedIn.drop(folder);
  await expect(page.getByRole('list', { name: 'Chosen' })).toContainText(folder);
  await button(page, 'Scan').click();
  await expect(page.getByText('Keys were found at 2 places.')).toBeVisible();
  await page.getByRole('link', { name: 'Access simulator' }).click();
  await page.getByRole('link', { name: 'Leak scan' }).click();
  await expect(page.getByRole('row', { name: /^a\.txt/ })).toContainText('Active');
  for (const name of ['CSV, for spreadsheets', 'JSON', 'SARIF, for code hosts']) {
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByText('2 places written to').last()).toBeVisible();
  }
  await expect
    .poll(() => [...signedIn.savedFiles.keys()])
    .toEqual(['csv', 'json', 'sarif'].map((kind) => `Leak scan.${kind}`));
  for (const file of signedIn.savedFiles.values()) {
    expect(file).toContain(text.slice(-4));
    expect(file).not.toContain(text.slice(3, 20));
  }
});

test('a baseline of what was found passes over it in the next scan', async ({ signedIn, open, page }) => {
  const { text } = await secretOf(signedIn, 'Payroll');
  const folder = planted({ 'a.txt': text });
  signedIn.chosen = [folder];
  signedIn.saveTo = folder;
  await open(LEAK_SCAN);
  await button(page, 'Choose folders').click();
  await button(page, 'Scan').click();
  await expect(page.getByText('Keys were found at 1 place.')).toBeVisible();
  await button(page, 'Export').click();
  await page.getByRole('menuitem', { name: /^Baseline/ }).click();
  const baseline = join(folder, 'latchkey-baseline.json');
  await expect(page.getByText(`1 place written to ${baseline}.`)).toBeVisible();
  writeFileSync(baseline, signedIn.savedFiles.get('latchkey-baseline.json') ?? '');
  signedIn.chosen = [baseline];
  await button(page, 'Choose baseline').click();
  await expect(page.getByText(`Baseline: ${baseline}`)).toBeVisible();
  await button(page, 'Scan').click();
  await expect(page.getByText('No keys were found; 1 place of the baseline passed over.')).toBeVisible();
  signedIn.chosen = [join(folder, 'a.txt')];
  await button(page, 'No baseline').click();
  await button(page, 'Choose baseline').click();
  await expect(page.getByRole('alert')).toContainText('is no baseline of Latchkey');
});

test('progress shows until it is cancelled', async ({ signedIn, open, page }) => {
  const running = {
    chosen: ['/data'],
    baseline: null,
    run: {
      status: 'running',
      startedAt: 1,
      endedAt: null,
      paths: ['/data'],
      git: true,
      progress: { files: 1_204, bytes: 560_000_000, found: 0, bytesPerSecond: 210_000_000 },
      found: { tenant: 0, 'other-tenant': 0, unknown: 0 },
      ignored: 0,
      links: 0,
      special: 0,
      own: 0,
      troubles: 0,
      firstTroubles: [],
    },
  };
  signedIn.substitute('leakScan.state', () => ({ ok: true, value: running }));
  await open(LEAK_SCAN);
  await expect(page.getByRole('progressbar', { name: 'Scanning' })).toBeVisible();
  await expect(page.getByText('1,204 files, 560 MB, 210 MB a second')).toBeVisible();
  await expectAccessible(page);
  signedIn.restore('leakScan.state');
  await button(page, 'Cancel').click();
  await expect(button(page, 'Scan')).toBeVisible();
  expect(signedIn.calls).toContain('leakScan.cancel');
});

test('axe finds nothing serious in the results', async ({ signedIn, open, page }) => {
  test.setTimeout(120_000);
  const { text } = await secretOf(signedIn, 'Payroll');
  signedIn.chosen = [
    planted({
      'a.txt': text,
      'b.txt': generateKey('zz'),
      'x.7z': Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    }),
  ];
  await open(LEAK_SCAN);
  await button(page, 'Choose folders').click();
  await button(page, 'Scan').click();
  await expect(page.getByText('Keys were found at 2 places.')).toBeVisible();
  await button(page, '1 place not read whole').click();
  await expect(page.getByText('x.7z is an archive')).toBeVisible();
  await expectAccessible(page);
});
