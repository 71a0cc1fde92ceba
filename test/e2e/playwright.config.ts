import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const json = process.env['LATCHKEY_TEST_JSON'];

/** The real program: real Electron with its sandbox on, a real store, a real keyring, as an unprivileged user. */
export default defineConfig({
  testDir: '.',
  outputDir: process.env['LATCHKEY_TEST_OUTPUT'] ?? join(tmpdir(), 'latchkey-test-e2e'),
  // The programs share one display and with it one clipboard, which several of them fill and clear.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: json === undefined ? [['list']] : [['list'], ['json', { outputFile: json }]],
});
