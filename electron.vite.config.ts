import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { reportFonts } from './scripts/report-fonts.ts';
import { NONCE_PLACEHOLDER } from './src/main/renderer-files.ts';

/** Where the build goes; packaging makes further ones beside the usual. */
const out = process.env['LATCHKEY_OUT'] ?? 'out';
/** `1`: a build that tests may drive over a debugging port. Never shipped. */
const debuggable = process.env['LATCHKEY_DEBUGGABLE'] === '1';
/** The licences of all that is bundled; packaging/after-pack.cjs puts them beside the program. */
const license = { fileName: 'licenses.json' };

/** One build for all: desktop program, its helper processes, and the command line share the chunks of the core. */
export default defineConfig({
  main: {
    define: { LATCHKEY_DEBUGGABLE: String(debuggable) },
    plugins: [reportFonts()],
    build: {
      outDir: `${out}/main`,
      license,
      target: 'node20',
      // Less to read and parse before the window is there.
      minify: true,
      externalizeDeps: {
        exclude: [
          'fastify',
          'kysely',
          'pdfkit',
          'zod',
          '@zxcvbn-ts/core',
          '@zxcvbn-ts/language-common',
          '@zxcvbn-ts/language-en',
        ],
      },
      rollupOptions: {
        input: {
          entry: resolve('src/main/entry.ts'),
          index: resolve('src/main/index.ts'),
          keychain: resolve('src/main/keychain.ts'),
          'anchor-helper': resolve('src/main/anchor-helper.ts'),
          endpoint: resolve('src/main/endpoint/entry.ts'),
          'password-strength-worker': resolve('src/core/accounts/password-strength-worker.ts'),
          'use-worker': resolve('src/core/endpoint/use-worker.ts'),
          'verify-worker': resolve('src/core/audit/integrity/verify-worker.ts'),
          'examine-worker': resolve('src/core/findings/examine-worker.ts'),
          'survey-worker': resolve('src/core/keys/list/survey-worker.ts'),
          'scan-worker': resolve('src/core/leak-scan/scan-worker.ts'),
          'report-worker': resolve('src/core/reports/file/report-worker.ts'),
          'job-worker': resolve('src/core/backup/job-worker.ts'),
          'overview-worker': resolve('src/core/overview/overview-worker.ts'),
          cli: resolve('src/cli/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: `${out}/preload`,
      target: 'node20',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    html: { cspNonce: NONCE_PLACEHOLDER },
    plugins: [react()],
    build: {
      outDir: resolve(out, 'renderer'),
      license,
      target: 'chrome130',
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
