import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { generateKey } from '../../../src/core/keys/key-format.ts';
import { pasteInto, secretOf } from '../../support/key-screens.ts';
import { button, expect, field } from '../../support/ui-test.ts';
import type { Entry, Stage } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const entry = (screen: string, state: string, arrange: Entry['arrange']): Entry => ({
  screen,
  state,
  arrange: livedIn(arrange),
});

/** A folder in which some keys stand, chosen by the dialog; it goes with the rest of the temporary files. */
async function choose({ program, page }: Stage): Promise<void> {
  const { text } = await secretOf(program, 'Leaked key');
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-catalog-'));
  const files = {
    '.env': `# local\nLATCHKEY_KEY=${text}\n`,
    'deploy.yaml': `data:\n  key: ${Buffer.from(text).toString('base64')}\n`,
    'notes from the old system.txt': generateKey('acme'),
    'backup.7z': Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  program.chosen = [folder];
  await button(page, 'Choose folders').click();
  await expect(page.getByRole('list', { name: 'Chosen' })).toBeVisible();
}

const answered = (page: Page) => expect(page.getByRole('region', { name: 'Answer' })).toBeVisible();

export const LEAK_SCAN: readonly Entry[] = [
  entry('Identify a key', 'empty', async ({ open, page }) => {
    await open('/identify');
    await answered(page);
  }),
  entry('Identify a key', 'full', async ({ program, open, page }) => {
    const { text } = await secretOf(program, 'Leaked key');
    await open('/identify');
    await pasteInto(field(page, 'Key'), `${text} ${generateKey('acme')}`);
    await expect(page.getByRole('heading', { name: 'Leaked key' })).toBeVisible();
  }),
  entry('Identify a key', 'none', async ({ open, page }) => {
    await open('/identify');
    await field(page, 'Key').fill('lk_tooshort');
    await button(page, 'Identify').click();
    await expect(page.getByText('This is no key')).toBeVisible();
  }),
  entry('Leak scan', 'empty', async ({ open, page }) => {
    await open('/leak-scan');
    await expect(button(page, 'Scan')).toBeVisible();
  }),
  entry('Leak scan', 'full', async (stage) => {
    const { open, page } = stage;
    await open('/leak-scan');
    await choose(stage);
    await button(page, 'Scan').click();
    await expect(page.getByText('Keys were found at 3 places.')).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(4);
  }),
  entry('Leak scan', 'running', async ({ program, open, page }) => {
    const counts = { tenant: 2, 'other-tenant': 0, unknown: 1 };
    const progress = { files: 12_040, bytes: 5_600_000_000, found: 0, bytesPerSecond: 910_000_000 };
    const run = {
      status: 'running',
      startedAt: 1,
      endedAt: null,
      paths: ['/srv'],
      git: true,
      progress,
      found: counts,
    };
    const rest = { ignored: 0, links: 0, special: 0, own: 0, troubles: 0, firstTroubles: [] };
    program.substitute('leakScan.state', () => ({
      ok: true,
      value: {
        chosen: ['/srv/deployments', '/home/ada/projects'],
        baseline: '/srv/known.json',
        run: { ...run, ...rest },
      },
    }));
    await open('/leak-scan');
    await expect(page.getByRole('progressbar')).toBeVisible();
  }),
  entry('Leak scan', 'failing', async ({ open, page }) => {
    await open('/leak-scan');
    await button(page, 'Scan').click();
    await expect(page.getByText('Choose files or folders to scan first.')).toBeVisible();
  }),
];
