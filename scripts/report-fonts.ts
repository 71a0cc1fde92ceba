/**
 * Puts the font of PDF reports, with its licence, beside the built program, compressed: 0.6 MB in place of 1.3. A part of
 * the build of the main process, see electron.vite.config.ts; src/core/reports/formats/pdf/fonts.ts reads it.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const FONTS = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'];
const compress = promisify(brotliCompress);

/** The plugin of Vite that does it. */
export function reportFonts(): Plugin {
  return {
    name: 'latchkey:report-fonts',
    async generateBundle() {
      const folder = join(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'), '..');
      const emit = (name: string, source: Uint8Array) =>
        this.emitFile({ type: 'asset', fileName: `fonts/${name}`, source });
      emit('LICENSE', await readFile(join(folder, 'LICENSE')));
      for (const font of FONTS) {
        const bytes = await readFile(join(folder, 'ttf', font));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        emit(`${font}.br`, await compress(bytes, { params }));
      }
    },
  };
}
