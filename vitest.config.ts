import { defineConfig } from 'vitest/config';

/** `unit` is pure and takes seconds; `integration` works on real files and real processes. Playwright has ui and e2e. */
const playwright = ['test/ui/**', 'test/e2e/**', '**/node_modules/**'];
/** What is installed: only `npm run test:package` runs these, because they need root and some minutes. */
const installed = 'test/package/*.spec.ts';

export default defineConfig({
  test: {
    // On two cores it would take one: much of the time is spent waiting for processes and threads of the tests' own.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.integration.test.ts', ...playwright],
          // Never a measure: only so that a busy machine fails no property test.
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'package',
          include: [installed],
          // There is one dpkg, and one place where a program is installed.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          exclude: playwright,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
