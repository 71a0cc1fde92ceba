/**
 * `npm run catalog`: takes every screen of the program in every state that it can show, in light and in
 * dark, and lays them side by side on one page, out/catalog/index.html.
 *
 *   npm run catalog                      all screens, some minutes
 *   npm run catalog -- --only roles      the screens whose name has that in it
 *   npm run catalog -- --language de     in German
 *   npm run catalog -- --size 1024x700   in the smallest window instead of 1280x800
 *
 * The screens are the built renderer over the real backend, brought there by the entries in test/catalog.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { enter } from './setup/launch.mjs';
import { inRepo } from './setup/paths.mjs';
import { SetupError, fail } from './setup/progress.mjs';

const into = 'out/catalog';

function readArguments() {
  try {
    const { only, language, size } = parseArgs({
      options: {
        only: { type: 'string' },
        language: { type: 'string', default: 'en' },
        size: { type: 'string', default: '1280x800' },
      },
    }).values;
    const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(size) ?? [];
    if (width === undefined || !['en', 'de'].includes(language))
      throw new Error('There is no such size or language.');
    return { only, language, size: { width: Number(width), height: Number(height) } };
  } catch (error) {
    throw new SetupError(
      `${error.message}\nUsage: npm run catalog -- [--only SCREEN] [--language en|de] [--size 1280x800]`,
    );
  }
}

try {
  const { only, language, size } = readArguments();
  // Outside of the session, where we may write: nothing of an older page stays.
  if (!process.env.LATCHKEY_INSIDE) rmSync(inRepo(into), { recursive: true, force: true });
  const { collect } = await enter(import.meta.url, { purpose: 'ui', collect: into });

  // From here on we are inside the session, where the packages are there and Node runs TypeScript.
  const { makeCatalog } = await import('../test/catalog/index.ts');
  const { chromiumPath } = await import('../test/support/chromium.ts');
  const { taken, failed } = await makeCatalog({
    folder: collect,
    only,
    language,
    size,
    chromium: chromiumPath(),
    report: (line) => console.log(line),
  });
  if (taken === 0) throw new SetupError(`No screen has “${only}” in its name.`);
  console.log(`\n${taken} screens and states, ${failed} of them not as they should be: ${into}/index.html`);
  process.exit(failed > 0 ? 1 : 0);
} catch (error) {
  fail(error);
}
