import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { displays } from './support/display.ts';

const json = process.env['LATCHKEY_TEST_JSON'];

/** The real program: real Electron with its sandbox on, a real store, a real keyring, as an unprivileged user. */
export default defineConfig({
  testDir: '.',
  outputDir: process.env['LATCHKEY_TEST_OUTPUT'] ?? join(tmpdir(), 'latchkey-test-e2e'),
  workers: displays.length || 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: json === undefined ? [['list']] : [['list'], ['json', { outputFile: json }]],
});
