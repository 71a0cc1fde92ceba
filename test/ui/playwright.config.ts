import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumPath } from '../support/chromium.ts';
import { ZONE } from '../support/days.ts';

const output = process.env['LATCHKEY_TEST_OUTPUT'] ?? join(tmpdir(), 'latchkey-test-ui');
const json = process.env['LATCHKEY_TEST_JSON'];

/** The real renderer in Debian's Chromium, over the real backend; see test/support/ui-program.ts. */
export default defineConfig({
  testDir: '.',
  outputDir: output,
  workers: 2,
  fullyParallel: true,
  // Never a measure: only so that a busy machine fails no test.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: json === undefined ? [['list']] : [['list'], ['json', { outputFile: json }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1024, height: 700 },
    locale: 'en-GB',
    timezoneId: ZONE,
    // Motion would only make the tests wait; that it can be turned off is one of the promises.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      // The tests run as an unprivileged user, so the sandbox can stay on.
      chromiumSandbox: true,
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-gpu',
      ],
    },
  },
});
