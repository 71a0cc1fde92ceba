import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** The font of PDF reports: DejaVu Sans Condensed, as free to embed and to ship as its licence beside it says. */

const NAMES = { regular: 'DejaVuSansCondensed', bold: 'DejaVuSansCondensed-Bold' } as const;

export interface Fonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
}

/** Reads both weights: from the package in the sources, else from beside the program (electron.vite.config.ts puts them there). */
export async function readFonts(): Promise<Fonts> {
  const [regular, bold] = await Promise.all([readFont(NAMES.regular), readFont(NAMES.bold)]);
  return { regular, bold };
}

async function readFont(name: string): Promise<Buffer> {
  const here = import.meta.url;
  if (here.endsWith('.ts')) {
    return readFile(createRequire(here).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  }
  const folder = here.includes('/chunks/') ? '../fonts' : './fonts';
  return promisify(brotliDecompress)(await readFile(new URL(`${folder}/${name}.ttf.br`, here)));
}
